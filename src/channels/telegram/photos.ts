import { type Api, GrammyError, InputFile } from "grammy";
import type { InlineKeyboardMarkup, PhotoSize } from "grammy/types";
import type { Part } from "./map.ts";
import type { TelegramParts } from "./parts.ts";

type Photo = Extract<Part, { kind: "photo" }>;

interface Options {
  readonly reply_markup: InlineKeyboardMarkup;
  readonly disable_notification?: boolean;
}

/** As grammY names it: one of Node will do. */
export type GrammySignal = NonNullable<Parameters<Api["getMe"]>[0]>;

/** Shows pictures in chats: each is uploaded once, and shown by Telegram's own id of it from then on. */
export interface Photos {
  /** @returns the id of the message */
  send(chat: number, part: Photo, options: Options, signal: GrammySignal): Promise<number>;
  /** Puts a picture in the place of the one a message has. */
  change(chat: number, message: number, part: Photo, options: Options, signal: GrammySignal): Promise<void>;
}

export function createPhotos(parts: TelegramParts, api: Api): Photos {
  /** pictures on their way to Telegram: the next waits for the id of the first */
  const uploading = new Map<string, Promise<string | undefined>>();

  /** Does it by the id Telegram knows; else by the picture itself, whose id is kept. @param photos of what came of it */
  const show = async <T>(
    chat: number,
    { picture }: Photo,
    by: (file: string | InputFile) => Promise<T>,
    photos: (result: T) => readonly PhotoSize[],
  ): Promise<T> => {
    const { hash, png } = parts.picture(picture);
    let known = await parts.fileId(hash);
    if (known === undefined && uploading.has(hash)) known = await uploading.get(hash);
    if (known !== undefined) {
      try {
        return await by(known);
      } catch (error) {
        if (!isUnknownFile(error)) throw error;
      }
    }
    const upload = async () => {
      // Nobody is kept waiting for what only looks nice.
      void api.sendChatAction(chat, "upload_photo").catch(() => undefined);
      return await by(new InputFile(await png(), "billede.png"));
    };
    // nothing is waited for since it was looked whether the picture is on its way
    const sent = upload();
    const kept = sent.then(async (result) => {
      const id = photos(result).at(-1)?.file_id;
      if (id !== undefined) await parts.keepFileId(hash, id);
      return id;
    });
    const others = kept.catch(() => undefined);
    uploading.set(hash, others);
    try {
      return await sent;
    } finally {
      await others;
      uploading.delete(hash);
    }
  };

  return {
    async send(chat, part, options, signal) {
      const how = { ...options, caption: part.caption, protect_content: part.protect };
      const sent = await show(
        chat,
        part,
        (file) => api.sendPhoto(chat, file, how, signal),
        ({ photo }) => photo,
      );
      return sent.message_id;
    },
    async change(chat, message, part, options, signal) {
      const { caption } = part;
      await show(
        chat,
        part,
        (media) => api.editMessageMedia(chat, message, { type: "photo", media, caption }, options, signal),
        (edited) => (edited === true ? [] : (edited.photo ?? [])),
      );
    },
  };
}

function isUnknownFile(error: unknown): boolean {
  return error instanceof GrammyError && /wrong (remote )?file/i.test(error.description);
}
