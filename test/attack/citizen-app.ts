import { loadConversation } from "../../src/store/load-conversation.ts";
import { codeFor } from "../channels/telegram/citizen.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { freePort } from "../support/free-port.ts";
import { idOf } from "../support/talk.ts";
import { startTelegramServer, type TelegramServer, TOKEN } from "../support/telegram/server.ts";

const SECRET = "brought_by_telegram";
const HOST = "skridt.test";

/** The whole product behind a proxy that ends https, with Telegram bringing what is new. */
export interface CitizenApp {
  readonly app: TestApp;
  readonly telegram: TelegramServer;
  /** A citizen in the web chat and in Telegram, who is asked for words of their own. */
  newCitizen(): Promise<AttackedCitizen>;
  request(path: string, init: RequestInit): Promise<Response>;
  /** Brings something as Telegram does. */
  bring(body: BodyInit, headers?: Record<string, string>): Promise<Response>;
  /** what was logged as an error since the last time */
  errors(): string[];
  stop(): Promise<void>;
}

export interface AttackedCitizen {
  readonly citizen: string;
  readonly conversation: string;
  readonly chat: number;
  readonly cookie: string;
  /** Sends something to an address of the chat, as the citizen's phone does. */
  send(body: BodyInit, more?: { path?: string; headers?: Record<string, string> }): Promise<Response>;
  /** The revision, and what is asked: what a turn changes. */
  stand(): Promise<{ revision: number; asks: string; media: number }>;
  /** the tokens of the buttons that are shown */
  tokens(): Promise<string[]>;
}

let nonces = 0;
/** What makes an answer one of its own. */
export const nonce = (): string => `attack-nonce-${String(++nonces).padStart(8, "0")}`;

/** @param now moves on by itself, so that no limit is met */
export async function startCitizenApp(now: () => Date): Promise<CitizenApp> {
  const telegram = await startTelegramServer();
  const port = String(await freePort());
  const app = await startTestApp({
    now,
    environment: {
      ...{ PORT: port, PUBLIC_URL: `https://${HOST}`, TELEGRAM_WEBHOOK_SECRET: SECRET },
      ...{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url, TELEGRAM_PER_SECOND: "1000" },
    },
  });
  const request: CitizenApp["request"] = (path, init) => {
    const headers = { origin: `http://127.0.0.1:${port}`, ...init.headers };
    return fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual", ...init, headers });
  };
  let updates = 1000;
  const bring: CitizenApp["bring"] = (body, headers = {}) =>
    request("/telegram", { method: "POST", body, headers: { "X-Telegram-Bot-Api-Secret-Token": SECRET, ...headers } });
  let chats = 0;
  const { database, receive } = app.product;
  let logged = app.logged.length;
  return {
    app,
    telegram,
    request,
    bring,
    errors() {
      const lines = app.logged.slice(logged).map((line) => JSON.parse(line) as { level: number });
      logged = app.logged.length;
      return lines.filter(({ level }) => level >= 50).map((line) => JSON.stringify(line));
    },
    async newCitizen() {
      const { citizen, conversation, link } = await app.newCitizen();
      const cookie = (await request(link, { method: "POST" })).headers.getSetCookie()[0]?.split(";")[0] ?? "";
      const chat = ++chats;
      const person = { chat: { id: chat, type: "private" }, from: { id: chat }, message_id: 1, date: 1 };
      const text = `/start ${await codeFor(app, citizen)}`;
      await bring(JSON.stringify({ update_id: ++updates, message: { ...person, text } }));
      const loaded = async () => (await loadConversation(database, { conversation }))!;
      const tokens = async () => {
        const { message } = await receive.view(await loaded());
        return [...message.choices, ...message.controls].map(({ token }) => token);
      };
      const send: AttackedCitizen["send"] = (body, { path = "/c/answer", headers = {} } = {}) =>
        request(path, { method: "POST", body, headers: { cookie, ...headers } });
      for (const button of ["group+exercise+0", "parathed", "go-on", "3"]) {
        const token = (await tokens()).find((it) => idOf(it) === button) ?? "none";
        await send(new URLSearchParams({ nonce: nonce(), token }));
      }
      return {
        ...{ citizen, conversation, chat, cookie, send, tokens },
        async stand() {
          const { conversation: it } = await loaded();
          const { message } = await receive.view(await loaded());
          const { rows } = await database.pool.query("select id from media where citizen_id = $1", [citizen]);
          return { revision: it.revision, asks: message.bubbles.at(-1)?.text ?? "", media: rows.length };
        },
      };
    },
    async stop() {
      await app.stop();
      await telegram.close();
    },
  };
}
