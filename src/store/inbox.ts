import { sql } from "kysely";
import type { Database } from "./open.ts";

/** Of these citizens, those with a finished session that was let go to this reader and that they have not looked at. */
export async function citizensWithNew(
  { db }: Database,
  staff: string,
  citizens: readonly string[],
): Promise<ReadonlySet<string>> {
  if (citizens.length === 0) return new Set();
  const rows = await db
    .selectFrom("session")
    .select("citizen_id")
    .distinct()
    .where("citizen_id", "in", citizens)
    .where("status", "=", "completed")
    .where(
      sql<boolean>`exists (select from release join staff on staff.id = ${staff}
        where release.session_id = session.id and release.receiver in (staff.id, staff.role || '@' || staff.unit_id))`,
    )
    .where(sql<boolean>`not exists (select from looked where looked.session_id = session.id and staff_id = ${staff})`)
    .execute();
  return new Set(rows.map((row) => row.citizen_id));
}

/** Of these sessions, those that a member of staff has looked at. */
export async function lookedAt(
  { db }: Database,
  staff: string,
  sessions: readonly string[],
): Promise<ReadonlySet<string>> {
  if (sessions.length === 0) return new Set();
  const rows = await db
    .selectFrom("looked")
    .select("session_id")
    .where("staff_id", "=", staff)
    .where("session_id", "in", sessions)
    .execute();
  return new Set(rows.map((row) => row.session_id));
}

/** Keeps that somebody has looked at a session; the first time counts. */
export async function markLooked({ db }: Database, staff: string, session: string, now: Date): Promise<void> {
  await db
    .insertInto("looked")
    .values({ staff_id: staff, session_id: session, at: now })
    .onConflict((known) => known.doNothing())
    .execute();
}

/** Makes a session new again for somebody. */
export async function markNew({ db }: Database, staff: string, session: string): Promise<void> {
  await db.deleteFrom("looked").where("staff_id", "=", staff).where("session_id", "=", session).execute();
}
