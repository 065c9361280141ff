import { type Kysely, sql } from "kysely";

/** The number of a unit, for the call buttons when something cannot wait. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table unit add column phone text`.execute(db);
}
