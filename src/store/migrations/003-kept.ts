import { type Kysely, sql } from "kysely";

/** What a session knew of earlier ones, the cards it drew, and the second signature under it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table session add column known json not null default '[]', add column drawn json not null default '[]',
      add column signature json;
  `.execute(db);
}
