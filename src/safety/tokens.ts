/** One word of a text, and where it stands there. */
export interface Token {
  /** folded: how it is compared */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Longer words are no words; what is beyond is not compared. */
const MOST_LETTERS = 40;

/** The words of a text with no regard to its marks. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}\p{Cf}'’`´]*/gu)].map((match) => ({
    word: fold(match[0].slice(0, MOST_LETTERS)),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/**
 * A word as it is compared: what is written in two ways, or doubled or not by those who spell badly, becomes one.
 *
 *     fold("Slået"); // "slaet"
 *     fold("ikke") === fold("ike"); // true
 *     fold("dræber") === fold("draeber"); // true
 */
export function fold(word: string): string {
  return word
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/æ|ä|ae/g, "e")
    .replaceAll(/ø|ö|oe/g, "ø")
    .normalize("NFD")
    .replaceAll(/[^\p{L}\p{N}]/gu, "")
    .replaceAll(/(\p{L})\1+/gu, "$1");
}
