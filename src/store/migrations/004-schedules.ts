import { type Kysely, sql } from "kysely";

/** Exercises asked at times, what became of each time, and the hours in which a citizen may be written to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table citizen
      add column hours_from int not null default 8,
      add column hours_to int not null default 20,
      add constraint citizen_hours check (0 <= hours_from and hours_from < hours_to and hours_to < 24);
    create table schedule (
      id text primary key,
      citizen_id text not null references citizen,
      flow_id text not null,
      params json not null,
      by_staff text references staff,
      start text not null,
      rule text,
      holidays text not null check (holidays in ('skip', 'keep')),
      paused_from text,
      paused_to text,
      created_at timestamptz not null,
      looked_at timestamptz not null,
      next_at timestamptz,
      stopped_at timestamptz
    );
    comment on column schedule.start is 'local time in Denmark';
    comment on column schedule.looked_at is 'what became due up to then has its row in occurrence';
    comment on column schedule.next_at is 'null: it is over';
    create index schedule_citizen on schedule (citizen_id);
    create index schedule_next on schedule (next_at) where stopped_at is null;
    create table occurrence (
      schedule_id text not null references schedule,
      at timestamptz not null,
      assignment_id text not null unique,
      state text not null check (state in ('due', 'sent', 'missed', 'waiting')),
      reminders int not null default 0,
      primary key (schedule_id, at)
    );
    comment on column occurrence.state is 'missed: nothing of ours ran that day; waiting: one of the same exercise waited already';
    create index occurrence_open on occurrence (at) where state in ('due', 'sent');
  `.execute(db);
}
