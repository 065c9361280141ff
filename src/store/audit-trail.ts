import { sql } from "kysely";
import type { Database } from "./open.ts";
import type { AuditAction } from "./tables.ts";

/** What is looked for in the audit; absent: everything. */
export interface Asked {
  readonly citizen?: string;
  /** id of a member of staff, or whoever else acted: "service:command-line" */
  readonly actor?: string;
  readonly from?: Date;
  readonly before?: Date;
  /** only tries that were denied */
  readonly denied?: boolean;
}

/** A row of the audit. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  /** of a member of staff */
  readonly name: string | null;
  readonly role: string | null;
  readonly action: AuditAction;
  readonly what: string | null;
  readonly ref: string | null;
  readonly citizen: string | null;
  readonly session: string | null;
  readonly columns: readonly string[] | null;
  readonly allowed: boolean;
  readonly rule: string;
}

/** The newest first. */
export async function listAudit(database: Database, asked: Asked, limit: number): Promise<AuditRow[]> {
  return await rowsOf(database, asked).orderBy("audit.id", "desc").limit(limit).execute();
}

/** So many by chance, in the order in which they were written down. */
export async function sampleAudit(database: Database, asked: Asked, count: number): Promise<AuditRow[]> {
  const rows = await rowsOf(database, asked).orderBy(sql`random()`).limit(count).execute();
  return rows.sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
}

function rowsOf({ db }: Database, { citizen, actor, from, before, denied }: Asked) {
  let query = db
    .selectFrom("audit")
    .leftJoin("staff", "staff.id", "audit.actor")
    .select([
      "audit.id",
      "at",
      "actor",
      "staff.name",
      "staff.role",
      "action",
      "what",
      "ref",
      "columns",
      "allowed",
      "rule",
    ])
    .select(["citizen_id as citizen", "session_id as session"]);
  if (citizen !== undefined) query = query.where("citizen_id", "=", citizen);
  if (actor !== undefined) query = query.where("actor", "=", actor);
  if (from) query = query.where("at", ">=", from);
  if (before) query = query.where("at", "<", before);
  if (denied) query = query.where("allowed", "=", false);
  return query;
}
