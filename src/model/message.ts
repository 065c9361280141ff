import type { Picture } from "./picture.ts";
import type { Control } from "./screen.ts";

/** A picture ready for a channel, with its alternative text in the citizen's language (R8). */
export interface MessagePicture {
  readonly picture: Picture;
  readonly alt: string;
}

export interface MessageChoice {
  readonly token: string;
  readonly label: string;
  /** the number on a scale */
  readonly number?: number;
  readonly picture?: MessagePicture;
  readonly role: "answer" | "main" | "other";
  readonly chosen?: boolean;
}

export interface MessageLink {
  readonly label: string;
  readonly url: string;
  readonly picture: MessagePicture;
}

/** One final bubble in the citizen's language. */
export interface MessageBubble {
  readonly text: string;
  readonly lines?: readonly { readonly label: string; readonly answer: string }[];
  readonly picture?: MessagePicture;
}

/** A screen in final words: what every channel shows in its own manner. `readAloud` is all of it as speech. */
export interface Message {
  readonly language: string;
  readonly bubbles: readonly MessageBubble[];
  readonly choices: readonly MessageChoice[];
  readonly links?: readonly MessageLink[];
  readonly layout: "list" | "grid" | "scale";
  readonly input: "none" | "words" | "own";
  readonly progress?: string;
  readonly controls: readonly { readonly control: Control; readonly token: string; readonly label: string }[];
  readonly readAloud: string;
}
