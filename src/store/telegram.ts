import { sql } from "kysely";
import type { Database } from "./open.ts";
import { hashOf } from "./secrets.ts";
import type { TelegramLive } from "./tables.ts";
import { inTransaction } from "./transaction.ts";

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
    await db
      .updateTable("telegram_chat")
      .set({ closed_at: now, closed_reason: "replaced", live: null })
      .where("citizen_id", "=", citizen_id)
      .where("closed_at", "is", null)
      .execute();
    const row = { citizen_id, paired_at: now, live: null, closed_at: null, closed_reason: null };
    await db
      .insertInto("telegram_chat")
      .values({ chat_id: String(chat), ...row })
      .onConflict((known) => known.column("chat_id").doUpdateSet(row))
      .execute();
    return true;
  });
}

/** Whose chat it is, or the chat of a conversation; undefined: none that is open. */
export async function openChat(
  { db }: Database,
  key: { readonly chat: number } | { readonly conversation: string },
): Promise<TelegramChat | undefined> {
  const found = await db
    .selectFrom("telegram_chat as t")
    .innerJoin("citizen as c", "c.id", "t.citizen_id")
    .innerJoin("conversation as v", "v.citizen_id", "c.id")
    .select(["t.chat_id", "t.live", "c.id as citizen", "c.language", "c.hours_from", "c.hours_to"])
    .select("v.id as conversation")
    .where("t.closed_at", "is", null)
    .where((where) =>
      "chat" in key ? where("t.chat_id", "=", String(key.chat)) : where("v.id", "=", key.conversation),
    )
    .executeTakeFirst();
  if (!found) return undefined;
  const { chat_id, citizen, conversation, language, live, hours_from: from, hours_to: to } = found;
  return { chat: Number(chat_id), citizen, conversation, language, hours: { from, to }, live: live ?? undefined };
}

export async function keepLive({ db }: Database, chat: number, live: TelegramLive | undefined): Promise<void> {
  await db
    .updateTable("telegram_chat")
    .set({ live: live ? JSON.stringify(live) : null })
    .where("chat_id", "=", String(chat))
    .where("closed_at", "is", null)
    .execute();
}

/** Ends a chat: what waits for it is sent nowhere, and the conversation goes on in the web chat. */
export async function closeChat(database: Database, chat: number, reason: Closing, now: Date): Promise<void> {
  await inTransaction(database, async ({ db }) => {
    const closed = await db
      .updateTable("telegram_chat")
      .set({ closed_at: now, closed_reason: reason, live: null })
      .where("chat_id", "=", String(chat))
      .where("closed_at", "is", null)
      .returning("citizen_id")
      .executeTakeFirst();
    if (!closed) return;
    await sql`
      with moved as (
        update conversation set channel = 'web', address = id
        where citizen_id = ${closed.citizen_id} and channel = 'telegram'
        returning id
      )
      update outbox set sent_at = ${now}, error = 'closed'
      where channel = 'telegram' and sent_at is null
        and conversation_id = (select id from conversation where citizen_id = ${closed.citizen_id})`.execute(db);
  });
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

/** What Telegram calls a picture it has already. */
export async function fileIdOf({ db }: Database, bot: string, hash: string): Promise<string | undefined> {
  const found = await db
    .selectFrom("telegram_file")
    .select("file_id")
    .where("bot_id", "=", bot)
    .where("hash", "=", hash)
    .executeTakeFirst();
  return found?.file_id;
}

export async function keepFileId({ db }: Database, bot: string, hash: string, fileId: string): Promise<void> {
  await db
    .insertInto("telegram_file")
    .values({ bot_id: bot, hash, file_id: fileId })
    .onConflict((known) => known.columns(["bot_id", "hash"]).doUpdateSet({ file_id: fileId }))
    .execute();
}
