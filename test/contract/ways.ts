import type { Give } from "../bench/dialogue.ts";
import { codeFor, newPhone } from "../channels/telegram/citizen.ts";
import type { TestApp } from "../support/app.ts";
import type { TelegramServer } from "../support/telegram/server.ts";

/** A citizen who uses one channel. */
export interface OnWay {
  readonly citizen: string;
  readonly conversation: string;
  /** everything that can be read on the screen now, in one line */
  shown(): Promise<string>;
  /** answers, and waits for what comes */
  give(give: Give): Promise<void>;
}

/** Comes in by a link, as a new citizen. */
export type Way = (app: TestApp, telegram: TelegramServer) => Promise<OnWay>;

const inOneLine = (text: string): string => text.replaceAll(/\s+/g, " ");

const byWeb: Way = async (app) => {
  const { citizen, conversation, link } = await app.newCitizen();
  const post = (path: string, body: URLSearchParams | string, cookie = "") =>
    fetch(app.url + path, { method: "POST", body, headers: { origin: app.url, cookie }, redirect: "manual" });
  const cookie = (await post(link, "")).headers.get("set-cookie")!.split(";")[0]!;
  const page = async () => await (await fetch(`${app.url}/c`, { headers: { cookie } })).text();
  let now = await page();
  return {
    citizen,
    conversation,
    shown: async () =>
      inOneLine(
        now
          .replaceAll(/<[^>]+>/g, " ")
          .replaceAll("&quot;", '"')
          .replaceAll("&amp;", "&"),
      ),
    async give(give) {
      const nonce = /name="nonce" value="([^"]+)"/.exec(now)![1]!;
      const found = [...now.matchAll(/name="token" value="([^"]+)"/g)].map(([, token]) => token as string);
      const token = "tap" in give ? found.find((it) => it.endsWith(`.${give.tap}`)) : undefined;
      const answer = "tap" in give ? { token: token as string } : { words: give.words };
      await post("/c/answer", new URLSearchParams({ nonce, ...answer }), cookie);
      now = await page();
    },
  };
};

let chats = 5000;
const byTelegram: Way = async (app, telegram) => {
  const phone = await newPhone(app, telegram, ++chats);
  return {
    citizen: phone.citizen,
    conversation: phone.conversation,
    async shown() {
      const { text, keyboard } = phone.last();
      return inOneLine([text, ...keyboard.flat().map((button) => button.text)].join(" "));
    },
    async give(give) {
      await ("tap" in give ? phone.tap(give.tap) : phone.say(give.words));
    },
  };
};

/** Every channel that citizens use. */
export const WAYS: Readonly<Record<string, Way>> = { web: byWeb, telegram: byTelegram };

/** Another way in for a citizen who has one already. */
export async function alsoTelegram(app: TestApp, telegram: TelegramServer, citizen: string): Promise<number> {
  const chat = ++chats;
  telegram.say(chat, `/start ${await codeFor(app, citizen)}`);
  await telegram.until(() => telegram.chat(chat).some(({ keyboard }) => keyboard.length > 0));
  return chat;
}
