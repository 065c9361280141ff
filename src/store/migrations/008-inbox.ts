import { type Kysely, sql } from "kysely";

/** What each member of staff has looked at, and the notes they edited. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table looked (
      staff_id text not null references staff,
      session_id text not null references session,
      at timestamptz not null,
      primary key (staff_id, session_id)
    );
    create table journal_note (
      id bigint generated always as identity primary key,
      session_id text not null references session,
      staff_id text not null references staff,
      text text not null,
      read_as text not null,
      at timestamptz not null
    );
    comment on table journal_note is 'every saved version; the newest counts';
    comment on column journal_note.read_as is 'digest of the answers as they could be read when it was written';
    create index journal_note_session on journal_note (session_id, staff_id, id);
  `.execute(db);
}
