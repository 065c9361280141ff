import { AppError } from "../model/errors.ts";
import { CRISIS_CATEGORIES, CRISIS_URGENCIES, type CrisisFinding, type CrisisRules } from "../model/safety.ts";
import { createLexicon, type Heard } from "./lexicon.ts";
import { createPatterns, type Find, type Pattern, type Span } from "./pattern.ts";
import type { Token } from "./tokens.ts";

/**
 * Looks for what must not wait in a free text (R25): one finding for each category, the most urgent first; empty for
 * most texts. It is pure and takes any text. Marks and capitals mean nothing to it.
 *
 *     const lookFor = createLookFor({ da: rules });
 *     lookFor("kan ik vågne ham", "da");
 *     // [{ category: "overdose", urgency: "now", rule: "cannot-be-woken", said: "ik vågne ham" }]
 *
 * @throws AppError config: there are no rules for the language
 */
export type LookFor = (text: string, language: string) => readonly CrisisFinding[];

/** How many words may stand between a title's frame and the title, and between what happened and when. */
const BESIDE_TITLE = 1;
const BESIDE_TIME = 6;

/** @throws AppError config: a pattern names a list of words that there is not */
export function createLookFor(rules: Readonly<Record<string, CrisisRules>>): LookFor {
  const byLanguage = new Map(Object.entries(rules).map(([language, own]) => [language, compile(own)]));
  return (text, language) => {
    const look = byLanguage.get(language);
    if (!look) throw new AppError("config", `safety: expected rules for the language "${language}", got none`);
    return look(text);
  };
}

type Finder = (words: readonly Heard[], present: ReadonlySet<number>) => Find[];

function compile(source: CrisisRules): (text: string) => CrisisFinding[] {
  const lexicon = createLexicon(source);
  const patternOf = createPatterns(source.words, lexicon);
  const finder = (patterns: readonly string[]): Finder => {
    const byForm = byNeeds(patterns.map(patternOf));
    return (words, present) => {
      const possible = new Set<Pattern>();
      for (const form of present) for (const it of byForm.get(form) ?? []) possible.add(it);
      return [...possible].flatMap((it) => it.find(words, present));
    };
  };
  const rules = Object.entries(source.rules).map(([name, rule]) => {
    return { ...rule, name, say: finder(rule.say), past: finder(rule.past) };
  });
  const harmless = finder(source.harmless);
  const titles = { before: finder(source.titles.before), after: finder(source.titles.after) };
  const past = { ago: finder(source.past.ago), still: finder(source.past.still) };

  return (text) => {
    const words = lexicon.read(text);
    const present = new Set(words.flatMap((it) => it.forms));
    const spans = (find: Finder) => find(words, present);
    const said = rules.map((it) => ({ ...it, say: spans(it.say), past: spans(it.past) }));
    if (said.every((it) => it.say.length + it.past.length === 0)) return [];
    const sayings = spans(harmless);
    const frames = { before: spans(titles.before), after: spans(titles.after) };
    const ago = spans(past.still).length > 0 ? [] : spans(past.ago);
    const meant = ({ core }: Find) => !sayings.some((it) => overlap(it, core)) && !isTitle(core, frames);
    const found = said.flatMap(({ name, category, urgency, say, past }) => {
      const always = say.find(meant);
      const recent = past.find((span) => meant(span) && !ago.some((it) => apart(it, span) <= BESIDE_TIME));
      const span = always ?? recent;
      return span ? [{ category, urgency, rule: name, said: wordsOf(text, words, span) }] : [];
    });
    return foremost(found);
  };
}

/** The patterns by the forms of which one must be there. */
function byNeeds(patterns: readonly Pattern[]): Map<number, Pattern[]> {
  const byForm = new Map<number, Pattern[]>();
  for (const pattern of patterns) for (const form of pattern.needs) byForm.getOrInsert(form, []).push(pattern);
  return byForm;
}

/** The most urgent finding of each category, in order of urgency, then of category. */
function foremost(found: readonly CrisisFinding[]): CrisisFinding[] {
  const rank = (it: CrisisFinding) =>
    CRISIS_URGENCIES.indexOf(it.urgency) * 10 + CRISIS_CATEGORIES.indexOf(it.category);
  const sorted = found.toSorted((a, b) => rank(a) - rank(b));
  return sorted.filter((it, i) => sorted.findIndex((other) => other.category === it.category) === i);
}

function isTitle(span: Span, { before, after }: { before: readonly Span[]; after: readonly Span[] }): boolean {
  return (
    before.some((it) => it.from < span.to && span.from - it.to <= BESIDE_TITLE) ||
    after.some((it) => it.from >= span.to && it.from - span.to <= BESIDE_TITLE)
  );
}

function overlap(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

/** The words between two spans; 0 when they touch or overlap. */
function apart(a: Span, b: Span): number {
  return Math.max(0, a.from - b.to, b.from - a.to);
}

function wordsOf(text: string, tokens: readonly Token[], { from, to }: Span): string {
  return text.slice(tokens[from]?.start, tokens[to - 1]?.end);
}
