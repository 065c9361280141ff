import { decode, encode } from "../../src/engine/token.ts";
import { invite } from "../../src/store/invitations.ts";
import type { Database } from "../../src/store/open.ts";
import type { Connection } from "./client.ts";
import { dialogueOf } from "./dialogue.ts";
import type { Walker } from "./load.ts";
import { type Behandler, type Citizen, inLanes, newCitizen } from "./people.ts";

export const BOT_TOKEN = "123456:bench";
export const HOOK_SECRET = "bench";

/** A citizen who answers in Telegram. */
export type Chatter = Walker & Citizen;

let updates = 0;

const person = (chat: number) => ({ id: chat, is_bot: false, first_name: "P" });
const privately = (chat: number) => ({ id: chat, type: "private", first_name: "P" });

/** Brings an update as Telegram does, and expects that it was taken. */
async function bring(connection: Connection, path: string, update: object): Promise<void> {
  const body = JSON.stringify({ update_id: ++updates, ...update });
  const headers = `Content-Type: application/json\r\nX-Telegram-Bot-Api-Secret-Token: ${HOOK_SECRET}\r\n`;
  const { status } = await connection.request("POST", path, headers, body);
  if (status !== 200) throw new Error(`an update: expected status 200, got ${status}`);
}

export function writing(chat: number, text: string): object {
  const command = /^\/\w+/.exec(text)?.[0];
  const entities = command ? [{ type: "bot_command", offset: 0, length: command.length }] : [];
  const message = { message_id: updates + 1, date: 1, chat: privately(chat), from: person(chat), text, entities };
  return { message };
}

export const tapping = (chat: number, data: string): object => ({
  callback_query: {
    id: String(updates + 1),
    from: person(chat),
    chat_instance: "bench",
    data,
    message: { message_id: 1, date: 1, chat: privately(chat), from: person(chat), text: "?" },
  },
});

export const bringing =
  (path: string, update: (turn: number) => object): Walker["give"] =>
  (connection, turn) =>
    bring(connection, path, update(turn));

/** What is needed to make citizens who come in by the bot's link. */
interface Making {
  readonly database: Database;
  readonly behandler: Behandler;
  /** a new connection to the product */
  readonly open: () => Connection;
}

/** The token of each turn with a tap, as one walker got them; they differ for another in the conversation and the answer. */
export interface Tokens {
  readonly conversation: string;
  readonly tokens: readonly (string | undefined)[];
}

/** Brings one citizen through the dialogue by the buttons that arrive. @param api the address of the bench's Bot API */
export async function recordTokens({ database, behandler, open }: Making, api: string): Promise<Tokens> {
  const connection = open();
  const { conversation, chat } = await newChat(database, behandler, connection, 0);
  const tokens: (string | undefined)[] = [];
  let seen = 0;
  for (const give of dialogueOf(0)) {
    const answered = await fetch(`${api}/buttons?chat=${chat}&after=${seen}`);
    const { count, buttons } = (await answered.json()) as { count: number; buttons: string[] };
    seen = count;
    const token = "tap" in give ? buttons.find((it) => it.endsWith(`.${give.tap}`)) : undefined;
    if ("tap" in give && token === undefined) throw new Error(`expected a button "${give.tap}", got ${buttons}`);
    tokens.push(token);
    await bring(connection, "/telegram", "tap" in give ? tapping(chat, token as string) : writing(chat, give.words));
  }
  connection.close();
  return { conversation, tokens };
}

/** New citizens who came in by the bot's link, and answer without waiting for what arrives. */
export async function newChatters(
  { database, behandler, open }: Making,
  count: number,
  by: Tokens,
): Promise<Chatter[]> {
  const connections = new Map<number, Connection>();
  const chatters = await inLanes(count, async (number, lane): Promise<Chatter> => {
    const connection = connections.get(lane) ?? open();
    connections.set(lane, connection);
    const { conversation, chat } = await newChat(database, behandler, connection, number);
    const gives = dialogueOf(number).map((give, turn) => {
      if ("words" in give) return writing(chat, give.words);
      const token = decode(by.conversation, by.tokens[turn] as string);
      if (!token) throw new Error(`turn ${turn}: expected a button that can be read`);
      return tapping(chat, encode(conversation, { ...token, choice: give.tap } as typeof token));
    });
    return { number, conversation, give: bringing("/telegram", (turn) => gives[turn] as object) };
  });
  for (const it of connections.values()) it.close();
  return chatters;
}

async function newChat(database: Database, behandler: Behandler, connection: Connection, number: number) {
  const { id, conversation } = await newCitizen(database, behandler, number);
  const { code } = await invite(database, { citizen: id, channel: "telegram", now: new Date() });
  const chat = Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
  await bring(connection, "/telegram", writing(chat, `/start ${code}`));
  return { conversation, chat };
}

/** What waits for Telegram is put away: how fast it goes out is Telegram's limit, and not what is measured. */
export async function putAway({ pool }: Database): Promise<void> {
  await pool.query("update outbox set sent_at = now() where channel = 'telegram' and sent_at is null");
}
