import type { Api } from "grammy";
import { AppError } from "../../model/errors.ts";
import type { Inbound } from "../../model/inbound.ts";
import type { Message } from "../../model/message.ts";
import { createDownload } from "./download.ts";
import { type Edits, markupOf } from "./edits.ts";
import { type Came, type Fixed, partsOf } from "./map.ts";
import type { Chat, TelegramParts } from "./parts.ts";
import type { Inside } from "./take.ts";

const MAX_TEXT = { caption: 1024, text: 4096 } as const;

type Tapped = Extract<Came, { kind: "tap" }>;
type Sent = Extract<Came, { kind: "file" }>;

/** What comes into a chat that carries the conversation goes to it, and it answers through the outbox. */
export function createTalk(parts: TelegramParts, { api, edits, bot }: { api: Api; edits: Edits; bot: string }): Inside {
  const download = createDownload(parts, api);

  /** One of the fixed answers. Lost when Telegram is away: nobody waits for it then. */
  const say = async ({ chat, language }: Chat, key: Fixed | "wrong-file" | "album-left"): Promise<void> => {
    await api.sendMessage(chat, parts.words(language, key)).catch(() => undefined);
  };
  const arrived = (came: Came, suffix = "") => {
    return { channel: "telegram", id: `${bot}:${came.id}${suffix}`, at: parts.now().toISOString() };
  };
  /** What changed nothing is met by the question once more, so that nobody is left without an answer. */
  const takeOrRepeat = async (chat: Chat, came: Came, inbound: Inbound): Promise<Message> => {
    const { verdict, message, changed } = await parts.receive(chat, inbound);
    const repeat = message.controls.find(({ control }) => control === "repeat");
    if (!changed && verdict !== "duplicate" && repeat) {
      await parts.receive(chat, { ...arrived(came, ":again"), kind: "tap", token: repeat.token });
    }
    return message;
  };
  const takeWords = async (chat: Chat, came: Came, words: string): Promise<void> => {
    await parts.buryLive(chat.chat);
    await takeOrRepeat(chat, came, { ...arrived(came), kind: "words", words });
  };

  const tap = async (chat: Chat, came: Tapped): Promise<void> => {
    const message = await takeOrRepeat(chat, came, { ...arrived(came), kind: "tap", token: came.token });
    // the same words with other buttons: a tick in a list, which is changed where it stands
    const [next] = partsOf(message, parts.emoji);
    const stays = came.shown?.text === (next.kind === "photo" ? next.caption : next.text);
    if (!stays) showChosen(chat, came);
  };

  /** The answered message says what was chosen, and has no buttons any more. */
  const showChosen = (chat: Chat, { message, shown }: Tapped): void => {
    const reply_markup = markupOf([]);
    const text = shown && `${shown.text}\n\n${parts.words(chat.language, "chosen", { label: shown.label })}`;
    const edit =
      text === undefined || text.length > MAX_TEXT[shown?.field ?? "text"]
        ? api.editMessageReplyMarkup(chat.chat, message, { reply_markup })
        : shown?.field === "caption"
          ? api.editMessageCaption(chat.chat, message, { caption: text, reply_markup })
          : api.editMessageText(chat.chat, message, text, { reply_markup });
    edits.answered(chat.chat, message, edit);
  };

  const file = async (chat: Chat, came: Sent): Promise<void> => {
    const arrival = arrived(came);
    const seen = await parts.seen(chat, arrival.id);
    if (seen && came.album === undefined) return;
    const bytes = await download(came.file);
    if (!bytes) return await withoutFile(chat, came, "too-big");
    const album = came.album === undefined ? undefined : { album: arrival.id, part: came.album };
    try {
      if (seen && album) {
        if (!(await parts.joinAlbum(chat, bytes, album))) await say(chat, "album-left");
        return;
      }
      const media = await parts.saveMedia(chat, bytes, album);
      const caption = came.caption === undefined ? {} : { caption: came.caption };
      await parts.buryLive(chat.chat);
      await parts.receive(chat, { ...arrival, kind: "media", media, ...caption });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "input") throw error;
      await withoutFile(chat, came, "wrong-file");
    }
  };

  /** What cannot be taken is answered kindly; words that cannot wait count all the same (R25). */
  const withoutFile = (chat: Chat, came: Sent, key: "too-big" | "wrong-file") =>
    notTaken(chat, came, key, came.caption);
  const notTaken = async (
    chat: Chat,
    came: Came,
    key: Fixed | "wrong-file",
    words: string | undefined,
  ): Promise<void> => {
    if (words !== undefined && parts.cannotWait(chat, words)) return await takeWords(chat, came, words);
    await say(chat, key);
  };

  return {
    async opened(chat, came) {
      await parts.buryLive(chat.chat);
      await takeOrRepeat(chat, came, { ...arrived(came), kind: "opened" });
    },
    async took(chat, came) {
      switch (came.kind) {
        case "tap":
          return await tap(chat, came);
        case "words":
          return await takeWords(chat, came, came.words);
        case "command":
          return await takeWords(chat, came, parts.words(chat.language, `commands.${came.command}`));
        case "file":
          return await file(chat, came);
        case "fixed":
          return await notTaken(chat, came, came.key, came.words);
      }
    },
  };
}
