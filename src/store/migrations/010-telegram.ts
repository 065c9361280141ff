import { type Kysely, sql } from "kysely";

/** The chats of citizens in Telegram, and the pictures Telegram has already. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table telegram_chat (
      chat_id bigint primary key,
      citizen_id text not null references citizen,
      paired_at timestamptz not null,
      live json,
      closed_at timestamptz,
      closed_reason text check (closed_reason in ('left', 'blocked', 'removed', 'replaced')),
      constraint telegram_chat_closed check ((closed_at is null) = (closed_reason is null))
    );
    comment on column telegram_chat.live is 'the message whose buttons can be tapped';
    create unique index telegram_chat_citizen on telegram_chat (citizen_id) where closed_at is null;
    create table telegram_file (
      bot_id text not null,
      hash text not null,
      file_id text not null,
      primary key (bot_id, hash)
    );
  `.execute(db);
}
