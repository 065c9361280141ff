import type { Persona, SheetOf } from "./picture.ts";
import type { Text } from "./text.ts";

/** What is always there, in this order (R10, R12-R16). */
export const CONTROLS = ["back", "repeat", "plainer", "skip", "pause", "stop", "craving", "human"] as const;
export type Control = (typeof CONTROLS)[number];

/** A sheet before words: as `Sheet` in picture.ts, with words by key beside the citizen's own. */
export type ScreenSheet = SheetOf<Text | string>;

/** A picture before words: a name, or a sheet with the text that describes it. */
export type ScreenPicture =
  | { readonly name: string; readonly persona?: Persona }
  | { readonly sheet: ScreenSheet; readonly alt: Text };

/** One message bubble: one point (R1). `lines` are a list in the citizen's own words (a summary). */
export interface Bubble {
  readonly text: Text;
  readonly lines?: readonly Line[];
  readonly picture?: ScreenPicture;
}

/** One line of a summary: what was asked in short, and what was answered. */
export interface Line {
  readonly label: Text | string;
  readonly answer: Text | string;
}

export interface ScreenChoice {
  /** goes back as it is when tapped; at most 64 bytes */
  readonly token: string;
  readonly label: Text | string;
  /** the number on a scale */
  readonly number?: number;
  readonly picture?: { readonly name: string; readonly persona?: Persona };
  /** `main` leads on, `answer` is an answer, `other` is a way out or more pages */
  readonly role: "answer" | "main" | "other";
  readonly chosen?: boolean;
}

/** A button that leads out of the chat: a page ("https:") or a number to call ("tel:"). */
export interface ScreenLink {
  readonly label: Text | string;
  readonly url: string;
  readonly picture: { readonly name: string };
}

/**
 * What the citizen sees: a function of the conversation's state, in words by key.
 * `input` tells which free answers the question takes besides taps.
 */
export interface Screen {
  readonly bubbles: readonly Bubble[];
  readonly choices: readonly ScreenChoice[];
  readonly links?: readonly ScreenLink[];
  readonly layout: "list" | "grid" | "scale";
  readonly input: "none" | "words" | "own";
  readonly progress?: { readonly step: number; readonly of: number };
  readonly controls: readonly { readonly control: Control; readonly token: string }[];
}
