import type { CrisisRules } from "../model/safety.ts";
import { createSlips } from "./slips.ts";
import { earOf } from "./sound.ts";
import { fold, type Token, tokensOf } from "./tokens.ts";

/** A word of a text, with the forms that it may be meant for. */
export interface Heard extends Token {
  readonly forms: readonly number[];
  readonly filler: boolean;
}

/** All forms of words that the patterns of one language name, each with a number. */
export interface Lexicon {
  /** The number of a form as it is written in a pattern. To be asked for all forms before the first text is read. */
  form(written: string): number;
  /** How often a form is said, roughly: short words are said often. */
  weight(form: number): number;
  read(text: string): Heard[];
}

const ANY_NUMBER = "##";
/** A letter that some write as they hear it. */
const AS_O = /å|aa/gu;
/** Shorter words are said often, and weigh as much as so many others. */
const OFTEN = 5;
const OFTEN_WEIGHS = 8;
/** Words from so many letters are compared by their sound. */
const SOUNDS = 4;
/** Beginnings have at least so many letters. */
const SHORTEST_BEGINNING = 3;
const SLIPPED_BEGINNING = 6;
/** One word written as two has at least so many letters, and words written as one have. */
const WRITTEN_AS_TWO = 8;
const WRITTEN_AS_ONE = 6;

export function createLexicon(
  rules: Pick<CrisisRules, "sounds" | "endings" | "exact" | "fillers" | "small" | "spellings">,
): Lexicon {
  const heard = earOf(rules);
  const numbers = new Map<string, number>();
  const weights: number[] = [];
  const same = new Map<string, number[]>();
  const alike = new Map<string, number[]>();
  const beginnings = new Map<string, number[]>();
  const ends = new Map<string, number[]>();
  const slips = createSlips<number>();
  const begunSlips = createSlips<number>(1);
  const fillers = new Set(rules.fillers.map(fold));
  const spellings = Object.entries(rules.spellings).flatMap(([word, also]) => also.map((it) => [fold(it), fold(word)]));
  const meantBy = Map.groupBy(spellings, ([also]) => also ?? "");
  const small = new Set([...rules.small.map(fold), ...fillers, ...meantBy.keys()]);
  const exact = new Set([...rules.exact.map(fold), ...small]);

  function add(written: string, number: number) {
    if (written === ANY_NUMBER) return;
    const form = fold(written);
    const { whole, stem } = heard(form);
    if (written.startsWith("*")) {
      for (const it of new Set([form, whole])) ends.getOrInsert(it, []).push(number);
      return;
    }
    if (written.endsWith("*")) {
      for (const it of new Set([form, whole])) beginnings.getOrInsert(it, []).push(number);
      if (whole.length >= SLIPPED_BEGINNING) begunSlips.add(whole, number);
      return;
    }
    same.getOrInsert(form, []).push(number);
    if (written.search(AS_O) >= 0 && form.length >= SOUNDS)
      same.getOrInsert(fold(written.replace(AS_O, "o")), []).push(number);
    if (written.startsWith("=") || form.length < SOUNDS || exact.has(form)) return;
    alike.getOrInsert(stem, []).push(number);
    for (const it of new Set([whole, stem])) slips.add(it, number);
  }

  /** The forms that are written or sound like the word. */
  function formsOf(word: string): Set<number> {
    const found = new Set(same.get(word));
    const any = numbers.get(ANY_NUMBER);
    if (any !== undefined && /^\d{2,}/.test(word)) found.add(any);
    for (const it of partsOf(word)) found.add(it);
    if (word.length < SOUNDS || exact.has(word)) return found;
    const { whole, stem } = heard(word);
    for (const it of alike.get(stem) ?? []) found.add(it);
    for (const it of partsOf(whole)) found.add(it);
    return found;
  }

  /** The forms that the word may be a slip for. */
  function slipsOf(word: string): Set<number> {
    const { whole, stem } = heard(word);
    const meant = [...new Set([whole, stem])].map(slips.of).concat(beginningsOf(whole).map(begunSlips.of));
    return new Set(meant.flatMap((it) => [...it]));
  }

  /** The forms that it begins or ends so. */
  function partsOf(word: string): number[] {
    return [
      ...beginningsOf(word).flatMap((it) => beginnings.get(it) ?? []),
      ...beginningsOf(word).flatMap((it) => ends.get(word.slice(word.length - it.length)) ?? []),
    ];
  }

  /** The words that were written as one, a small word among them; undefined when it is one word. */
  function apart(word: string): string[] | undefined {
    if (word.length < WRITTEN_AS_ONE) return undefined;
    const isWord = (it: string) => it.length > 1 && (same.has(it) || exact.has(it));
    const dead = new Set<number>();
    const rest = (from: number): string[] | undefined => {
      if (from === word.length) return [];
      for (let to = word.length; to > from + 1 && !dead.has(from); to--) {
        if (!isWord(word.slice(from, to))) continue;
        const others = rest(to);
        if (others) return [word.slice(from, to), ...others];
      }
      dead.add(from);
      return undefined;
    };
    const parts = rest(0);
    return parts?.some((it) => small.has(it)) ? parts : undefined;
  }

  /** The word, and those that it is a spelling of. */
  function meanings(word: string): string[] {
    return [word, ...(meantBy.get(word) ?? []).map(([, meant]) => meant ?? "")];
  }

  function hear(token: Token): Heard[] {
    const words = meanings(token.word);
    const said = (forms: Iterable<number>) => [
      { ...token, forms: [...forms], filler: words.some((it) => fillers.has(it)) },
    ];
    const forms = new Set(words.flatMap((it) => [...formsOf(it)]));
    if (forms.size > 0 || token.word.length < SOUNDS || exact.has(token.word)) return said(forms);
    const parts = apart(token.word);
    return parts ? parts.flatMap((word) => hear({ ...token, word })) : said(slipsOf(token.word));
  }

  return {
    form: (written) => {
      const known = numbers.get(written);
      if (known !== undefined) return known;
      const number = numbers.size;
      numbers.set(written, number);
      weights.push(fold(written).length < OFTEN ? OFTEN_WEIGHS : 1);
      add(written, number);
      return number;
    },
    weight: (form) => weights[form] ?? 1,
    read: (text) => {
      const tokens = tokensOf(text);
      const words: Heard[] = [];
      for (let at = 0; at < tokens.length; at++) {
        const [token, next] = [tokens[at]!, tokens[at + 1]];
        const both = next ? token.word + next.word : "";
        if (next && both.length >= WRITTEN_AS_TWO && same.has(both)) {
          words.push(...hear({ word: both, start: token.start, end: next.end }));
          at++;
        } else {
          words.push(...hear(token));
        }
      }
      return words;
    },
  };
}

function beginningsOf(word: string): string[] {
  const all: string[] = [];
  for (let length = SHORTEST_BEGINNING; length <= word.length; length++) all.push(word.slice(0, length));
  return all;
}
