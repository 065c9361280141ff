import { type Kysely, sql } from "kysely";

/** Appointments, what is asked around them, and times that follow them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table appointment (
      id text primary key,
      citizen_id text not null references citizen,
      at timestamptz not null,
      minutes int not null check (minutes between 5 and 480),
      place text not null,
      place_picture text,
      place_photo text references media,
      with_staff text[] not null,
      with_others text[] not null,
      by_staff text references staff,
      created_at timestamptz not null,
      cancelled_at timestamptz,
      moved_from timestamptz,
      became text check (became in ('held', 'not-come')),
      became_at timestamptz,
      constraint appointment_look check ((place_picture is null) <> (place_photo is null))
    );
    create index appointment_citizen on appointment (citizen_id, at);
    alter table schedule
      add column appointment_id text references appointment,
      add column appointment_days int,
      add column appointment_time text,
      add column around text check (around in ('preparation', 'afterwards'));
    comment on column schedule.around is 'asked around every appointment, by nobody in particular';
    create index schedule_appointment on schedule (appointment_id) where appointment_id is not null;
    create unique index schedule_around on schedule (appointment_id, around, appointment_days) where around is not null;
    alter table occurrence
      drop constraint occurrence_state_check,
      add constraint occurrence_state_check check (state in ('due', 'sent', 'missed', 'waiting', 'done'));
    comment on column occurrence.state is
      'missed: nothing of ours ran that day; waiting: one of the same exercise waited already; done: it was done already';
  `.execute(db);
}
