import type { Inbound } from "../../model/inbound.ts";
import type { Picture } from "../../model/picture.ts";
import type { Media } from "../../model/value.ts";
import type { Received } from "../channel.ts";
import type { Emoji } from "./keyboard.ts";

/** The message of a chat that has buttons now. `labels`: what stands on them; `hash`: of its picture. */
export interface Live {
  readonly message: number;
  readonly text: string;
  readonly hash?: string;
  readonly labels: string;
}

/** A chat that is a citizen's. */
export interface Chat {
  readonly chat: number;
  readonly citizen: string;
  readonly conversation: string;
  readonly language: string;
  readonly live: Live | undefined;
  /** outside the citizen's hours: nothing rings */
  readonly quiet: boolean;
}

/** What the Telegram channel needs from the rest of the product; wired in app.ts. */
export interface TelegramParts {
  readonly token: string;
  readonly apiRoot: string;
  /** messages and edits a second, of all chats together */
  readonly perSecond: number;
  /** Telegram calls us there; absent: we ask Telegram */
  readonly webhook?: { readonly url: string; readonly secret: string };
  /** Makes a chat a citizen's by a one-time code. False: the code is unknown, used or expired. */
  pair(code: string, chat: number): Promise<boolean>;
  /** Whose chat it is, or the chat of a conversation. */
  chat(key: { readonly chat: number } | { readonly conversation: string }): Promise<Chat | undefined>;
  keepLive(chat: number, live: Live | undefined): Promise<void>;
  /** Ends a chat, and what waits for it. */
  close(chat: number, reason: "left" | "blocked"): Promise<void>;
  /** Takes what came. `changed`: the conversation did, and its screen is on its way. */
  receive(chat: Chat, inbound: Inbound): Promise<Received & { readonly changed: boolean }>;
  /** Whether an inbound was taken before. */
  seen(chat: Chat, id: string): Promise<boolean>;
  /** Stores a voice message or photo, sized down. @throws AppError "input" when it is neither */
  saveMedia(chat: Chat, bytes: Uint8Array): Promise<Media>;
  fileId(hash: string): Promise<string | undefined>;
  keepFileId(hash: string, fileId: string): Promise<void>;
  /** A picture's hash, and its PNG when asked for. */
  picture(picture: Picture): { readonly hash: string; png(): Promise<Uint8Array> };
  readonly emoji: Emoji;
  /** Words of this channel, from `locales/<language>/telegram.yaml`. */
  words(language: string, key: string, values?: Readonly<Record<string, string>>): string;
  /** Does work in one of all processes at a time. Returns how to stop, which waits for it. */
  inOneProcess(work: (signal: AbortSignal) => Promise<void>): () => Promise<void>;
  /** said to the operator, without anything personal */
  readonly log: { info(text: string): void; warn(text: string): void };
  /** Something went wrong that only an operator can mend. */
  failed(error: unknown): void;
  now(): Date;
}
