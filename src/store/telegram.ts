import { sql } from "kysely";
import { asService } from "./acting.ts";
import { endDoorbell } from "./doorbell.ts";
import type { Database } from "./open.ts";
import { hashOf } from "./secrets.ts";
import type { TelegramLive } from "./tables.ts";
import { together } from "./together.ts";
import { inTransaction } from "./transaction.ts";

/** ids of pictures, of about a hundred bytes each */
const REMEMBERED = 10_000;

/** Why a chat is no longer a way to the citizen. `replaced`: the citizen came in from another one. */
export type Closing = "left" | "blocked" | "removed" | "replaced";

/** A citizen's chat in Telegram. */
export interface TelegramChat {
  readonly chat: number;
  readonly citizen: string;
  readonly conversation: string;
  readonly language: string;
  readonly hours: { readonly from: number; readonly to: number };
  readonly live: TelegramLive | undefined;
  /** which commands it shows; null: not known */
  readonly menu: string | null;
  readonly bell: Bell | undefined;
}

/** The one bell that stands in a chat. */
export interface Bell {
  readonly message: number;
  readonly rungAt: Date;
  /** the citizen has been in the web chat since */
  readonly opened: boolean;
}

/**
 * Makes a chat a citizen's by a one-time code; any other chat of theirs is closed.
 * @returns false: the code is unknown, used or expired
 */
export async function pairChat(database: Database, code: string, chat: number, now: Date): Promise<boolean> {
  return await inTransaction(database, async ({ db }) => {
    const used = await db
      .updateTable("invitation")
      .set({ used_at: now })
      .where("code_hash", "=", hashOf(code))
      .where("channel", "=", "telegram")
      .where("used_at", "is", null)
      .where("expires_at", ">", now)
      .returning("citizen_id")
      .executeTakeFirst();
    if (!used) return false;
    const { citizen_id } = used;
    const replaced = await db
      .updateTable("telegram_chat")
      .set({ closed_at: now, closed_reason: "replaced", live: null })
      .where("citizen_id", "=", citizen_id)
      .where("closed_at", "is", null)
      .returning("chat_id")
      .execute();
    await endDoorbell({ db }, [...replaced.map((it) => it.chat_id), String(chat)], now);
    const row = { citizen_id, paired_at: now, live: null, closed_at: null, closed_reason: null, menu: null };
    await db
      .insertInto("telegram_chat")
      .values({ chat_id: String(chat), ...row })
      .onConflict((known) => known.column("chat_id").doUpdateSet(row))
      .execute();
    return true;
  });
}

/** How a chat is found. */
export type ChatKey = { readonly chat: number } | { readonly conversation: string };

const OPEN = `
  select t.chat_id as chat, t.live, t.menu, c.id as citizen, c.language, c.hours_from, c.hours_to, v.id as conversation,
    b.message, b.rung_at, case when b.rung_at is null then false when b.opened_at is not null then true else exists (
      select 1 from turn s where s.conversation_id = v.id and s.channel = 'web' and s.at > b.rung_at) end as opened
  from telegram_chat t join citizen c on c.id = t.citizen_id join conversation v on v.citizen_id = c.id
    left join doorbell b on b.chat_id = t.chat_id
  where t.closed_at is null`;
const BY_CHAT = `${OPEN} and t.chat_id = any($1)`;
const BY_CONVERSATION = `${OPEN} and v.id = any($1)`;
const KEEP_LIVE = `
  update telegram_chat t set live = k.live from json_to_recordset($1) as k(chat bigint, live json)
  where t.chat_id = k.chat and t.closed_at is null`;
const BURY_LIVE = `
  update telegram_chat set live = (live::jsonb || '{"buried": true}')::json
  where chat_id = any($1) and live is not null`;

interface Row {
  readonly chat: string;
  readonly citizen: string;
  readonly conversation: string;
  readonly language: string;
  readonly hours_from: number;
  readonly hours_to: number;
  readonly live: TelegramLive | null;
  readonly menu: string | null;
  readonly message: string | null;
  readonly rung_at: Date | null;
  readonly opened: boolean;
}

/** The open chats. Those that are asked for at the same moment are found by one statement. */
export interface OpenChats {
  /** Whose chat it is, or the chat of a conversation; undefined: none that is open. */
  find(key: ChatKey): Promise<TelegramChat | undefined>;
  /** Of a chat there may be one at a time. */
  keepLive(chat: number, live: TelegramLive | undefined): Promise<void>;
  /** The citizen wrote below the message with the buttons: it is not changed where it stands any more. */
  buryLive(chat: number): Promise<void>;
}

export function openChats({ pool }: Database): OpenChats {
  const query = (name: string, text: string, values: unknown[]) => pool.query<Row>({ name, text, values });
  const byChat = together(async (chats: readonly number[]) => {
    const { rows } = await query("open-chats", BY_CHAT, [chats]);
    const found = new Map(rows.map((row) => [Number(row.chat), row]));
    return chats.map((chat) => found.get(chat));
  });
  const byConversation = together(async (conversations: readonly string[]) => {
    const { rows } = await query("open-chats-of", BY_CONVERSATION, [conversations]);
    const found = new Map(rows.map((row) => [row.conversation, row]));
    return conversations.map((conversation) => found.get(conversation));
  });
  const keep = together(async (kept: readonly { chat: number; live: TelegramLive | null }[]) => {
    await query("keep-live", KEEP_LIVE, [JSON.stringify(kept)]);
    return kept.map(() => undefined);
  });
  const bury = together(async (chats: readonly number[]) => {
    await query("bury-live", BURY_LIVE, [chats]);
    return chats.map(() => undefined);
  });
  return {
    async find(key) {
      const row = await ("chat" in key ? byChat(key.chat) : byConversation(key.conversation));
      if (!row) return undefined;
      const { citizen, conversation, language, menu, hours_from: from, hours_to: to } = row;
      const { live, message, rung_at: rungAt, opened } = row;
      const bell = message && rungAt ? { message: Number(message), rungAt, opened } : undefined;
      const known = { citizen, conversation, language, menu, bell, hours: { from, to } };
      return { ...known, chat: Number(row.chat), live: live ?? undefined };
    },
    keepLive: (chat, live) => keep({ chat, live: live ?? null }),
    buryLive: bury,
  };
}

export async function keepMenu({ db }: Database, chat: number, menu: string): Promise<void> {
  await db.updateTable("telegram_chat").set({ menu }).where("chat_id", "=", String(chat)).execute();
}

/** Ends a chat: what waits for it is sent nowhere, and the conversation goes on in the web chat. */
export async function closeChat(database: Database, chat: number, reason: Closing, now: Date): Promise<void> {
  await asService("telegram", () => inTransaction(database, ({ db }) => close(db, chat, reason, now)));
}

async function close(db: Database["db"], chat: number, reason: Closing, now: Date): Promise<void> {
  const closed = await db
    .updateTable("telegram_chat")
    .set({ closed_at: now, closed_reason: reason, live: null })
    .where("chat_id", "=", String(chat))
    .where("closed_at", "is", null)
    .returning("citizen_id")
    .executeTakeFirst();
  if (!closed) return;
  await endDoorbell({ db }, [String(chat)], now);
  await sql`
    with moved as (
      update conversation set channel = 'web', address = id
      where citizen_id = ${closed.citizen_id} and channel = 'telegram'
      returning id
    )
    update outbox set sent_at = ${now}, error = 'closed'
    where channel = 'telegram' and sent_at is null
      and conversation_id = (select id from conversation where citizen_id = ${closed.citizen_id})`.execute(db);
}

/** A chat as staff sees it. */
export interface ListedChat {
  readonly chat: string;
  readonly pairedAt: Date;
  readonly closedAt: Date | null;
  readonly reason: Closing | null;
}

/** A citizen's chats as staff sees them, the newest first. */
export async function listChats({ db }: Database, citizen: string): Promise<ListedChat[]> {
  return await db
    .selectFrom("telegram_chat")
    .select(["chat_id as chat", "paired_at as pairedAt", "closed_at as closedAt", "closed_reason as reason"])
    .where("citizen_id", "=", citizen)
    .orderBy("paired_at", "desc")
    .execute();
}

/** What Telegram calls the pictures it has already. */
export interface FileIds {
  find(hash: string): Promise<string | undefined>;
  keep(hash: string, fileId: string): Promise<void>;
}

/** Those of a bot. What was read once is remembered: an id stays good, and a picture that changes has another hash. */
export function fileIds({ db }: Database, bot: string): FileIds {
  const known = new Map<string, string>();
  const remember = (hash: string, fileId: string): void => {
    if (known.size >= REMEMBERED) known.clear();
    known.set(hash, fileId);
  };
  return {
    async find(hash) {
      const remembered = known.get(hash);
      if (remembered !== undefined) return remembered;
      const found = await db
        .selectFrom("telegram_file")
        .select("file_id")
        .where("bot_id", "=", bot)
        .where("hash", "=", hash)
        .executeTakeFirst();
      if (found) remember(hash, found.file_id);
      return found?.file_id;
    },
    async keep(hash, fileId) {
      remember(hash, fileId);
      await db
        .insertInto("telegram_file")
        .values({ bot_id: bot, hash, file_id: fileId })
        .onConflict((it) => it.columns(["bot_id", "hash"]).doUpdateSet({ file_id: fileId }))
        .execute();
    },
  };
}
