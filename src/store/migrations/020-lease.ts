import { type Kysely, sql } from "kysely";

/** Which process does what only one may do at a time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table lease (
      name text primary key,
      holder text not null,
      beat bigint not null
    );
    comment on table lease is 'work that one process does at a time; nobody owns a row, and none names a person';
    comment on column lease.beat is 'raised by the holder each second: one that stands still belongs to a process that is gone';
  `.execute(db);
}
