import type { Api } from "grammy";
import { AppError } from "../../model/errors.ts";
import { NotSent } from "../channel.ts";
import type { Ringing } from "./bell.ts";
import { markupOf } from "./edits.ts";
import type { CallLine, Chat, Crisis, DoorbellParts, TelegramParts } from "./parts.ts";
import type { FromCitizen, Inside } from "./take.ts";

/** Several things that come at once, such as the pictures of an album, have one answer. */
const AT_ONCE_MS = 3000;

/**
 * What comes into a chat that is only a doorbell is neither taken nor kept: it is answered with the way into the web
 * chat. What cannot wait is looked for all the same, before anything else (R25).
 */
export function createDoorbell(
  parts: TelegramParts,
  doorbell: DoorbellParts,
  { api, bot, bell }: { api: Api; bot: string; bell: Ringing },
): Inside {
  /** They wrote just now, and can again: while Telegram wants to be left alone nobody is kept waiting. */
  const answer = async (chat: Chat, text: string): Promise<void> => {
    await bell.answer(chat, text).catch((error: unknown) => {
      if (!(error instanceof NotSent)) throw error;
    });
  };
  /** Neither the numbers to call nor those who are to be told wait for the other; what failed is done again. */
  const answerCrisis = async (chat: Chat, id: string, crisis: Crisis): Promise<void> => {
    const both = [bell.answer(chat, callText(parts, chat, crisis.calls)), doorbell.noteCrisis(chat, id, crisis)];
    const failed = (await Promise.allSettled(both)).find((it) => it.status === "rejected");
    if (!failed) return;
    const { reason } = failed;
    if (reason instanceof NotSent) throw new AppError("unavailable", "the numbers to call are not sent yet");
    throw reason;
  };
  const justAnswered = ({ bell: standing }: Chat): boolean =>
    standing !== undefined && !standing.opened && parts.now().getTime() - standing.rungAt.getTime() < AT_ONCE_MS;

  return {
    opened: (chat) => answer(chat, parts.words(chat.language, "opening")),
    async took(chat, came) {
      const words = wordsOf(came);
      const crisis = words === undefined ? undefined : await doorbell.crisisIn(chat, words);
      if (crisis) return await answerCrisis(chat, `${bot}:${came.id}`, crisis);
      // a button of the time when the chat carried the conversation
      if (came.kind === "tap") await endButtons(api, chat, came.message);
      if (!justAnswered(chat)) await answer(chat, parts.words(chat.language, "bell.answer"));
    },
  };
}

/** Whatever was written, also below a picture that is not looked at. */
function wordsOf(came: FromCitizen): string | undefined {
  return came.kind === "file" ? came.caption : came.kind === "words" || came.kind === "fixed" ? came.words : undefined;
}

/** Whom to call, and nothing of why. */
function callText({ words }: TelegramParts, { language }: Chat, calls: readonly CallLine[]): string {
  return [words(language, "bell.danger"), ...calls.map(({ label, number }) => `☎ ${label}: ${number}`)].join("\n\n");
}

async function endButtons(api: Api, { chat }: Chat, message: number): Promise<void> {
  await api.editMessageReplyMarkup(chat, message, { reply_markup: markupOf([]) }).catch(() => undefined);
}
