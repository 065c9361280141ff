import { randomUUID } from "node:crypto";
import type { Database } from "./open.ts";
import { hashOf, newCode, newSecret } from "./secrets.ts";

/** How long the link of a bell can be used: it is taken at once, or asked for anew. */
const LINK_MS = 15 * 60 * 1000;
/** How long a device is in that came by a bell. */
const DEVICE_MS = 12 * 60 * 60 * 1000;

/** A remembered device, as its cookie holds it. */
interface Device {
  readonly device: string;
  readonly secret: string;
}

/** A new one-time code for the citizen of a chat; the one before ends. Only its hash is stored. */
export async function newLink({ db }: Database, chat: number, now: Date): Promise<string> {
  const code = newCode();
  const link = { link_hash: hashOf(code), link_until: new Date(now.getTime() + LINK_MS), link_used_at: null };
  await db
    .insertInto("doorbell")
    .values({ chat_id: String(chat), ...link })
    .onConflict((known) => known.column("chat_id").doUpdateSet(link))
    .execute();
  return code;
}

const SWAP = `
  update doorbell b set message = $2, rung_at = $3, opened_at = null
  from (select chat_id, message from doorbell where chat_id = $1 for update) before
  where b.chat_id = before.chat_id returning before.message`;

/** The bell that stands in a chat from now on. @returns the one that stood there, which is to be removed */
export async function keepBell(
  { pool }: Database,
  chat: number,
  message: number,
  now: Date,
): Promise<number | undefined> {
  const { rows } = await pool.query<{ message: string | null }>({ text: SWAP, values: [chat, message, now] });
  const before = rows[0]?.message;
  return before ? Number(before) : undefined;
}

/** What becomes of whoever was let in: the one device of that chat; an earlier one ends. `used` holds the chat. */
const LET_IN = `, ended as (
    update device d set revoked_at = $2 from used where d.chat_id = used.chat_id and d.revoked_at is null
  )
  insert into device (id, citizen_id, secret_hash, chat_id, expires_at)
  select $3, used.citizen_id, $4, used.chat_id, $5 from used returning id`;

const BY_LINK = `
  with used as (
    update doorbell b set link_used_at = $2, opened_at = $2 from telegram_chat t
    where t.chat_id = b.chat_id and t.closed_at is null
      and b.link_hash = $1 and b.link_used_at is null and b.link_until > $2
    returning b.chat_id, t.citizen_id
  )${LET_IN}`;

const BY_APP = `
  with used as (
    insert into doorbell as b (chat_id, opened_at, app_hash, app_at)
    select t.chat_id, $2, $6, $7 from telegram_chat t where t.chat_id = $1 and t.closed_at is null
    on conflict (chat_id) do update set opened_at = $2, app_hash = $6, app_at = $7
      where b.app_at is null or ($7 >= b.app_at and $6 <> b.app_hash)
    returning b.chat_id, (select t.citizen_id from telegram_chat t where t.chat_id = b.chat_id) as citizen_id
  )${LET_IN}`;

/** Exchanges the link of a bell for a remembered device, once. Undefined: unknown, used, too old, or the chat has ended. */
export function enterByLink(database: Database, code: string, now: Date): Promise<Device | undefined> {
  return letIn(database, BY_LINK, hashOf(code), now);
}

/** An opening of the Mini App, as Telegram signed it. */
export interface Opening {
  /** a private chat has the id of its person */
  readonly user: number;
  /** when Telegram signed it */
  readonly at: Date;
  /** what tells it from every other one */
  readonly digest: string;
}

/** Lets a Mini App in, once for each opening. Undefined: nobody's chat, or an opening that was used or is older than one that was. */
export function enterByApp(database: Database, opening: Opening, now: Date): Promise<Device | undefined> {
  return letIn(database, BY_APP, opening.user, now, [opening.digest, opening.at]);
}

async function letIn(
  { pool }: Database,
  text: string,
  by: string | number,
  now: Date,
  more: readonly unknown[] = [],
): Promise<Device | undefined> {
  const [device, secret] = [randomUUID(), newSecret()];
  const until = new Date(now.getTime() + DEVICE_MS);
  const { rows } = await pool.query({ text, values: [by, now, device, hashOf(secret), until, ...more] });
  return rows.length > 0 ? { device, secret } : undefined;
}

/** The chat whose newest link this is, also when it was used or is too old; undefined: another, or the chat has ended. */
export async function ownerOfLink(
  { db }: Database,
  code: string,
): Promise<{ chat: number; conversation: string; language: string } | undefined> {
  const found = await db
    .selectFrom("doorbell as b")
    .innerJoin("telegram_chat as t", "t.chat_id", "b.chat_id")
    .innerJoin("citizen as c", "c.id", "t.citizen_id")
    .innerJoin("conversation as v", "v.citizen_id", "c.id")
    .select(["t.chat_id", "v.id as conversation", "c.language"])
    .where("b.link_hash", "=", hashOf(code))
    .where("t.closed_at", "is", null)
    .executeTakeFirst();
  return found && { chat: Number(found.chat_id), conversation: found.conversation, language: found.language };
}

/** The citizen has seen what the bell was about. */
export async function noteOpened({ db }: Database, chat: number, now: Date): Promise<void> {
  await db.updateTable("doorbell").set({ opened_at: now }).where("chat_id", "=", String(chat)).execute();
}

/** What came in by the bell of a chat ends with it. */
export async function endDoorbell({ db }: Pick<Database, "db">, chats: readonly string[], now: Date): Promise<void> {
  if (chats.length === 0) return;
  await db.deleteFrom("doorbell").where("chat_id", "in", chats).execute();
  await db
    .updateTable("device")
    .set({ revoked_at: now })
    .where("chat_id", "in", chats)
    .where("revoked_at", "is", null)
    .execute();
}
