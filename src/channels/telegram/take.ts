import type { Api } from "grammy";
import type { Update } from "grammy/types";
import type { Ringing } from "./bell.ts";
import { createDoorbell } from "./doorbell.ts";
import type { Edits } from "./edits.ts";
import { type Came, cameIn } from "./map.ts";
import { nameMenu } from "./menu.ts";
import type { Chat, TelegramParts } from "./parts.ts";
import { createTalk } from "./talk.ts";

/** The language of someone not yet known. */
const DEFAULT_LANGUAGE = "da";

/** What a citizen's chat does with what came into it. */
export interface Inside {
  /** they came in, by a link or once more */
  opened(chat: Chat, came: Came): Promise<void>;
  took(chat: Chat, came: FromCitizen): Promise<void>;
}

/** What a citizen can send besides coming and going. */
export type FromCitizen = Exclude<Came, { kind: "start" | "leave" | "blocked" }>;

/**
 * Takes one update: who it is from, and what it says to the conversation or the doorbell. Taken again, nothing happens
 * twice. @throws AppError "unavailable" and HttpError: to be taken again later
 */
export function createTake(
  parts: TelegramParts,
  { api, edits, bot, bell }: { api: Api; edits: Edits; bot: string; bell: Ringing | undefined },
): (update: Update) => Promise<void> {
  const inside =
    parts.doorbell && bell
      ? createDoorbell(parts, parts.doorbell, { api, bot, bell })
      : createTalk(parts, { api, edits, bot });

  /** One of the fixed answers. Lost when Telegram is away: nobody waits for it then. */
  const say = async (chat: number, language: string, key: "stranger" | "left" | "group"): Promise<void> => {
    await api.sendMessage(chat, parts.words(language, key)).catch(() => undefined);
  };

  const start = async (came: Extract<Came, { kind: "start" }>): Promise<void> => {
    const { chat: id, code } = came;
    if (code !== undefined) await parts.pair(code, id);
    const chat = await parts.chat({ chat: id });
    if (!chat) return await say(id, DEFAULT_LANGUAGE, "stranger");
    await nameMenu(parts, api, chat);
    await inside.opened(chat, came);
  };

  return async (update) => {
    const came = cameIn(update);
    if (!came) return;
    // At once: the button shows that it was tapped. Too late is no harm.
    if (came.kind === "tap") void api.answerCallbackQuery(came.query).catch(() => undefined);
    if (came.kind === "start") return await start(came);
    if (came.kind === "fixed" && came.key === "group") {
      await say(came.chat, DEFAULT_LANGUAGE, "group");
      await api.leaveChat(came.chat).catch(() => undefined);
      return;
    }
    if (came.kind === "blocked") return await parts.close(came.chat, "blocked");
    const chat = await parts.chat({ chat: came.chat });
    if (!chat) return await say(came.chat, DEFAULT_LANGUAGE, "stranger");
    if (came.kind === "leave") {
      await parts.close(chat.chat, "left");
      return await say(chat.chat, chat.language, "left");
    }
    await nameMenu(parts, api, chat);
    await inside.took(chat, came);
  };
}
