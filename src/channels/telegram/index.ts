import { setTimeout as sleep } from "node:timers/promises";
import { GrammyError } from "grammy";
import type { Update } from "grammy/types";
import type { Channel } from "../channel.ts";
import { createApi, createPollApi } from "./api.ts";
import { createBell } from "./bell.ts";
import { botOf } from "./bot.ts";
import { createEdits } from "./edits.ts";
import type { TelegramParts } from "./parts.ts";
import { poll, settle, UPDATES } from "./poll.ts";
import { createSend } from "./send.ts";
import { createTake } from "./take.ts";

const ASK_AGAIN_MS = 15_000;

/** `elsewhere`: another process asks Telegram; `away`: Telegram does not answer as it should. */
export type TelegramState = "here" | "elsewhere" | "away";

/** The Telegram channel. */
export interface Telegram extends Channel {
  state(): TelegramState;
  /** for updates that Telegram brings to us; throws when it is to bring them again */
  take(update: Update): Promise<void>;
  /** As a doorbell: puts a bell with a new link into a chat, for whoever came with an old one. */
  ringAnew(chat: number): Promise<void>;
}

/**
 * The bot of citizens. `start` returns at once: Telegram is asked until it answers, and the rest of the product goes on.
 */
export function createTelegram(parts: TelegramParts): Telegram {
  const { token, apiRoot, webhook } = parts;
  const api = createApi(parts);
  const pollApi = createPollApi(token, apiRoot);
  const bot = botOf(token);
  const edits = createEdits(api);
  const bell = parts.doorbell && createBell(parts, parts.doorbell, api);
  const take = createTake(parts, { api, edits, bot, bell });
  const starting = new AbortController();
  let stopPolling: (() => Promise<void>) | undefined;
  let said = "";
  let asking = webhook !== undefined;

  const away = (error: unknown): void => {
    const text = whyAway(error);
    if (text !== said) parts.log.warn(text);
    said = text;
  };
  const back = (): void => {
    if (said !== "") parts.log.info("Telegram answers again.");
    said = "";
  };

  const polling = async (signal: AbortSignal): Promise<void> => {
    asking = true;
    signal.addEventListener("abort", () => {
      asking = false;
    });
    while (!signal.aborted) {
      try {
        const { username } = await pollApi.getMe();
        await pollApi.deleteWebhook();
        back();
        parts.log.info(`Telegram: @${username} is ready.`);
        return await poll({ api: pollApi, take, failed: parts.failed, away, back }, signal);
      } catch (error) {
        away(error);
        await sleep(ASK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  };
  const hooking = async ({ url, secret }: NonNullable<TelegramParts["webhook"]>): Promise<void> => {
    const { signal } = starting;
    while (!signal.aborted) {
      try {
        await api.setWebhook(url, { secret_token: secret, allowed_updates: UPDATES });
        back();
        return;
      } catch (error) {
        away(error);
        await sleep(ASK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  };

  return {
    name: "telegram",
    async start() {
      if (webhook) void hooking(webhook);
      else stopPolling = parts.inOneProcess(polling);
    },
    state: () => (said !== "" ? "away" : asking ? "here" : "elsewhere"),
    send: bell?.send ?? createSend(parts, { api, edits }),
    async ringAnew(id) {
      const chat = await parts.chat({ chat: id });
      if (chat) await bell?.anew(chat);
    },
    take: async (update) => {
      await take(update).catch((error: unknown) => settle(error, parts.failed));
    },
    async stop() {
      starting.abort();
      await stopPolling?.();
    },
  };
}

/** What an operator can do about it. */
function whyAway(error: unknown): string {
  if (!(error instanceof GrammyError)) return "Telegram cannot be reached. It is asked again; all else goes on.";
  if (error.error_code === 401 || error.error_code === 404) {
    return "TELEGRAM_BOT_TOKEN: Telegram does not know this token. Take it anew from BotFather; all else goes on.";
  }
  if (error.error_code === 409) return "Telegram: another program asks for this bot's messages. It is asked again.";
  return `Telegram answers with an error (${error.error_code}). It is asked again; all else goes on.`;
}
