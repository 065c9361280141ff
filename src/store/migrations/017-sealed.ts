import { type Kysely, sql } from "kysely";

/**
 * A key for each citizen, wrapped with the DATA_KEY. What was stored in plain text is sealed when the database is opened:
 * a citizen without a key is one whose rows are not sealed yet.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table citizen_key (
      citizen_id text primary key references citizen,
      wrapped text not null,
      data_key text not null,
      version int not null,
      made_at timestamptz not null default now()
    );
    comment on column citizen_key.data_key is 'fingerprint of the DATA_KEY it is wrapped with';
    alter table session alter column known drop default, alter column drawn drop default, alter column drawn drop not null;
    alter table answer drop constraint answer_pkey, add primary key (session_id, revision, n);
    update telegram_chat set live = null;
  `.execute(db);
}
