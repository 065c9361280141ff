import { distance } from "fastest-levenshtein";
import { common, type Text } from "../model/text.ts";
import { sayIn, type Words } from "../model/words.ts";

/** Something words can mean. */
export interface Candidate<T> {
  readonly value: T;
  readonly label: Text | string;
  /** lists of other ways to say it */
  readonly also?: readonly Text[] | undefined;
  readonly number?: number | undefined;
  readonly emoji?: string | undefined;
}

/** Sure of one, unsure of one (ask "Mener du …?"), or nothing like any (R18). */
export type Match<T> = { readonly sure: T } | { readonly unsure: Candidate<T> } | undefined;

/**
 * What a citizen's words mean among the candidates: the label or another way to say it, "3", "nr. 3", "tre",
 * "den tredje", an emoji, a label with a small spelling mistake. It never guesses: near misses are unsure.
 */
export function match<T>(said: string, candidates: readonly Candidate<T>[], words: Words): Match<T> {
  const text = normalize(said);
  if (text === "") return emojiOf(said, candidates, words);
  const forms = candidates.map((it) => formsOf(it, words));
  const exact = candidates.filter((_, i) => forms[i]?.includes(text));
  if (exact.length === 1) return { sure: exact[0]!.value };
  if (exact.length > 1) return { unsure: exact[0]! };
  const number = numberOf(text, words);
  const counted = candidates.find((it) => number !== undefined && it.number === number);
  if (counted) return { sure: counted.value };
  return nearest(text, candidates, forms) ?? within(text, candidates, forms, words) ?? emojiOf(said, candidates, words);
}

/** Lower case, without marks and doubled spaces; keycap digits and full-width forms become plain ones. */
export function normalize(said: string): string {
  return said
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** Several things named in one message: "glad og bange", "1, 3". Undefined when any part is not sure. */
export function matchSeveral<T>(said: string, candidates: readonly Candidate<T>[], words: Words): T[] | undefined {
  const parts = said
    .split(/[,;+&\n]|\s(?:og|and)\s/iu)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const found = parts.map((part) => match(part, candidates, words));
  if (parts.length === 0 || found.some((it) => it === undefined || !("sure" in it))) return undefined;
  return [...new Set(found.map((it) => (it as { sure: T }).sure))];
}

function formsOf<T>(candidate: Candidate<T>, words: Words): string[] {
  const label = sayIn(words, candidate.label);
  return [label, ...alsoOf(candidate, words)].map(normalize).filter((form) => form !== "");
}

function alsoOf<T>(candidate: Candidate<T>, words: Words): readonly string[] {
  return (candidate.also ?? []).flatMap((list) => words.list(list));
}

function numberOf(text: string, words: Words): number | undefined {
  const prefixes = words.list(common("number-prefixes")).map(normalize);
  const rest = text.split(" ").filter((word) => !prefixes.includes(word));
  if (rest.length !== 1) return undefined;
  const word = rest[0] as string;
  if (/^\d{1,2}$/.test(word)) return Number(word);
  for (const key of ["numbers", "ordinals"]) {
    const index = words.list(common(key)).map(normalize).indexOf(word);
    if (index >= 0) return index + 1;
  }
  return undefined;
}

/** A small spelling mistake is understood when only one candidate is near; a larger one is asked about. */
function nearest<T>(text: string, candidates: readonly Candidate<T>[], forms: readonly string[][]): Match<T> {
  const scored = candidates
    .map((candidate, i) => {
      const best = forms[i]!.map((form) => ({ form, away: distance(text, form) })).sort(
        (a, b) => a.away / a.form.length - b.away / b.form.length,
      )[0];
      return { candidate, form: best?.form ?? "", away: best?.away ?? 99 };
    })
    .sort((a, b) => a.away - b.away);
  const [first, second] = scored;
  if (!first || first.form.length < 4) return undefined;
  const allowed = first.form.length >= 8 ? 2 : 1;
  // another first letter makes another word: "klar" and "uklar", "glad" and "flad"
  const slip = first.away <= allowed && first.form[0] === text[0];
  if (slip && (!second || second.away - first.away >= 2)) return { sure: first.candidate.value };
  if (first.away / first.form.length <= 0.4) return { unsure: first.candidate };
  return undefined;
}

/** One candidate's words inside a longer sentence: probably meant, so it is asked about; never with "ikke" in it. */
function within<T>(
  text: string,
  candidates: readonly Candidate<T>[],
  forms: readonly string[][],
  words: Words,
): Match<T> {
  const said = ` ${text} `;
  const negated = words.list(common("negations")).some((word) => said.includes(` ${normalize(word)} `));
  const inside = candidates.filter((_, i) => forms[i]!.some((form) => form.length > 1 && said.includes(` ${form} `)));
  return inside.length === 1 && !negated ? { unsure: inside[0]! } : undefined;
}

function emojiOf<T>(said: string, candidates: readonly Candidate<T>[], words: Words): Match<T> {
  const wanted = bare(said);
  if (wanted === "") return undefined;
  const found = candidates.filter(({ emoji, ...it }) =>
    [...(emoji === undefined ? [] : [emoji]), ...alsoOf(it, words)].some((form) => bare(form) === wanted),
  );
  return found.length === 1 ? { sure: found[0]!.value } : undefined;
}

/** An emoji without its skin tone and how it is drawn. */
export function bare(text: string): string {
  return text.replaceAll(/[\u{1f3fb}-\u{1f3ff}\ufe0f\s]/gu, "");
}
