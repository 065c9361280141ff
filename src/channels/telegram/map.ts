import type { Update } from "grammy/types";
import type { Message } from "../../model/message.ts";
import type { Picture } from "../../model/picture.ts";
import { type Emoji, isPage, type Keyboard, keyboardOf, longLabels } from "./keyboard.ts";

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
/** as on every other channel */
const MAX_WORDS = 4000;
/** what bots may fetch */
export const MAX_FILE = 20 * 1024 * 1024;

/** One message of a chat. The last one of a screen has its buttons. */
export type Part =
  | { readonly kind: "text"; readonly text: string; readonly keyboard: Keyboard }
  | {
      readonly kind: "photo";
      readonly picture: Picture;
      readonly caption: string;
      /** a sheet: it cannot be passed on or saved from the chat */
      readonly protect: boolean;
      readonly keyboard: Keyboard;
    };

type Parts = readonly [Part, ...Part[]];

/**
 * A screen as messages of a chat: one, a picture with words and buttons below it, wherever that fits.
 * @param opening said before all else: what a locked phone shows (R24)
 */
export function partsOf(message: Message, emoji: Emoji, opening?: string): Parts {
  const text = textOf(message, emoji, opening);
  const keyboard = keyboardOf(message, emoji);
  const pictures = picturesOf(message);
  const last = pictures.at(-1);
  if (!last) return texts(text, keyboard);
  const before = pictures.slice(0, -1).map((picture) => photo(picture, "", []));
  const fits = text.length <= MAX_CAPTION;
  const shown: [...Part[], Part] = [...before, fits ? photo(last, text, keyboard) : photo(last, opening ?? "", [])];
  const [first, ...rest] = shown;
  return fits ? [first, ...rest] : [first, ...rest, ...texts(text, keyboard)];
}

function photo(picture: Picture, caption: string, keyboard: Keyboard): Part {
  return { kind: "photo", picture, caption, protect: "sheet" in picture, keyboard };
}

/** All sheets; without one, the first picture. */
function picturesOf({ bubbles }: Message): Picture[] {
  const all = bubbles.flatMap(({ picture }) => (picture ? [picture.picture] : []));
  const sheets = all.filter((picture) => "sheet" in picture);
  return sheets.length > 0 ? sheets : all.slice(0, 1);
}

function textOf(message: Message, emoji: Emoji, opening: string | undefined): string {
  const bubbles = message.bubbles.map(({ text, lines = [] }) => {
    return [text, ...lines.map(({ label, answer }) => `• ${label}: ${answer}`)].join("\n");
  });
  const calls = (message.links ?? [])
    .filter((link) => !isPage(link))
    .map(({ label, url }) => `☎ ${label}: ${url.replace(/^tel:/, "")}`);
  const labels = longLabels(message, emoji);
  const groups = [...bubbles, calls.join("\n"), labels.join("\n"), message.progress ?? ""];
  return [opening ?? "", ...groups].filter((it) => it !== "").join("\n\n");
}

function texts(text: string, keyboard: Keyboard): Parts {
  const pieces = split(text);
  const part = (piece: string, i: number): Part => {
    return { kind: "text", text: piece, keyboard: i === pieces.length - 1 ? keyboard : [] };
  };
  const [first, ...rest] = pieces;
  return [part(first, 0), ...rest.map((piece, i) => part(piece, i + 1))];
}

/** At the end of a paragraph, a line or a word; within a word only when it is longer than a message. */
function split(text: string): [string, ...string[]] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > MAX_TEXT) {
    const head = rest.slice(0, MAX_TEXT);
    const found = ["\n\n", "\n", " "].map((mark) => head.lastIndexOf(mark)).find((at) => at > MAX_TEXT / 2);
    // never between the halves of one character
    const hard = /[\uD800-\uDBFF]$/.test(head) ? MAX_TEXT - 1 : MAX_TEXT;
    const at = found ?? hard;
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  const [first, ...more] = pieces;
  return first === undefined ? [rest] : [first, ...more, rest];
}

/** What the commands of the menu do, besides /start and /stop. */
export const COMMANDS = ["menu", "trang", "hjaelp"] as const;
export type Command = (typeof COMMANDS)[number];

/** What has one fixed answer; each is a key of the words of this channel. */
export type Fixed =
  | "sticker"
  | "contact"
  | "location"
  | "video"
  | "edited"
  | "too-long"
  | "too-big"
  | "other"
  | "group";

/** The message of a button, and what stood on the button; Telegram does not know it any more when it is old. */
export interface Tapped {
  readonly text: string;
  readonly field: "text" | "caption";
  readonly label: string;
}

/** What came from a chat. `id` is the same when it comes again. */
export type Came = { readonly id: string; readonly chat: number } & (
  | {
      readonly kind: "tap";
      readonly query: string;
      readonly token: string;
      readonly message: number;
      readonly shown?: Tapped;
    }
  | { readonly kind: "words"; readonly words: string }
  /** `album`: it is one of several that came together; the number tells it from them */
  | { readonly kind: "file"; readonly file: string; readonly caption?: string; readonly album?: number }
  | { readonly kind: "start"; readonly code: string | undefined }
  | { readonly kind: "leave" }
  | { readonly kind: "command"; readonly command: Command }
  /** `words`: what was written all the same */
  | { readonly kind: "fixed"; readonly key: Fixed; readonly words?: string }
  /** the person has blocked the bot, or closed their account */
  | { readonly kind: "blocked" }
);

const IN_GROUP: readonly string[] = ["member", "administrator", "restricted"];

/** Undefined: nothing that concerns us. */
export function cameIn(update: Update): Came | undefined {
  const id = String(update.update_id);
  if (update.callback_query) {
    const { message, data, id: query } = update.callback_query;
    if (!message || data === undefined) return undefined;
    const shown = tapped(message, data);
    const tap = { query, token: data, message: message.message_id, ...(shown ? { shown } : {}) };
    return { id, chat: message.chat.id, kind: "tap", ...tap };
  }
  if (update.my_chat_member) {
    const { chat, new_chat_member: now } = update.my_chat_member;
    if (chat.type === "private") return now.status === "kicked" ? { id, chat: chat.id, kind: "blocked" } : undefined;
    return IN_GROUP.includes(now.status) ? { id, chat: chat.id, kind: "fixed", key: "group" } : undefined;
  }
  const { edited_message: edited, message } = update;
  if (edited?.chat.type === "private") return fixed(id, edited, "edited");
  return message && said(update.update_id, message);
}

type Pressed = NonNullable<NonNullable<Update["callback_query"]>["message"]>;

function tapped(message: Pressed, data: string): Tapped | undefined {
  if (message.date === 0) return undefined;
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  const label = buttons.find((it) => "callback_data" in it && it.callback_data === data)?.text;
  if (label === undefined) return undefined;
  const field = message.text === undefined ? "caption" : "text";
  return { text: message[field] ?? "", field, label };
}

type Written = NonNullable<Update["message"]>;

function said(update: number, message: Written): Came | undefined {
  const { chat, text } = message;
  const id = String(update);
  // in a group nothing is read; who writes to the bot there is told so
  if (chat.type !== "private")
    return text?.startsWith("/") ? { id, chat: chat.id, kind: "fixed", key: "group" } : undefined;
  if (text !== undefined) return saidWords(id, message, text);
  const file = message.photo?.at(-1) ?? message.voice ?? message.audio ?? imageIn(message);
  if (file) {
    if ((file.file_size ?? 0) > MAX_FILE) return fixed(id, message, "too-big");
    // an album comes as messages of their own: it is one answer
    const group = message.media_group_id;
    const album = group === undefined ? { id } : { id: `album:${group}`, album: update };
    const { caption } = message;
    const with_ = caption === undefined ? {} : { caption };
    return { chat: chat.id, kind: "file", file: file.file_id, ...album, ...with_ };
  }
  if (message.sticker) return fixed(id, message, "sticker");
  if (message.contact) return fixed(id, message, "contact");
  if (message.location ?? message.venue) return fixed(id, message, "location");
  if (message.video ?? message.video_note ?? message.animation) return fixed(id, message, "video");
  return isService(message) ? undefined : fixed(id, message, "other");
}

function saidWords(id: string, message: Written, text: string): Came {
  const at = { id, chat: message.chat.id };
  const [, command, rest] = /^\/(\w+)(?:@\w+)?(?:\s+(.*))?$/s.exec(text) ?? [];
  if (command === "start") return { ...at, kind: "start", code: rest?.trim() || undefined };
  if (command === "stop") return { ...at, kind: "leave" };
  const known = COMMANDS.find((it) => it === command);
  if (known) return { ...at, kind: "command", command: known };
  return text.length > MAX_WORDS ? fixed(id, message, "too-long") : { ...at, kind: "words", words: text };
}

function imageIn({ document }: Written) {
  return document?.mime_type?.startsWith("image/") ? document : undefined;
}

/** Written by Telegram itself, not by the person. */
function isService(message: Written): boolean {
  const shown = [
    "document",
    "poll",
    "dice",
    "game",
    "story",
    "paid_media",
    "checklist",
    "invoice",
    "giveaway",
  ] as const;
  return !shown.some((kind) => kind in message);
}

function fixed(id: string, message: Written, key: Fixed): Came {
  const { chat, text, caption, poll } = message;
  const words = text ?? caption ?? poll?.question;
  return { id, chat: chat.id, kind: "fixed", key, ...(words ? { words: words.slice(0, MAX_WORDS) } : {}) };
}
