import type { Context } from "hono";
import type { Inbound } from "../../model/inbound.ts";
import type { Media } from "../../model/value.ts";
import type { Received } from "../channel.ts";

/** calm: read aloud slower, and more time before a tap counts on what came (R19). */
export type Pace = "calm" | "normal";

/** The person behind a device's cookie, and how the chat is shown to them. */
export interface Visitor {
  readonly citizen: string;
  readonly conversation: string;
  readonly device: string;
  readonly name: string;
  readonly language: string;
  readonly readAloud: boolean;
  readonly pace: Pace;
}

/** One earlier message in the thread; what the citizen said has `from: "citizen"`. */
export interface HistoryItem {
  readonly from: "skridt" | "citizen";
  readonly text: string;
  readonly at: string;
}

/** One thing of a citizen's week. */
export interface OwnEntry {
  /** "kl. 10.00" */
  readonly time: string;
  readonly title: string;
  /** a picture of the catalogue, or the photo of an appointment's place by the appointment's id */
  readonly picture: { readonly name: string } | { readonly photo: string; readonly alt: string };
  /** where, and who comes */
  readonly lines: readonly string[];
}

/** One day of a citizen's week: "I dag, fredag 27. november". */
export interface OwnDay {
  readonly name: string;
  readonly today: boolean;
  readonly entries: readonly OwnEntry[];
}

/** What the web chat does for those who come by the bell in Telegram. */
export interface WebDoorbell {
  /** Exchanges the link of a bell for a remembered device. Undefined: unknown, used or too old. */
  enter(code: string): Promise<{ device: string; secret: string } | undefined>;
  /** The same by what Telegram says of whoever opened the Mini App. Undefined: not signed, too old, used, or nobody's. */
  enterApp(initData: string): Promise<{ device: string; secret: string } | undefined>;
  /** whose newest link it is, also when it cannot be used any more */
  owner(code: string): Promise<{ chat: number; conversation: string; language: string } | undefined>;
  /** the citizen of a chat is in */
  opened(chat: number): Promise<void>;
  /** puts a bell with a new link into a chat */
  ringAnew(chat: number): Promise<void>;
}

/** What the web chat needs from the rest of the product; wired in app.ts. */
export interface WebChatParts {
  /** Exchanges a one-time code for a remembered device. Undefined: unknown, used or expired. */
  enter(code: string): Promise<{ device: string; secret: string } | undefined>;
  /** in Telegram stands a bell that leads here */
  readonly doorbell?: WebDoorbell;
  /** Counts a wrong code. @returns whether there were too many from where it came */
  wrongCode(c: Context): Promise<boolean>;
  /** Who a device is; undefined: unknown or revoked. */
  visitor(device: string, secret: string): Promise<Visitor | undefined>;
  /** A new secret for the device, now and then; undefined: not now. The old one is good until the new one was used. */
  renew(device: string, secret: string): Promise<string | undefined>;
  /** The device opens nothing from now on. */
  leave(visitor: Visitor): Promise<void>;
  receive(visitor: Visitor, inbound: Inbound): Promise<Received>;
  /** What the citizen sees now; changes nothing. */
  view(visitor: Visitor): Promise<Received>;
  /** The seven days from today. */
  week(visitor: Visitor): Promise<readonly OwnDay[]>;
  /** Who looked at what of theirs, the newest day first (R23). */
  looks(visitor: Visitor): Promise<readonly OwnDay[]>;
  /** The photo of the place of one of the citizen's appointments; undefined: there is none. */
  placePhoto(visitor: Visitor, appointment: string): Promise<{ mime: string; bytes: Uint8Array } | undefined>;
  history(visitor: Visitor): Promise<readonly HistoryItem[]>;
  /** Stores a voice message or photo, sized down. @throws AppError "input" when it is neither */
  saveMedia(visitor: Visitor, bytes: Uint8Array, type: string): Promise<Media>;
  /**
   * Calls back when the conversation changed, with its revision when that is known; without it the page looks.
   * Returns how to stop listening.
   */
  onChange(conversation: string, changed: (revision?: number) => void): () => void;
  /** `/media/…` address of a picture */
  pictureUrl(picture: import("../../model/picture.ts").Picture): { url: string; width: number; height: number };
  /** Words of the page itself, from `locales/<language>/web.yaml`. */
  words(language: string, key: string): string;
  /** The person's browser speaks https to us: the cookie is never sent without it. */
  readonly secure?: boolean;
  /** the pages that may show the chat inside themselves; absent: none */
  readonly framedBy?: readonly string[];
  /** Something went wrong that only an operator can mend; holds nothing personal. */
  failed?(error: unknown): void;
  now(): Date;
}
