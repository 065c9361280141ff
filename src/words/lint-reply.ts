import { lintText } from "./lint-text.ts";
import type { ProjectWords } from "./project-words.ts";
import { findEntries, loadRules } from "./rules.ts";

/** A rule that words of staff to a citizen break. */
export interface BrokenRule {
  /** "R2" */
  readonly rule: string;
  /** what broke it, in its own words; absent: the length of it all */
  readonly got: string | undefined;
}

/** Holds what a member of staff writes to a citizen against the rules of words; nothing of a language without rules. */
export type LintReply = (language: string, words: string) => readonly BrokenRule[];

/**
 * The same rules as for the product's own words (R1-R6), and no praise of abstinence as such (R5, R28).
 * @throws AppError config: rules of a language are wrong
 */
export function createLintReply(languages: readonly string[], project: (language: string) => ProjectWords): LintReply {
  const held = new Map(
    languages.flatMap((language) => {
      const rules = loadRules(language);
      return rules ? [[language, { rules, project: project(language) }] as const] : [];
    }),
  );
  return (language, words) => {
    const given = held.get(language);
    if (!given) return [];
    const text = { language, name: "reply", path: [], text: words, bubble: true, cards: [] };
    const praise = findEntries(words, given.rules.praise).map((got) => ({ rule: "R5", got }));
    return [...lintText(text, given).map(brokenIn), ...praise];
  };
}

/** A problem as the lint tells it: "R2 expected at most 10 words in a sentence, got 12: "…"". */
function brokenIn(problem: string): BrokenRule {
  const [, rule = "R1"] = /^(R\d)/.exec(problem) ?? [];
  const [, got] = /"([^"]*)"[^"]*$/.exec(problem) ?? [];
  return { rule, got };
}
