import type { Text } from "./text.ts";

/** Words by key in one language, for understanding what a citizen writes. */
export interface Words {
  readonly language: string;
  say(text: Text): string;
  /** a list of words ("also" forms); empty when there is none */
  list(text: Text): readonly string[];
}

/** A text in these words; what somebody wrote stays as it is. */
export const sayIn = (words: Words, text: Text | string): string => (typeof text === "string" ? text : words.say(text));
