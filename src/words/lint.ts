import { fillGaps } from "../flow/check/gaps.ts";
import type { Problem } from "../flow/parse.ts";
import type { Flow } from "../flow/schema.ts";
import type { WordCatalog } from "./catalog.ts";
import { lintText } from "./lint-text.ts";
import { type Measure, measure, wordsIn } from "./measure.ts";
import type { ProjectWords } from "./project-words.ts";
import { loadRules, type WordRules } from "./rules.ts";
import { type CitizenText, citizenTexts } from "./texts.ts";

/** R4 */
const MOST_LIX = 24;

/** How hard the words of one flow are to read in one language. */
export interface FlowMeasure extends Measure {
  readonly language: string;
  readonly name: string;
}

export interface LintResult {
  readonly problems: readonly Problem[];
  readonly table: readonly FlowMeasure[];
}

/**
 * Holds every text that citizens meet against the rules of words (R1-R6).
 * @param project the project's own words of a language
 * @throws AppError config: rules of a language are wrong
 */
export function lintWords(
  sources: { readonly flows: Readonly<Record<string, Flow>>; readonly words: WordCatalog },
  project: (language: string) => ProjectWords,
): LintResult {
  const { words } = sources;
  const texts = citizenTexts(sources.flows, words);
  const results = words.languages.map((language): LintResult => {
    const rules = loadRules(language);
    if (!rules) {
      const message = `the language ${language}: expected rules of its words, got none`;
      return { problems: [{ file: words.fileOf(language, "common"), line: 1, message }], table: [] };
    }
    const own = texts.filter((it) => it.language === language);
    const held = { rules, project: project(language) };
    const table = [...Map.groupBy(own, (it) => it.name)].map(([name, all]) => measured(language, name, all, rules));
    const problems = own.flatMap((it) => lintText(it, held).map((message) => problemAt(words, it, message)));
    return { problems: [...problems, ...table.flatMap((it) => tooHard(words, it))], table };
  });
  return { problems: results.flatMap((it) => it.problems), table: results.flatMap((it) => it.table) };
}

function problemAt(words: WordCatalog, { language, name, path }: CitizenText, message: string): Problem {
  const line = words.lineOf(language, name, path);
  return { file: words.fileOf(language, name), line, message: `${path.join(".")}: ${message}` };
}

function measured(language: string, name: string, texts: readonly CitizenText[], rules: WordRules): FlowMeasure {
  const said = texts.filter((it) => it.bubble && wordsIn(fillGaps(it.text, () => "")).length > 0);
  return { language, name, ...measure(said.map((it) => fillGaps(it.text, () => rules.gap))) };
}

function tooHard(words: WordCatalog, { language, name, lix }: FlowMeasure): Problem[] {
  if (lix <= MOST_LIX) return [];
  const message = `the file: R4 expected LIX at most ${MOST_LIX}, got ${lix.toFixed(1)}`;
  return [{ file: words.fileOf(language, name), line: 1, message }];
}
