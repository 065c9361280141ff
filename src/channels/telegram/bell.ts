import type { Api } from "grammy";
import { type Channel, NotSent } from "../channel.ts";
import { markupOf } from "./edits.ts";
import type { Button, Keyboard } from "./keyboard.ts";
import { nameMenu } from "./menu.ts";
import type { Chat, DoorbellParts, TelegramParts } from "./parts.ts";

/** A bell that nobody has opened rings again after so long at the earliest: not for each screen (R24, R29). */
const APART_MS = 60 * 60 * 1000;
/** Old links may ring for new ones no more often. */
const ANEW_MS = 60 * 1000;

/** The bell of a chat: there is never more than one, and it says nothing of what it rings for. */
export interface Ringing {
  /** Something is there for the citizen: the bell that stands there unopened may do. */
  readonly send: Channel["send"];
  /** Puts a bell below what the citizen just wrote, with other words. */
  answer(chat: Chat, text: string): Promise<void>;
  /** Puts a bell with a new link, for whoever came with an old one. */
  anew(chat: Chat): Promise<void>;
}

export function createBell(parts: TelegramParts, doorbell: DoorbellParts, api: Api): Ringing {
  const put = async (chat: Chat, text: string, silent: boolean): Promise<number> => {
    const reply_markup = markupOf(waysIn(parts, doorbell, chat, await doorbell.newLink(chat.chat)));
    // it is not passed on: its link is for one
    const options = { reply_markup, disable_notification: silent, protect_content: true };
    const { message_id } = await api.sendMessage(chat.chat, text, options);
    const before = await doorbell.keepBell(chat.chat, message_id);
    if (before !== undefined) await remove(api, chat.chat, before);
    return message_id;
  };

  const answer = async (chat: Chat, text: string): Promise<void> => {
    await put(chat, text, true);
    if (chat.live) await endLive(parts, api, chat);
  };
  const rungWithin = ({ bell }: Chat, ms: number): boolean =>
    bell !== undefined && parts.now().getTime() - bell.rungAt.getTime() < ms;

  return {
    async send({ conversation }) {
      const chat = await parts.chat({ conversation });
      // the web chat shows it
      if (!chat) return undefined;
      const { bell, live, language, quiet } = chat;
      if (bell && !bell.opened && rungWithin(chat, APART_MS)) return String(bell.message);
      try {
        await nameMenu(parts, api, chat);
        const message = await put(chat, parts.words(language, "opening"), quiet);
        if (live) await endLive(parts, api, chat);
        return String(message);
      } catch (error) {
        if (!(error instanceof NotSent) || error.reason !== "closed") throw error;
        await parts.close(chat.chat, "blocked");
        return undefined;
      }
    },
    answer,
    async anew(chat) {
      if (!rungWithin(chat, ANEW_MS)) await answer(chat, parts.words(chat.language, "opening"));
    },
  };
}

/** Inside Telegram where that can be, and in a browser. */
function waysIn({ words }: TelegramParts, { app }: DoorbellParts, { language }: Chat, link: string): Keyboard {
  const label = words(language, app ? "bell.browser" : "bell.open");
  const inBrowser: Button = { text: label, url: link };
  if (!app) return [[inBrowser]];
  return [[{ text: words(language, "bell.open"), web_app: { url: app }, style: "primary" }], [inBrowser]];
}

/** Telegram lets a bot delete what is younger than two days; what is older loses its buttons. */
async function remove(api: Api, chat: number, message: number): Promise<void> {
  await api
    .deleteMessage(chat, message)
    .catch(() => api.editMessageReplyMarkup(chat, message, { reply_markup: markupOf([]) }))
    .catch(() => undefined);
}

/** Of the time when the chat carried the conversation. */
async function endLive(parts: TelegramParts, api: Api, { chat, live }: Chat): Promise<void> {
  if (live) await api.editMessageReplyMarkup(chat, live.message, { reply_markup: markupOf([]) }).catch(() => undefined);
  await parts.keepLive(chat, undefined);
}
