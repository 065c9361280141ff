import { AppError } from "../../model/errors.ts";
import type { Database } from "../open.ts";
import type { CitizenKey } from "./citizen-keys.ts";
import { OWN_TABLES, type OwnTable, sealedColumn } from "./own-tables.ts";

/** A row with what is sealed in it opened; bytes are left out. */
export type OpenedRow = Readonly<Record<string, unknown>>;

/** What opens something else and tells nothing: hashes of secrets, and keys. */
const SECRETS: readonly string[] = ["code_hash", "secret_hash", "previous_hash", "link_hash", "app_hash", "wrapped"];

/** Every row of a citizen by its table, and who looked at what of theirs. @throws AppError "not-found" */
export async function openedRows(database: Database, citizen: string): Promise<Record<string, readonly OpenedRow[]>> {
  const key = await database.keys.of(citizen);
  const all: Record<string, readonly OpenedRow[]> = {};
  for (const own of OWN_TABLES) all[own.table] = await rowsIn(database, own, key);
  const looks = "select at, actor, action, session_id, rule from audit where citizen_id = $1 order by id";
  all.audit = (await database.pool.query<Record<string, unknown>>(looks, [citizen])).rows;
  return all;
}

async function rowsIn({ pool }: Database, own: OwnTable, key: CitizenKey): Promise<OpenedRow[]> {
  const place = own.row.map((it) => `(${it})::text`).join(", ");
  const text = `select array[${place}]::text[] as row_is, * from ${own.table} where ${own.where}`;
  const { rows } = await pool.query<{ row_is: string[] } & Record<string, unknown>>(text, [key.citizen]);
  return rows.map(({ row_is: at, ...row }) => {
    const opened = Object.entries(row).flatMap(([column, value]) => {
      if (SECRETS.includes(column) || own.sealed[column] === "bytes") return [];
      return [[column, value === null ? null : openedValue(own, column, value, at, key)] as const];
    });
    return Object.fromEntries(opened);
  });
}

function openedValue(own: OwnTable, column: string, value: unknown, row: readonly string[], key: CitizenKey): unknown {
  const kind = own.sealed[column];
  if (kind === undefined) return value;
  const place = [sealedColumn(own.table, column), ...row] as const;
  if (kind === "text") return key.open(value as string, ...place);
  if (kind === "texts") return (value as string[]).map((it) => key.open(it, ...place));
  const sealed = kind === "state" || kind === "events" ? (value as { sealed: unknown }).sealed : value;
  if (typeof sealed === "string") return key.openValue<unknown>(sealed, ...place);
  throw new AppError("internal", `${own.table}.${column}: expected something sealed`);
}
