import type { Api } from "grammy";
import type { Update } from "grammy/types";
import { AppError } from "../../model/errors.ts";
import type { Inbound } from "../../model/inbound.ts";
import type { Message } from "../../model/message.ts";
import { type Edits, markupOf } from "./edits.ts";
import { type Came, COMMANDS, cameIn, type Fixed, partsOf } from "./map.ts";
import type { Chat, TelegramParts } from "./parts.ts";
import { createTries } from "./tries.ts";

const MAX_TEXT = { caption: 1024, text: 4096 } as const;
/** The language of someone not yet known. */
const DEFAULT_LANGUAGE = "da";

type Tapped = Extract<Came, { kind: "tap" }>;
type Sent = Extract<Came, { kind: "file" }>;

/**
 * Takes one update: what it says goes to the conversation, which answers through the outbox. Taken again, nothing
 * happens twice. @throws AppError "unavailable" and HttpError: to be taken again later
 */
export function createTake(
  parts: TelegramParts,
  { api, edits, bot }: { api: Api; edits: Edits; bot: string },
): (update: Update) => Promise<void> {
  const tries = createTries();

  /** One of the fixed answers. Lost when Telegram is away: nobody waits for it then. */
  const say = async (
    chat: number,
    language: string,
    key: Fixed | "stranger" | "left" | "wrong-file",
  ): Promise<void> => {
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

  const start = async (came: Extract<Came, { kind: "start" }>): Promise<void> => {
    const { chat: id, code } = came;
    const paired = code !== undefined && tries.allows(id, parts.now()) && (await parts.pair(code, id));
    if (code !== undefined && !paired) tries.failed(id, parts.now());
    const chat = await parts.chat({ chat: id });
    if (!chat) return await say(id, DEFAULT_LANGUAGE, "stranger");
    if (paired) await nameCommands(chat);
    await takeOrRepeat(chat, came, { ...arrived(came), kind: "opened" });
  };

  const nameCommands = async ({ chat, language }: Chat): Promise<void> => {
    const commands = ["start", ...COMMANDS, "stop"].map((command) => {
      return { command, description: parts.words(language, `commands.${command}`) };
    });
    await api.setMyCommands(commands, { scope: { type: "chat", chat_id: chat } }).catch(() => undefined);
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
    if (await parts.seen(chat, arrival.id)) return;
    const bytes = await download(came.file);
    try {
      const media = await parts.saveMedia(chat, bytes);
      const caption = came.caption === undefined ? {} : { caption: came.caption };
      await parts.receive(chat, { ...arrival, kind: "media", media, ...caption });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "input") throw error;
      await say(chat.chat, chat.language, "wrong-file");
    }
  };

  const download = async (id: string): Promise<Uint8Array> => {
    const { file_path: path } = await api.getFile(id);
    const response = await fetch(`${parts.apiRoot}/file/bot${parts.token}/${path}`).catch(() => undefined);
    if (!response?.ok) throw new AppError("unavailable", "a file could not be fetched from Telegram");
    return new Uint8Array(await response.arrayBuffer());
  };

  return async (update) => {
    const came = cameIn(update);
    if (!came) return;
    // At once: the button shows that it was tapped. Too late is no harm.
    if (came.kind === "tap") void api.answerCallbackQuery(came.query).catch(() => undefined);
    if (came.kind === "start") return await start(came);
    const chat = await parts.chat({ chat: came.chat });
    if (came.kind === "fixed" && came.key === "group") return await say(came.chat, DEFAULT_LANGUAGE, "group");
    if (came.kind === "blocked") return await parts.close(came.chat, "blocked");
    if (!chat) return await say(came.chat, DEFAULT_LANGUAGE, "stranger");
    switch (came.kind) {
      case "tap":
        return await tap(chat, came);
      case "words":
        await takeOrRepeat(chat, came, { ...arrived(came), kind: "words", words: came.words });
        return;
      case "command": {
        const words = parts.words(chat.language, `commands.${came.command}`);
        await takeOrRepeat(chat, came, { ...arrived(came), kind: "words", words });
        return;
      }
      case "file":
        return await file(chat, came);
      case "leave":
        await parts.close(chat.chat, "left");
        return await say(chat.chat, chat.language, "left");
      case "fixed":
        return await say(chat.chat, chat.language, came.key);
    }
  };
}
