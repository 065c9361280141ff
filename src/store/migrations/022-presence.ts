import { type Kysely, sql } from "kysely";

/**
 * What is claimed, and what one process does at a time, is of a process for as long as it shows that it lives. A new message
 * is due whatever the clock says.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table process (
      id text primary key,
      missed int not null default 0,
      looked_at timestamptz not null default now()
    );
    comment on table process is 'those that send; nobody owns a row, and none names a person';
    comment on column process.missed is 'how often others looked since it showed itself last';
    alter table outbox add claimed_by text, alter next_at set default '-infinity';
    alter table notice add claimed_by text;
    alter table lease drop column beat;
    comment on column lease.holder is 'the process that does it, as long as there is one in process';
    comment on column outbox.claimed_by is 'the process that sends it; it is anybody''s when that one is no row of process';
  `.execute(db);
}
