import { type Kysely, sql } from "kysely";

/**
 * Who is told when something cannot wait, and what became of it. A duty and its settings belong to a unit; an alert and its
 * events to a citizen; a notice to the member of staff it is for. None holds a word of the citizen's: an alert points to the
 * turn in which it was said.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table duty (
      id text primary key,
      unit_id text not null references unit,
      day text not null check (day ~ '^([1-7]|holiday|[0-9]{4}-[0-9]{2}-[0-9]{2})$'),
      from_minute int not null check (from_minute between 0 and 1439),
      to_minute int not null check (to_minute between 1 and 1440),
      staff_id text references staff,
      rank int not null default 1 check (rank between 1 and 9)
    );
    comment on table duty is 'rows of a date count instead of those of a holiday, and these instead of those of a weekday';
    comment on column duty.day is '1 Monday to 7 Sunday, holiday: every Danish public holiday, or one date';
    comment on column duty.to_minute is 'Danish time; not after from_minute: on the next day';
    comment on column duty.staff_id is 'null: nobody is on duty';
    create index duty_unit on duty (unit_id);
    create table duty_setting (
      unit_id text primary key references unit,
      first_minutes int not null default 10 check (first_minutes between 1 and 240),
      then_minutes int not null default 10 check (then_minutes between 1 and 240),
      tovholder_id text references staff,
      leder_id text references staff,
      leder_phone text
    );
    comment on column duty_setting.first_minutes is 'until the deputies and the tovholder are told';
    comment on column duty_setting.then_minutes is 'after that, until the leder on duty is told';
    create table alert (
      id text primary key,
      citizen_id text not null references citizen,
      conversation_id text not null references conversation,
      unit_id text not null references unit,
      category text not null,
      urgency text not null check (urgency in ('now', 'today')),
      state text not null default 'raised' check (state in ('raised', 'claimed', 'closed')),
      revision int not null,
      times int not null default 1,
      raised_at timestamptz not null,
      last_at timestamptz not null,
      roused_at timestamptz not null,
      roused_by int not null,
      staffed boolean not null,
      level int not null default 0 check (level between 0 and 2),
      next_at timestamptz,
      lowered_at timestamptz,
      claimed_by text references staff,
      claimed_at timestamptz,
      closed_by text references staff,
      closed_at timestamptz,
      note text,
      check ((state = 'closed') = (closed_at is not null)),
      check (state <> 'claimed' or claimed_by is not null)
    );
    comment on column alert.revision is 'the turn in which it was said last';
    comment on column alert.roused_at is 'when those on duty were last told, or would have been';
    comment on column alert.roused_by is 'the turn that made them be told';
    comment on column alert.staffed is 'those on duty have been told';
    comment on column alert.next_at is 'when the next are told; null: nobody more';
    create unique index alert_open on alert (citizen_id) where state <> 'closed';
    create index alert_next on alert (next_at) where state = 'raised' and next_at is not null;
    create index alert_unit on alert (unit_id, raised_at);
    create table alert_event (
      id bigint generated always as identity primary key,
      alert_id text not null references alert,
      at timestamptz not null,
      kind text not null check (kind in ('raised', 'added', 'told', 'read', 'claimed', 'lowered', 'escalated', 'closed')),
      staff_id text references staff,
      heard_at timestamptz
    );
    comment on column alert_event.heard_at is 'null: the citizen is still to hear of it';
    create index alert_event_alert on alert_event (alert_id, id);
    create index alert_event_unheard on alert_event (id) where heard_at is null;
    create table notice (
      id bigint generated always as identity primary key,
      staff_id text not null references staff,
      kind text not null,
      ref text not null,
      conversation text,
      service_url text,
      created_at timestamptz not null,
      next_at timestamptz not null,
      attempts int not null default 0,
      sent_at timestamptz,
      external_id text,
      error text
    );
    comment on table notice is 'what staff is to be told, without content; sent_at with an error: nobody needs it any more';
    comment on column notice.conversation is 'where else than in their own chat, with the service_url of that place';
    create unique index notice_open on notice (staff_id, kind, ref) where sent_at is null;
    create index notice_waiting on notice (next_at) where sent_at is null;
    create index notice_ref on notice (ref);
  `.execute(db);
}
