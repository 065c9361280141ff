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
  rules: Pick<CrisisRules, "sounds" | "endings" | "exact" | "fillers" | "openers">,
): Lexicon {
  const heard = earOf(rules);
  const numbers = new Map<string, number>();
  const weights: number[] = [];
  const same = new Map<string, number[]>();
  const alike = new Map<string, number[]>();
  const beginnings = new Map<string, number[]>();
  const ends = new Map<string, number[]>();
  const slips = createSlips<number>();
  const begunSlips = createSlips<number>();
  const fillers = new Set(rules.fillers.map(fold));
  const openers = new Set(rules.openers.map(fold));
  const exact = new Set([...rules.exact.map(fold), ...fillers, ...openers]);

  function add(written: string, number: number) {
    if (written === ANY_NUMBER) return;
    const form = fold(written);
    const { whole, stem } = heard(form);
    if (written.startsWith("*")) {
      for (const it of new Set([form, whole])) push(ends, it, number);
      return;
    }
    if (written.endsWith("*")) {
      for (const it of new Set([form, whole])) push(beginnings, it, number);
      if (whole.length >= SLIPPED_BEGINNING) begunSlips.add(whole, number);
      return;
    }
    push(same, form, number);
    if (written.startsWith("=") || form.length < SOUNDS || exact.has(form)) return;
    push(alike, stem, number);
    for (const it of new Set([whole, stem])) slips.add(it, number);
  }

  function formsOf(word: string): readonly number[] {
    const found = new Set(same.get(word));
    const any = numbers.get(ANY_NUMBER);
    if (any !== undefined && /^\d{2,}/.test(word)) found.add(any);
    for (const it of partsOf(word)) found.add(it);
    if (word.length < SOUNDS || exact.has(word)) return [...found];
    const { whole, stem } = heard(word);
    for (const it of alike.get(stem) ?? []) found.add(it);
    for (const it of partsOf(whole)) found.add(it);
    if (found.size > 0) return [...found];
    for (const said of new Set([whole, stem])) for (const it of slips.of(said)) found.add(it);
    for (const begun of beginningsOf(whole)) for (const it of begunSlips.of(begun)) found.add(it);
    return [...found];
  }

  /** The forms that it begins or ends so. */
  function partsOf(word: string): number[] {
    return [
      ...beginningsOf(word).flatMap((it) => beginnings.get(it) ?? []),
      ...beginningsOf(word).flatMap((it) => ends.get(word.slice(word.length - it.length)) ?? []),
    ];
  }

  /** The words that were written as one, from an opener on; undefined when it is one word. */
  function apart(word: string): string[] | undefined {
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
    const opener = [...openers].find((it) => word.startsWith(it));
    return opener && word.length >= WRITTEN_AS_ONE ? rest(0) : undefined;
  }

  const hear = (token: Token): Heard => ({ ...token, forms: formsOf(token.word), filler: fillers.has(token.word) });

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
          words.push(hear({ word: both, start: token.start, end: next.end }));
          at++;
          continue;
        }
        const one = hear(token);
        const parts = one.forms.length > 0 || exact.has(token.word) ? undefined : apart(token.word);
        words.push(...(parts ? parts.map((word) => hear({ ...token, word })) : [one]));
      }
      return words;
    },
  };
}

function push(map: Map<string, number[]>, key: string, number: number) {
  const there = map.get(key);
  if (there) there.push(number);
  else map.set(key, [number]);
}

function beginningsOf(word: string): string[] {
  const all: string[] = [];
  for (let length = SHORTEST_BEGINNING; length <= word.length; length++) all.push(word.slice(0, length));
  return all;
}
