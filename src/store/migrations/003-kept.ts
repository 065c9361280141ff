import { type Kysely, sql } from "kysely";

/** What a session knew of earlier ones, and the second signature under it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table session add column known json not null default '[]', add column signature json;
  `.execute(db);
}
