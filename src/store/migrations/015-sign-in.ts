import { type Kysely, sql } from "kysely";

/** Who is signed in, the phones of citizens with a secret that changes, and how often something was tried. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table staff_session (
      id text primary key,
      staff_id text not null references staff,
      secret_hash text not null unique,
      previous_hash text unique,
      method text not null check (method in ('oidc', 'teams')),
      roles text[],
      browser text not null,
      begun_at timestamptz not null,
      seen_at timestamptz not null,
      rotated_at timestamptz not null
    );
    comment on table staff_session is 'belongs to its member of staff; a row is gone when it has ended';
    comment on column staff_session.previous_hash is 'the secret before the last change: good for a moment, for what was on its way';
    comment on column staff_session.roles is 'what the groups of the sign-in allow; null: groups are not asked';
    create index staff_session_staff on staff_session (staff_id);
    alter table device add column previous_hash text;
    alter table device add column rotated_at timestamptz not null default now();
    comment on column device.previous_hash is 'the secret before the last change: good until the new one has been used';
    create table tries (
      name text primary key,
      count int not null,
      since timestamptz not null
    );
    comment on table tries is 'how often something was tried; belongs to nobody, names no person: the name is a digest';
    create index tries_since on tries (since);
  `.execute(db);
}
