import { AppError } from "../model/errors.ts";
import { CRISIS_CATEGORIES, CRISIS_URGENCIES, type CrisisFinding, type CrisisRules } from "../model/safety.ts";
import { compilePattern, type Span } from "./pattern.ts";
import { type Token, tokensOf } from "./tokens.ts";

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

function compile(source: CrisisRules): (text: string) => CrisisFinding[] {
  const finder = (patterns: readonly string[]) => {
    const compiled = patterns.map((it) => compilePattern(it, source));
    return (tokens: readonly Token[]) => compiled.flatMap((it) => it.find(tokens));
  };
  const rules = Object.entries(source.rules).map(([name, rule]) => {
    return { ...rule, name, say: finder(rule.say), past: finder(rule.past) };
  });
  const harmless = finder(source.harmless);
  const titles = { before: finder(source.titles.before), after: finder(source.titles.after) };
  const past = { ago: finder(source.past.ago), still: finder(source.past.still) };

  return (text) => {
    const tokens = tokensOf(text);
    const sayings = harmless(tokens);
    const frames = { before: titles.before(tokens), after: titles.after(tokens) };
    const ago = past.still(tokens).length > 0 ? [] : past.ago(tokens);
    const meant = (span: Span) => !sayings.some((it) => overlap(it, span)) && !isTitle(span, frames);
    const found = rules.flatMap(({ name, category, urgency, say, past }) => {
      const always = say(tokens).find(meant);
      const recent = past(tokens).find((span) => meant(span) && !ago.some((it) => apart(it, span) <= BESIDE_TIME));
      const span = always ?? recent;
      if (!span) return [];
      return [{ category, urgency, rule: name, said: wordsOf(text, tokens, span) }];
    });
    return foremost(found);
  };
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
    before.some((it) => it.from < span.from && it.to < span.to && span.from - it.to <= BESIDE_TITLE) ||
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
