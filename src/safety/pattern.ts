import { distance } from "fastest-levenshtein";
import { AppError } from "../model/errors.ts";
import type { CrisisRules } from "../model/safety.ts";
import { fold, type Token } from "./tokens.ts";

/** The words from `from` up to `to`, not with it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whether a folded word is meant. */
type Meant = (word: string) => boolean;
/** One part of a pattern: a word, or a gap of any words. */
type Part = { readonly meant: Meant; readonly optional: boolean } | "gap";

export interface Pattern {
  /** everywhere it stands in a text */
  find(tokens: readonly Token[]): Span[];
}

/** A gap is at most so wide, and so many fillers may stand between two words: that keeps the search linear. */
const WIDEST_GAP = 4;
const MOST_FILLERS = 3;
/** What stands together is at most so many words from the first. */
const WIDEST_NEAR = 10;
const ANY_NUMBER = "##";
/** Letters from which one, and two, may be wrong. */
const ONE_WRONG = 5;
const TWO_WRONG = 9;

/**
 * Reads a pattern; its language is told by {@link CrisisRules}.
 * @throws AppError config: it names a list that there is not
 */
export function compilePattern(source: string, rules: Pick<CrisisRules, "words" | "exact" | "fillers">): Pattern {
  const exact = new Set(rules.exact.map(fold));
  const fillers = new Set(rules.fillers.map(fold));
  const [first, ...others] = source.split(" & ").map((sequence) => {
    const parts = sequence.split(" ").map((part) => partOf(part, source, rules.words, exact));
    return (tokens: readonly Token[]) => tokens.map((_, from) => endOf(tokens, from, parts, 0, fillers, 0));
  });
  return {
    find: (tokens) => {
      const rest = others.map((ends) => ends(tokens));
      return (first?.(tokens) ?? []).flatMap((to, from) => {
        const span = to === undefined ? undefined : together({ from, to }, rest);
        return span ? [span] : [];
      });
    },
  };
}

/** The span around one that begins there and one of each of the others near it, in any order; undefined without one. */
function together(span: Span, others: readonly (readonly (number | undefined)[])[]): Span | undefined {
  let all = span;
  for (const ends of others) {
    const start = Math.max(0, span.from - WIDEST_NEAR);
    const near = ends.slice(start, span.to + WIDEST_NEAR).map((to, i) => ({ from: start + i, to }));
    const other = near.find((it) => it.to !== undefined && (it.to <= span.from || it.from >= span.to));
    if (other?.to === undefined) return undefined;
    all = { from: Math.min(all.from, other.from), to: Math.max(all.to, other.to) };
  }
  return all;
}

function partOf(part: string, source: string, lists: CrisisRules["words"], exact: ReadonlySet<string>): Part {
  if (part === "..") return "gap";
  const optional = part.endsWith("?");
  const meanings = part
    .slice(0, optional ? -1 : undefined)
    .split("|")
    .flatMap((word) => {
      const list = /^\{(.+)\}$/.exec(word)?.[1];
      if (list === undefined) return [word];
      const words = lists[list];
      if (!words) throw new AppError("config", `${source}: expected the name of a list of words, got "${list}"`);
      return words;
    });
  const numbers = meanings.filter((it) => it === ANY_NUMBER).map((it) => meaningOf(it, exact));
  // a slip keeps the first letter: most words are told apart by it
  const byLetter = Map.groupBy(
    meanings.filter((it) => it !== ANY_NUMBER),
    (it) => fold(it)[0] ?? "",
  );
  const meant = new Map(
    [...byLetter].map(([letter, words]) => [letter, [...words.map((it) => meaningOf(it, exact)), ...numbers]]),
  );
  return { meant: (word) => (meant.get(word[0] ?? "") ?? numbers).some((it) => it(word)), optional };
}

function meaningOf(written: string, exact: ReadonlySet<string>): Meant {
  if (written === ANY_NUMBER) return (word) => /^\d{2,}/.test(word);
  const strict = written.startsWith("=");
  const open = written.endsWith("*");
  const form = fold(written);
  const allowed = strict || form.length < ONE_WRONG ? 0 : form.length < TWO_WRONG ? 1 : 2;
  const near = (word: string) => word[0] === form[0] && distance(word, form) <= allowed;
  return (word) => {
    if (word === form || (open && word.startsWith(form))) return true;
    if (allowed === 0 || exact.has(word) || Math.abs(word.length - form.length) > (open ? 40 : allowed)) return false;
    return near(word) || (open && [-1, 0, 1].some((more) => near(word.slice(0, form.length + more))));
  };
}

/** Where the parts from `part` on end, when they stand from `at` on. */
function endOf(
  tokens: readonly Token[],
  at: number,
  parts: readonly Part[],
  part: number,
  fillers: ReadonlySet<string>,
  skipped: number,
): number | undefined {
  const wanted = parts[part];
  if (wanted === undefined) return at;
  if (wanted === "gap") {
    for (let wide = 0; wide <= WIDEST_GAP; wide++) {
      const end = endOf(tokens, at + wide, parts, part + 1, fillers, 0);
      if (end !== undefined) return end;
    }
    return undefined;
  }
  const word = tokens[at]?.word;
  if (word !== undefined && wanted.meant(word)) {
    const end = endOf(tokens, at + 1, parts, part + 1, fillers, 0);
    if (end !== undefined) return end;
  }
  if (wanted.optional) {
    const end = endOf(tokens, at, parts, part + 1, fillers, skipped);
    if (end !== undefined) return end;
  }
  if (part === 0 || word === undefined || skipped >= MOST_FILLERS || !fillers.has(word)) return undefined;
  return endOf(tokens, at + 1, parts, part, fillers, skipped + 1);
}
