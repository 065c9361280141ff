import { type Api, GrammyError, InputFile } from "grammy";
import { type Channel, type Delivery, NotSent } from "../channel.ts";
import { isHarmless } from "./api.ts";
import { type Edits, markupOf } from "./edits.ts";
import type { Keyboard } from "./keyboard.ts";
import { type Part, partsOf } from "./map.ts";
import type { Chat, Live, TelegramParts } from "./parts.ts";

type Photo = Extract<Part, { kind: "photo" }>;

/** Sends screens of the outbox to the chats of their citizens. */
export function createSend(parts: TelegramParts, { api, edits }: { api: Api; edits: Edits }): Channel["send"] {
  /** how much of a screen was sent, when the rest of it failed: it goes on there */
  const begun = new Map<string, number>();
  /** pictures on their way to Telegram: the next waits for the id of the first */
  const uploading = new Map<string, Promise<string | undefined>>();

  const send = async (chat: Chat, part: Part, silent: boolean): Promise<number> => {
    const markup = { reply_markup: markupOf(part.keyboard), disable_notification: silent };
    if (part.kind === "text") return (await api.sendMessage(chat.chat, part.text, markup)).message_id;
    const { hash, png } = parts.picture(part.picture);
    const options = { ...markup, caption: part.caption, protect_content: part.protect };
    let known = await parts.fileId(hash);
    if (known === undefined && uploading.has(hash)) known = await uploading.get(hash);
    if (known !== undefined) {
      try {
        return (await api.sendPhoto(chat.chat, known, options)).message_id;
      } catch (error) {
        if (!isUnknownFile(error)) throw error;
      }
    }
    const upload = async () => {
      // Nobody is kept waiting for what only looks nice.
      await api.sendChatAction(chat.chat, "upload_photo").catch(() => undefined);
      return await api.sendPhoto(chat.chat, new InputFile(await png(), "billede.png"), options);
    };
    // nothing is waited for since it was looked whether the picture is on its way
    const sent = upload();
    const kept = sent.then(async ({ photo }) => {
      const id = photo.at(-1)?.file_id;
      if (id !== undefined) await parts.keepFileId(hash, id);
      return id;
    });
    const others = kept.catch(() => undefined);
    uploading.set(hash, others);
    try {
      return (await sent).message_id;
    } finally {
      await others;
      uploading.delete(hash);
    }
  };

  return async ({ id, conversation, message, asked }: Delivery) => {
    const chat = await parts.chat({ conversation });
    if (!chat) throw new NotSent("closed");
    const shown = partsOf(message, parts.emoji, asked ? undefined : parts.words(chat.language, "opening"));
    try {
      const { live } = chat;
      if (live && changesOnlyButtons(live, shown, parts) && (await relabel(live, shown[0].keyboard, chat))) {
        await parts.keepLive(chat.chat, { ...live, labels: labelsOf(shown[0].keyboard) });
        return String(live.message);
      }
      let last = 0;
      for (const [i, part] of shown.entries()) {
        if (i < (begun.get(id) ?? 0)) continue;
        last = await send(chat, part, asked || chat.quiet || i > 0);
        begun.set(id, i + 1);
      }
      begun.delete(id);
      await parts.keepLive(chat.chat, liveOf(last, shown.at(-1) as Part, parts));
      if (live) edits.retire(chat.chat, live.message);
      return String(last);
    } catch (error) {
      if (error instanceof NotSent && error.reason === "closed") await parts.close(chat.chat, "blocked");
      throw error;
    }
  };

  /** False: the message is gone, or too old to be changed. */
  async function relabel({ message }: Live, keyboard: Keyboard, { chat }: Chat): Promise<boolean> {
    try {
      await api.editMessageReplyMarkup(chat, message, { reply_markup: markupOf(keyboard) });
      return true;
    } catch (error) {
      if (!isHarmless(error)) throw error;
      return (error as GrammyError).description.includes("not modified");
    }
  }
}

/** A tick on a list: the same words and picture with other buttons. Shown again with the same ones it is sent anew. */
function changesOnlyButtons(live: Live, shown: readonly [Part, ...Part[]], parts: TelegramParts): boolean {
  const [part, ...more] = shown;
  if (more.length > 0) return false;
  const now = liveOf(live.message, part, parts);
  return now.text === live.text && now.hash === live.hash && now.labels !== live.labels;
}

function liveOf(message: number, part: Part, parts: TelegramParts): Live {
  const labels = labelsOf(part.keyboard);
  if (part.kind === "text") return { message, text: part.text, labels };
  return { message, text: part.caption, labels, hash: hashOf(part, parts) };
}

const hashOf = ({ picture }: Photo, parts: TelegramParts): string => parts.picture(picture).hash;

const labelsOf = (keyboard: Keyboard): string =>
  keyboard
    .flat()
    .map(({ text }) => text)
    .join("\n");

function isUnknownFile(error: unknown): boolean {
  return error instanceof GrammyError && /wrong (remote )?file/i.test(error.description);
}
