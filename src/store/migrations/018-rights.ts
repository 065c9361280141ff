import { type Kysely, sql } from "kysely";

/**
 * What is left of a citizen who was erased, and what citizens ask for. An `erasure` is nobody's: an id that leads nowhere,
 * and counts. A `data_request` is the citizen's. The audit stays when a citizen is gone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table audit drop constraint audit_citizen_id_fkey, drop constraint audit_session_id_fkey;
    create table erasure (
      citizen_id text primary key,
      unit_id text not null references unit,
      by_staff text references staff,
      at timestamptz not null,
      counts jsonb not null
    );
    comment on column erasure.by_staff is 'null: from the command line, or again after a backup was put back';
    create table data_request (
      id bigint generated always as identity primary key,
      citizen_id text not null references citizen,
      kind text not null check (kind in ('copy', 'erasure')),
      asked_at timestamptz not null,
      done_at timestamptz,
      done_by text references staff
    );
    create unique index data_request_open on data_request (citizen_id, kind) where done_at is null;
  `.execute(db);
}
