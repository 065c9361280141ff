import { type Kysely, sql } from "kysely";

/** What citizens let somebody see, and who looked at what. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table release drop constraint release_staff_id_fkey;
    alter table release rename column staff_id to receiver;
    alter index release_staff rename to release_receiver;
    comment on column release.receiver is 'a staff id, or role@unit for everyone of that role there';
    create table consent (
      citizen_id text not null references citizen,
      receiver text not null,
      name text not null,
      kinds jsonb not null,
      at timestamptz not null,
      primary key (citizen_id, receiver)
    );
    comment on table consent is 'what counts now; consent_record has all that was ever said';
    create index consent_receiver on consent (receiver);
    create table consent_record (
      id bigint generated always as identity primary key,
      citizen_id text not null references citizen,
      receiver text not null,
      name text not null,
      kinds jsonb not null,
      wording text not null,
      at timestamptz not null
    );
    comment on column consent_record.kinds is 'true: yes, false: no, null: nothing is said about it any more';
    comment on column consent_record.wording is 'what the citizen read, or the button they tapped';
    create index consent_record_citizen on consent_record (citizen_id, id);
    create table audit (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      actor text not null,
      action text not null,
      citizen_id text references citizen,
      session_id text references session,
      rule text not null
    );
    comment on column audit.rule is 'the access rule that allowed it';
    create index audit_citizen on audit (citizen_id, id);
  `.execute(db);
}
