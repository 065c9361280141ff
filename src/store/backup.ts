import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { z } from "zod";
import { AppError } from "../model/errors.ts";
import { asLogin } from "./access/login.ts";
import { OPERATOR } from "./audit.ts";
import { isMigration, migrate, newestMigration } from "./migrate.ts";
import type { Querying } from "./pool.ts";
import type { AuditAction } from "./tables.ts";

/** How many rows are held at a time, and how many characters of them; of a table with files one row. */
const ROWS = 100;
const HELD = 4 * 1024 * 1024;

/** Bytes: the biggest file somebody may send, as PostgreSQL writes it, and what stands around it. */
const LONGEST_LINE = 64 * 1024 * 1024;

const First = z.object({ skridt: z.literal(1), migration: z.string(), at: z.iso.datetime() });
const Table = z.object({ table: z.string() });
/** How the first and the last line begin; no row has a column of these names. */
const BEGIN = '{"skridt":';
const END = '{"end":true';
const Last = z.object({ end: z.literal(true), rows: z.number(), sha256: z.string() });

/** The migration from which on the audit tells of more than looks. */
const AUDITED = "019";

/** What a backup holds. */
export interface Backup {
  readonly migration: string;
  readonly rows: number;
}

/**
 * Writes every row of every table as it was at one moment, beside whatever runs: lines of JSON in gzip, the rows as
 * PostgreSQL writes them, sealed as they are. The last line says how many there are, and a digest of all before it. Jobs
 * are left out: what is due is looked for anew.
 * @param url as the owner of the tables
 * @param at when it was begun
 * @throws AppError "config": this user does not see every row; "unavailable": the file cannot be written
 */
export async function backUp(url: string, file: string, at: Date): Promise<Backup> {
  const found = { migration: "", rows: 0 };
  await asLogin(url, async (client) => {
    await requireOwner(client);
    await note(client, "copied", "backup");
    await client.query("begin isolation level repeatable read, read only");
    found.migration = (await newestMigration(client)) ?? "";
    const hash = createHash("sha256");
    async function* lines(): AsyncGenerator<string> {
      const line = (text: string): string => {
        hash.update(text);
        return text;
      };
      yield line(`${JSON.stringify({ skridt: 1, migration: found.migration, at: at.toISOString() })}\n`);
      for (const table of await tablesOf(client)) {
        yield line(`${JSON.stringify({ table })}\n`);
        for await (const row of rowsOf(client, table)) {
          found.rows += 1;
          yield line(`${row}\n`);
        }
      }
      yield `${JSON.stringify({ end: true, rows: found.rows, sha256: hash.digest("hex") })}\n`;
    }
    try {
      // never over another backup; read by nobody else
      await pipeline(Readable.from(lines()), createGzip(), createWriteStream(file, { flags: "wx", mode: 0o600 }));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EEXIST") throw new AppError("input", `${file}: expected a new file, but it is there already`);
      await rm(file, { force: true });
      throw new AppError("unavailable", `the backup was not written (${code ?? (error as Error).name})`, {
        cause: error,
      });
    }
    await client.query("commit");
  });
  return found;
}

/**
 * Puts a backup into a database with nothing in it: all of it or nothing.
 * @param url as the owner of the tables to be
 * @throws AppError "input": not a whole backup of this or an earlier Skridt, or the database holds something
 */
export async function restore(url: string, file: string): Promise<Backup> {
  const { migration, rows } = await check(file);
  if (!isMigration(migration)) {
    throw new AppError("input", `${file}: written by a newer Skridt (${migration}). Restore it with that version.`);
  }
  await asLogin(url, requireEmpty);
  await migrate(url, migration);
  return await asLogin(url, async (client) => {
    await client.query("begin");
    const got = await fill(client, file);
    if (got !== rows) throw notWhole(file, `expected ${rows} rows, got ${got}`);
    await note(client, "added", "restore");
    await client.query("commit");
    return { migration, rows };
  });
}

/** In the audit, for all citizens at once. */
async function note(client: Querying, action: AuditAction, what: string): Promise<void> {
  if (((await newestMigration(client)) ?? "") < AUDITED) return;
  const text = "insert into audit (at, actor, action, what, rule) values (now(), $1, $2, $3, $4)";
  await client.query(text, [OPERATOR, action, what, "operation"]);
}

/** Reads all of it once before anything is touched: its first line, its last, and the digest of all between. */
async function check(file: string): Promise<Backup> {
  const hash = createHash("sha256");
  let migration: string | undefined;
  let last: z.infer<typeof Last> | undefined;
  for await (const line of linesOf(file)) {
    if (migration === undefined) {
      const first = First.safeParse(parsed(line));
      if (!first.success) throw notWhole(file, "its first line is not one of a backup");
      migration = first.data.migration;
    }
    last = line.startsWith(END) ? Last.safeParse(parsed(line)).data : undefined;
    if (!last) hash.update(`${line}\n`);
  }
  if (migration === undefined || !last) throw notWhole(file, "its end is missing");
  if (last.sha256 !== hash.digest("hex")) throw notWhole(file, "its digest is another");
  return { migration, rows: last.rows };
}

/** Puts the rows in, table by table. @returns how many there were */
async function fill(client: Querying, file: string): Promise<number> {
  const tables = new Set(await tablesOf(client));
  let table = "";
  let held: string[] = [];
  let length = 0;
  let rows = 0;
  const put = async (): Promise<void> => {
    if (held.length === 0) return;
    // rows are not read here: PostgreSQL reads what it wrote
    await client.query(
      `insert into "${table}" overriding system value select * from json_populate_recordset(null::"${table}", $1)`,
      [`[${held.join(",")}]`],
    );
    rows += held.length;
    held = [];
    length = 0;
  };
  for await (const line of linesOf(file)) {
    if (line.startsWith(BEGIN) || line.startsWith(END)) continue;
    // a row is an object too: only this one has this name alone
    const next = line.startsWith('{"table":') ? Table.safeParse(parsed(line)) : undefined;
    if (next?.success) {
      await put();
      table = next.data.table;
      if (!tables.has(table)) throw notWhole(file, `no table "${table}" is known`);
      continue;
    }
    held.push(line);
    length += line.length;
    if (held.length === ROWS || length > HELD) await put();
  }
  await put();
  await countOn(client, [...tables]);
  return rows;
}

async function* linesOf(file: string): AsyncGenerator<string, void, void> {
  const source = createReadStream(file);
  const unpacked = source.pipe(createGunzip());
  source.on("error", (error) => unpacked.destroy(error));
  const input = Readable.from(withEnds(unpacked), { objectMode: false });
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    if (error instanceof AppError) throw notWhole(file, error.message);
    throw notWhole(file, `it cannot be read (${(error as NodeJS.ErrnoException).code ?? (error as Error).name})`);
  }
}

/** What unpacks to far more than it is must not fill the memory: no line is longer than a row can be. */
async function* withEnds(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf("\n");
    length = end < 0 ? length + chunk.length : chunk.length - end - 1;
    if (length > LONGEST_LINE) throw new AppError("input", "a line does not end");
    yield chunk;
  }
}

const notWhole = (file: string, why: string) =>
  new AppError("input", `${file}: expected a whole backup, but ${why}. Nothing was restored.`);

function parsed(line: unknown): unknown {
  try {
    return JSON.parse(String(line));
  } catch {
    return undefined;
  }
}

async function* rowsOf(client: Querying, table: string): AsyncGenerator<string> {
  const most = (await holdsFiles(client, table)) ? 1 : ROWS;
  await client.query(`declare each cursor for select row_to_json(t)::text as row from "${table}" t`);
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${most} from each`);
    for (const { row } of rows) yield row;
    if (rows.length < most) break;
  }
  await client.query("close each");
}

async function holdsFiles(client: Querying, table: string): Promise<boolean> {
  const text = "select from pg_attribute where attrelid = to_regclass($1) and atttypid = 'bytea'::regtype limit 1";
  return (await client.query(text, [`"${table}"`])).rows.length > 0;
}

/** Every table, those that others point to first. */
async function tablesOf(client: Querying): Promise<string[]> {
  const { rows } = await client.query<{ name: string; needs: string[] }>(
    `select c.relname::text as name, array(
       select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
       where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
     from pg_class c
     where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname not like 'kysely%'
     order by c.relname`,
  );
  const ordered: string[] = [];
  for (let left = rows; left.length > 0; ) {
    const free = left.filter(({ needs }) => needs.every((it) => ordered.includes(it)));
    if (free.length === 0) throw new Error(`tables point to each other: ${left.map(({ name }) => name).join(", ")}`);
    ordered.push(...free.map(({ name }) => name));
    left = left.filter(({ name }) => !ordered.includes(name));
  }
  return ordered;
}

/** Ids go on after the highest that is there. */
async function countOn(client: Querying, tables: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select c.relname::text as table, a.attname::text as column from pg_attribute a join pg_class c on c.oid = a.attrelid
     where a.attidentity <> '' and c.relname = any($1) and c.relnamespace = current_schema()::regnamespace`,
    [tables],
  );
  for (const { table, column } of rows) {
    await client.query(
      `select setval(pg_get_serial_sequence('"${table}"', '${column}'), max("${column}")) from "${table}" having max("${column}") is not null`,
    );
  }
}

async function requireOwner(client: Querying): Promise<void> {
  const { rows } = await client.query<{ user: string; all: boolean }>(
    `select current_user::text as user, (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)
       or (select relowner = current_user::regrole from pg_class where oid = to_regclass('citizen')) as all`,
  );
  const { user, all } = rows[0] as (typeof rows)[number];
  if (all) return;
  const text = `DATABASE_URL: expected the owner of the tables, got "${user}", who does not see every row.`;
  throw new AppError("config", text);
}

async function requireEmpty(client: Querying): Promise<void> {
  for (const table of await tablesOf(client)) {
    const { rows } = await client.query(`select from "${table}" limit 1`);
    if (rows.length > 0) {
      throw new AppError("input", `DATABASE_URL: expected a database with nothing in it, got rows in "${table}".`);
    }
  }
}
