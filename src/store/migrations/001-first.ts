import { type Kysely, sql } from "kysely";

/** People, conversations and what comes of them. Events live in `turn`; `conversation.state` is a cache of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table unit (
      id text primary key,
      name text not null,
      created_at timestamptz not null default now()
    );
    create table staff (
      id text primary key,
      unit_id text not null references unit,
      name text not null,
      role text not null check (role in ('behandler', 'socialpaedagog', 'tovholder', 'leder', 'administrator')),
      aad text unique,
      created_at timestamptz not null default now()
    );
    create table citizen (
      id text primary key,
      unit_id text not null references unit,
      name text not null,
      language text not null default 'da',
      persona text not null default 'young-man',
      word_for_use text,
      choices_at_a_time int not null default 5 check (choices_at_a_time between 2 and 7),
      read_aloud boolean not null default false,
      created_at timestamptz not null default now()
    );
    create table relation (
      citizen_id text not null references citizen,
      staff_id text not null references staff,
      role text not null,
      from_at timestamptz not null default now(),
      to_at timestamptz,
      primary key (citizen_id, staff_id, from_at)
    );
    create index relation_staff on relation (staff_id);
    create table invitation (
      code_hash text primary key,
      citizen_id text not null references citizen,
      channel text not null check (channel in ('web', 'telegram')),
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      used_at timestamptz
    );
    create table device (
      id text primary key,
      citizen_id text not null references citizen,
      secret_hash text not null,
      created_at timestamptz not null default now(),
      revoked_at timestamptz
    );
    create table flow_version (
      id text not null,
      version text not null,
      bundle json not null,
      created_at timestamptz not null default now(),
      primary key (id, version)
    );
    create table assignment (
      id text primary key,
      citizen_id text not null references citizen,
      flow_id text not null,
      flow_version text not null,
      params json not null,
      by_staff text references staff,
      created_at timestamptz not null default now(),
      completed_at timestamptz
    );
    create table conversation (
      id text primary key,
      citizen_id text not null unique references citizen,
      revision int not null default 0,
      state json not null,
      channel text not null default 'web',
      address text not null default '',
      updated_at timestamptz not null default now()
    );
    create table turn (
      conversation_id text not null references conversation,
      revision int not null,
      channel text not null,
      inbound_id text not null,
      verdict text not null,
      said json,
      events json not null,
      at timestamptz not null,
      primary key (conversation_id, revision),
      unique (channel, inbound_id)
    );
    create table session (
      id text primary key,
      conversation_id text not null references conversation,
      citizen_id text not null references citizen,
      flow_id text not null,
      flow_version text not null,
      params json not null,
      persona text not null,
      assignment_id text references assignment,
      status text not null check (status in ('running', 'stopped', 'completed')),
      started_at timestamptz not null,
      completed_at timestamptz,
      answers json
    );
    create index session_citizen on session (citizen_id, completed_at);
    create table answer (
      session_id text not null references session,
      path text not null,
      revision int not null,
      n int not null,
      value json,
      by text,
      at timestamptz not null,
      primary key (session_id, path, revision, n)
    );
    comment on column answer.value is 'null: the answer was taken back; earlier rows of the path are its history';
    create table release (
      session_id text not null references session,
      staff_id text not null references staff,
      at timestamptz not null,
      primary key (session_id, staff_id)
    );
    create index release_staff on release (staff_id);
    create table outbox (
      id bigint generated always as identity primary key,
      conversation_id text not null references conversation,
      revision int not null,
      channel text not null,
      address text not null,
      message json not null,
      attempts int not null default 0,
      next_at timestamptz not null default now(),
      sent_at timestamptz,
      external_id text,
      error text,
      created_at timestamptz not null default now()
    );
    create index outbox_waiting on outbox (conversation_id, id) where sent_at is null;
    create index outbox_revision on outbox (conversation_id, revision);
    create table media (
      id text primary key,
      citizen_id text not null references citizen,
      type text not null check (type in ('voice', 'photo')),
      mime text not null,
      bytes bytea not null,
      created_at timestamptz not null default now()
    );
    create table setting (
      name text primary key,
      value json not null
    );
  `.execute(db);
}
