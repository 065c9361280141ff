import type { Inbound } from "../../model/inbound.ts";
import type { Picture } from "../../model/picture.ts";
import type { CrisisCategory, CrisisUrgency } from "../../model/safety.ts";
import type { Media } from "../../model/value.ts";
import type { Received } from "../channel.ts";
import type { Emoji } from "./keyboard.ts";

/** The message of a chat that has buttons now. `text`, `labels`: digests of what it says and what stands on its buttons; `hash`: of its picture. */
export interface Live {
  readonly message: number;
  readonly text: string;
  readonly hash?: string;
  readonly labels: string;
  /** the citizen has written below it since */
  readonly buried?: boolean;
}

/** The one bell that stands in a chat. */
export interface Bell {
  readonly message: number;
  readonly rungAt: Date;
  /** the citizen has been in the web chat since */
  readonly opened: boolean;
}

/** One picture of an album; `part` tells it from the others. */
export interface AlbumPart {
  readonly album: string;
  readonly part: number;
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
  /** which commands it shows; null: not known */
  readonly menu: string | null;
  readonly bell: Bell | undefined;
}

/** What the doorbell needs: the conversation itself is in the web chat. */
export interface DoorbellParts {
  /** A new one-time address that opens the web chat as the citizen of a chat; the one before ends. */
  newLink(chat: number): Promise<string>;
  /** the page to open inside Telegram; absent without https */
  readonly app?: string;
  /** The bell that stands in a chat from now on. @returns the one before, which is to be removed */
  keepBell(chat: number, message: number): Promise<number | undefined>;
  /** What words tell that cannot wait (R25); undefined for most. */
  crisisIn(chat: Chat, words: string): Promise<Crisis | undefined>;
  /** Lets the conversation know of it, without the words. @param id of what came in */
  noteCrisis(chat: Chat, id: string, crisis: Crisis): Promise<void>;
}

/** What cannot wait, and whom to call. */
export interface Crisis {
  readonly category: CrisisCategory;
  readonly urgency: CrisisUrgency;
  readonly calls: readonly CallLine[];
}

/** "Ring 112", "112" */
export interface CallLine {
  readonly label: string;
  readonly number: string;
}

/** What the Telegram channel needs from the rest of the product; wired in app.ts. */
export interface TelegramParts {
  readonly token: string;
  readonly apiRoot: string;
  /** messages and edits a second, of all chats together */
  readonly perSecond: number;
  /** Telegram calls us there; absent: we ask Telegram */
  readonly webhook?: { readonly url: string; readonly secret: string };
  /** Telegram carries nothing but a bell; absent: it carries the conversation */
  readonly doorbell?: DoorbellParts;
  /**
   * Makes a chat a citizen's by a one-time code. False: the code is unknown, used or expired, or the chat has tried too
   * many wrong ones.
   */
  pair(code: string, chat: number): Promise<boolean>;
  /** Whose chat it is, or the chat of a conversation. */
  chat(key: { readonly chat: number } | { readonly conversation: string }): Promise<Chat | undefined>;
  keepLive(chat: number, live: Live | undefined): Promise<void>;
  buryLive(chat: number): Promise<void>;
  keepMenu(chat: number, menu: string): Promise<void>;
  /** Ends a chat, and what waits for it. */
  close(chat: number, reason: "left" | "blocked"): Promise<void>;
  /** Takes what came. `changed`: the conversation did, and its screen is on its way. */
  receive(chat: Chat, inbound: Inbound): Promise<Received & { readonly changed: boolean }>;
  /** Whether an inbound was taken before. */
  seen(chat: Chat, id: string): Promise<boolean>;
  /** Whether words tell of something that cannot wait (R25). */
  cannotWait(chat: Chat, words: string): boolean;
  /** Stores a voice message or photo, sized down. @throws AppError "input" when it is neither */
  saveMedia(chat: Chat, bytes: Uint8Array, album?: AlbumPart): Promise<Media>;
  /** Puts a photo to the others of its album. False: there are none. @throws AppError "input" */
  joinAlbum(chat: Chat, bytes: Uint8Array, album: AlbumPart): Promise<boolean>;
  fileId(hash: string): Promise<string | undefined>;
  keepFileId(hash: string, fileId: string): Promise<void>;
  /** A picture's hash, and its PNG when asked for. */
  picture(picture: Picture): { readonly hash: string; png(): Promise<Uint8Array> };
  /** Tells texts apart without keeping them. */
  digest(text: string): string;
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
