import { distance } from "fastest-levenshtein";

/** Letters from which one, and two, may be wrong. */
const ONE_WRONG = 5;
const TWO_WRONG = 9;

/** Finds what a word may be a slip for, in a time that does not grow with the number of words it may be for. */
export interface Slips<T> {
  add(word: string, meant: T): void;
  /** what `word` may be meant for: the first letter is right, and so are all others but one or two, or two changed places */
  of(word: string): Set<T>;
}

/**
 * Two words with one letter wrong become the same when a letter is left out of each: every word is kept under all it can
 * become so.
 *
 *     const slips = createSlips<string>();
 *     slips.add("vejret", "weather");
 *     slips.of("vejrte"); // Set { "weather" }
 *
 * @param most how many letters may be wrong in a long word
 */
export function createSlips<T>(most: 1 | 2 = 2): Slips<T> {
  const wrongIn = (word: string) => Math.min(most, word.length < ONE_WRONG ? 0 : word.length < TWO_WRONG ? 1 : 2);
  const kept = new Map<string, { readonly word: string; readonly meant: T }[]>();
  let longest = 0;
  return {
    add: (word, meant) => {
      longest = Math.max(longest, word.length);
      for (const rest of lessOf(word, wrongIn(word))) kept.getOrInsert(rest, []).push({ word, meant });
    },
    of: (word) => {
      const meant = new Set<T>();
      if (word.length < ONE_WRONG || word.length > longest + 2) return meant;
      for (const rest of lessOf(word, word.length < TWO_WRONG - 2 ? 1 : most)) {
        for (const it of kept.get(rest) ?? []) {
          if (!meant.has(it.meant) && isSlip(word, it.word, wrongIn(it.word))) meant.add(it.meant);
        }
      }
      return meant;
    },
  };
}

function isSlip(word: string, meant: string, wrong: number): boolean {
  return wrong > 0 && (distance(word, meant) <= wrong || isSwapped(word, meant));
}

/** Whether two letters beside each other changed places. */
function isSwapped(word: string, meant: string): boolean {
  const at = [...meant].findIndex((letter, i) => letter !== word[i]);
  const [first, second] = [meant[at] ?? "", meant[at + 1] ?? ""];
  return at > 0 && word === meant.slice(0, at) + second + first + meant.slice(at + 2);
}

/** The word, and what is left of it without up to so many letters; the first letter stays. */
function lessOf(word: string, letters: number): Set<string> {
  let last = [word];
  const all = new Set(last);
  for (let left = letters; left > 0; left--) {
    last = last.flatMap((it) => Array.from({ length: it.length - 1 }, (_, i) => it.slice(0, i + 1) + it.slice(i + 2)));
    for (const it of last) all.add(it);
  }
  return all;
}
