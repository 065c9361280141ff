import { type Kysely, sql } from "kysely";

/** Where staff are reached in Microsoft Teams, and which of its activities were taken. Both are the staff member's own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table teams_chat (
      staff_id text primary key references staff,
      conversation text not null,
      service_url text not null,
      tenant text not null,
      seen_at timestamptz not null,
      closed_at timestamptz,
      closed_reason text check (closed_reason in ('blocked', 'removed')),
      constraint teams_chat_closed check ((closed_at is null) = (closed_reason is null))
    );
    comment on table teams_chat is 'the personal chat of a member of staff with the bot, as their last activity told it';
    comment on column teams_chat.closed_reason is 'blocked: they do not want to be written to; removed: the app is gone';
    create table teams_activity (
      id text primary key,
      at timestamptz not null
    );
    comment on table teams_activity is 'those of the last day, as digests: the same one does nothing twice';
    create index teams_activity_at on teams_activity (at);
  `.execute(db);
}
