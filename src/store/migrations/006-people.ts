import { type Kysely, sql } from "kysely";

/** Staff who leave, and what is known of a citizen's course: pace, region, first days, and how it ended. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table staff add column left_at timestamptz;
    alter table citizen
      add column pace text not null default 'normal' check (pace in ('calm', 'normal')),
      add column region text check (region in ('hovedstaden', 'sjaelland', 'syddanmark', 'midtjylland', 'nordjylland')),
      add column first_contact_on date,
      add column first_talk_on date,
      add column closed_at timestamptz,
      add column closed_reason text check (closed_reason in ('completed', 'stopped', 'moved', 'other')),
      add constraint citizen_first_days check (first_contact_on <= first_talk_on),
      add constraint citizen_closed check ((closed_at is null) = (closed_reason is null));
    comment on column citizen.region is 'decides which lægevagt is called';
    comment on column citizen.closed_at is 'the course has ended; the chat and what the citizen keeps stay';
    alter table relation
      drop constraint relation_pkey,
      add primary key (citizen_id, staff_id, role, from_at);
    create index relation_citizen on relation (citizen_id);
  `.execute(db);
}
