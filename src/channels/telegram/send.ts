import { type Api, type GrammyError, HttpError } from "grammy";
import { type Channel, type Delivery, NotSent } from "../channel.ts";
import { isHarmless } from "./api.ts";
import { type Edits, markupOf } from "./edits.ts";
import { type Part, partsOf } from "./map.ts";
import type { Chat, Live, TelegramParts } from "./parts.ts";
import { createPhotos, type GrammySignal } from "./photos.ts";

/** How many messages before the second copy are looked at for a first one. */
const LOOK_BACK = 5;

/** How far a screen came, when the rest of it failed, or noting what is shown. */
interface Begun {
  /** parts that were sent: it goes on there */
  readonly sent: number;
  /** the answer to one was lost: it may stand there already */
  readonly lost: boolean;
  /** the message of the last that was sent */
  readonly last: number;
}
const NOTHING: Begun = { sent: 0, lost: false, last: 0 };

/** Sends screens of the outbox to the chats of their citizens. */
export function createSend(parts: TelegramParts, { api, edits }: { api: Api; edits: Edits }): Channel["send"] {
  const begun = new Map<string, Begun>();
  const photos = createPhotos(parts, api);

  const send = async (chat: Chat, part: Part, silent: boolean, signal: GrammySignal): Promise<number> => {
    const options = { reply_markup: markupOf(part.keyboard), disable_notification: silent };
    if (part.kind === "text") return (await api.sendMessage(chat.chat, part.text, options, signal)).message_id;
    return await photos.send(chat.chat, part, options, signal);
  };

  const sendAll = async ({ id, asked, signal }: Delivery, chat: Chat, shown: readonly [Part, ...Part[]]) => {
    for (const [i, part] of shown.entries()) {
      const { sent, lost, last } = begun.get(id) ?? NOTHING;
      if (i < sent) continue;
      let message: number;
      try {
        message = await send(chat, part, asked || chat.quiet || i > 0, signal as GrammySignal);
      } catch (error) {
        begun.set(id, { sent: i, lost: lost || error instanceof HttpError, last });
        throw error;
      }
      if (lost && part.keyboard.length > 0) await removeFirst(api, chat, message);
      begun.set(id, { sent: i + 1, lost: false, last: message });
    }
    return (begun.get(id) ?? NOTHING).last;
  };

  return async (delivery: Delivery) => {
    const { conversation, message, asked } = delivery;
    const signal = delivery.signal as GrammySignal;
    const chat = await parts.chat({ conversation });
    if (!chat) throw new NotSent("closed");
    const shown = partsOf(message, parts.emoji, asked ? undefined : parts.words(chat.language, "opening"));
    try {
      const { live } = chat;
      if (live && (await changedInPlace({ ...chat, live }, shown, signal))) return String(live.message);
      const last = await sendAll(delivery, chat, shown);
      await parts.keepLive(chat.chat, liveOf(last, shown.at(-1) as Part, parts));
      begun.delete(delivery.id);
      if (live) edits.retire(chat.chat, live.message);
      return String(last);
    } catch (error) {
      if (error instanceof NotSent && error.reason === "closed") await parts.close(chat.chat, "blocked");
      throw error;
    }
  };

  /** A tick on a list or a sheet is shown where it stands, unless the citizen has written below it. */
  async function changedInPlace(
    chat: Chat & { live: Live },
    [part, ...more]: readonly [Part, ...Part[]],
    signal: GrammySignal,
  ): Promise<boolean> {
    const { live } = chat;
    const next = liveOf(live.message, part, parts);
    if (more.length > 0 || live.buried || next.text !== live.text) return false;
    const changed = await changeInPlace(chat, next, part, signal);
    if (changed) await parts.keepLive(chat.chat, next);
    return changed;
  }

  /** False: it is the same, and shown anew; or the message is gone, or too old to be changed. */
  async function changeInPlace(
    { chat, live }: Chat & { live: Live },
    next: Live,
    part: Part,
    signal: GrammySignal,
  ): Promise<boolean> {
    const options = { reply_markup: markupOf(part.keyboard) };
    try {
      if (next.hash !== live.hash) {
        if (part.kind === "text" || live.hash === undefined) return false;
        await photos.change(chat, live.message, part, options, signal);
      } else {
        if (next.labels === live.labels) return false;
        await api.editMessageReplyMarkup(chat, live.message, options, signal);
      }
      return true;
    } catch (error) {
      if (!isHarmless(error)) throw error;
      return (error as GrammyError).description.includes("not modified");
    }
  }
}

/**
 * Where the answer of Telegram was lost a screen stands twice, and nobody was told the id of the first. Ids of a bot only
 * grow, and it can edit no message but its own: a message right before that has buttons to lose is the first one.
 */
async function removeFirst(api: Api, { chat, live }: Chat, second: number): Promise<void> {
  for (let id = second - 1; id > Math.max(live?.message ?? 0, second - 1 - LOOK_BACK); id--) {
    try {
      await api.editMessageReplyMarkup(chat, id, { reply_markup: markupOf([]) });
      await api.deleteMessage(chat, id);
      return;
    } catch (error) {
      // not there, not ours, or without buttons
      if (!isHarmless(error)) return;
    }
  }
}

function liveOf(message: number, part: Part, parts: TelegramParts): Live {
  const labels = parts.digest(
    part.keyboard
      .flat()
      .map(({ text }) => text)
      .join("\n"),
  );
  if (part.kind === "text") return { message, labels, text: parts.digest(part.text) };
  return { message, labels, text: parts.digest(part.caption), hash: parts.picture(part.picture).hash };
}
