/** The words of a text: letters and digits, with hyphens and apostrophes inside. */
export function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{M}\d]+(?:['’-][\p{L}\p{M}\d]+)*/gu) ?? [];
}

/** The sentences of a text, with their marks. A full stop in a date ("5. april") ends none. */
export function sentencesIn(text: string): string[] {
  const ends = /(?:[!?…]+|(?<!\d)\.+|(?<=\d)\.(?!\s+\p{Ll}))["'”»]?(?=\s|$)|\n/gu;
  const marked = text.replaceAll(ends, (end) => `${end}\u0000`);
  return marked
    .split("\u0000")
    .map((it) => it.trim())
    .filter((it) => wordsIn(it).length > 0);
}

/** Letters of a word; digits and hyphens are easy to read and count for nothing. */
export function lettersOf(word: string): number {
  return word.match(/\p{L}/gu)?.length ?? 0;
}

/** Words longer than this are long to LIX. */
const LONG = 6;

export interface Measure {
  readonly words: number;
  readonly longWords: number;
  readonly sentences: number;
  /** words in the longest sentence */
  readonly longestSentence: number;
  /** words per sentence + long words in percent of all (Björnsson 1968); 0 without words */
  readonly lix: number;
}

/** How hard some texts are to read. */
export function measure(texts: readonly string[]): Measure {
  const sentences = texts.flatMap(sentencesIn).map((it) => wordsIn(it));
  const words = sentences.flat();
  const longWords = words.filter((it) => lettersOf(it) > LONG).length;
  const lix = words.length === 0 ? 0 : words.length / sentences.length + (100 * longWords) / words.length;
  const longestSentence = Math.max(0, ...sentences.map((it) => it.length));
  return { words: words.length, longWords, sentences: sentences.length, longestSentence, lix };
}
