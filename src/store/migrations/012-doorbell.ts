import { type Kysely, sql } from "kysely";

/**
 * The bell of a citizen's chat in Telegram, wrong codes of strangers, and photos that came together. A `doorbell` is of
 * the citizen whose chat it is; a `telegram_try` is nobody's: it holds the chat of a stranger for an hour.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table doorbell (
      chat_id bigint primary key references telegram_chat,
      message bigint,
      rung_at timestamptz,
      opened_at timestamptz,
      link_hash text unique,
      link_until timestamptz,
      link_used_at timestamptz,
      app_hash text,
      app_at timestamptz
    );
    comment on column doorbell.message is 'the one bell that stands in the chat';
    comment on column doorbell.link_hash is 'of its one-time link';
    comment on column doorbell.app_at is 'of the newest opening by the Mini App, as Telegram dated it';
    create table telegram_try (
      chat_id bigint primary key,
      since timestamptz not null,
      count int not null
    );
    alter table telegram_chat add column menu text;
    comment on column telegram_chat.menu is 'which commands the chat shows: mode and language';
    alter table device add column chat_id bigint references telegram_chat, add column expires_at timestamptz;
    comment on column device.chat_id is 'the chat by whose bell it came in; it ends with that';
    create index device_chat on device (chat_id) where chat_id is not null;
    alter table media add column album text, add column album_parts bigint[];
    create unique index media_album on media (citizen_id, album) where album is not null;
    comment on column media.album is 'photos that came together are one picture';
    comment on column media.album_parts is 'which of them are in it';
  `.execute(db);
}
