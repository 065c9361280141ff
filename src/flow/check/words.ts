import { WORD_KEYS } from "../../words/schema.ts";
import { at } from "../issues.ts";
import { sheetWordsOf } from "../sheets.ts";
import { repeatWords } from "../steps/blocks.ts";
import type { WordKey } from "../steps/common.ts";
import { type Finding, listed, type Subject, wrong } from "./finding.ts";
import { checkGaps, gapsIn, textsBelow } from "./gaps.ts";
import { isAskStep, wordsOf } from "./kinds.ts";
import type { Standing } from "./survey.ts";

/** Most words in a label of each kind (R7). */
const MOST_WORDS: Readonly<Record<Exclude<WordKey["limit"], "bubble">, number>> = { choice: 3, short: 3, title: 3 };

/** Words that the flow asks for, and the step that says them with its gaps filled. */
interface Wanted {
  readonly path: readonly string[];
  readonly limit: WordKey["limit"];
  readonly optional?: boolean;
  readonly said?: Standing;
}

/** In every language: no word is missing, none is unused, no label is too long, and every gap can be filled. */
export function checkWords(subject: Subject): Finding[] {
  return subject.words.languages.flatMap((language) => {
    const words = subject.words.flows[language]?.[subject.flow.id];
    if (!words) return [{ ...wrong([], `the words of ${subject.flow.id}`, "no such file"), language }];
    const wanted = wantedWords(subject, words);
    const found = [...wanted.flatMap((it) => checkText(subject, language, words, it)), ...unused(words, wanted)];
    return found.map((it) => ({ ...it, language }));
  });
}

function checkText(subject: Subject, language: string, words: unknown, wanted: Wanted): Finding[] {
  const text = at(words, wanted.path);
  if (text === undefined || text === null) return wanted.optional ? [] : [wrong(wanted.path, "words", "none")];
  if (typeof text !== "string") return [];
  if (text.trim() === "") return [wrong(wanted.path, "words", "none")];
  return [...checkLength(wanted, text), ...checkGaps(subject, { language, path: wanted.path, text }, wanted.said)];
}

function checkLength({ path, limit }: Wanted, text: string): Finding[] {
  if (limit === "bubble") return [];
  const length = text.trim().split(/\s+/).length;
  const most = MOST_WORDS[limit];
  return length <= most ? [] : [wrong(path, `at most ${most} words`, `${length}: "${text}"`)];
}

function wantedWords(subject: Subject, words: unknown): Wanted[] {
  const { flow, survey } = subject;
  return [
    { path: ["title"], limit: "title" },
    { path: ["aim"], limit: "bubble" },
    ...(flow.sheet ? sheetWordsOf(flow.sheet) : []).map(({ key, ...it }) => ({
      path: ["sheet", ...key.split(".")],
      ...it,
    })),
    ...paramWords(subject, words),
    ...Object.entries(flow.decks ?? {}).flatMap(([deck, cards]) =>
      cards.map((card): Wanted => ({ path: ["decks", deck, card.id], limit: "bubble" })),
    ),
    ...survey.standings.flatMap((standing) => stepWords(standing, words)),
  ];
}

/** The values of a param have words when a text or the sheet says them. */
function paramWords({ flow }: Subject, words: unknown): Wanted[] {
  const onSheet = textsBelow(at(words, ["sheet"])).flatMap(gapsIn);
  const said = new Set([
    ...gapsInSteps(words),
    ...onSheet,
    ...(flow.sheet?.kind === "diploma" ? [flow.sheet.text] : []),
  ]);
  return Object.entries(flow.params ?? {}).flatMap(([name, { values }]) =>
    values.map((value): Wanted => ({ path: ["params", name, value], limit: "bubble", optional: !said.has(name) })),
  );
}

function gapsInSteps(words: unknown): Set<string> {
  return new Set(textsBelow(at(words, ["steps"])).flatMap(gapsIn));
}

function stepWords(standing: Standing, words: unknown): Wanted[] {
  const { step } = standing;
  if (!("id" in step)) return [];
  const below = (key: string) => ["steps", step.id, ...key.split(".")];
  if (step.type === "repeat") {
    return repeatWords().map(({ key, limit }) => ({ path: below(key), limit, said: standing }));
  }
  if (step.type === "each" && typeof step.over !== "string") {
    const said = gapsInSteps(words).has("item");
    return step.over.map((item) => ({ path: below(`items.${item}`), limit: "choice", optional: !said }));
  }
  if (!isAskStep(step)) return [];
  return wordsOf(step).flatMap(({ key, limit, optional }) => {
    const filled = key === "text" || key === "plain" ? { said: standing } : {};
    const wanted: Wanted = { path: below(key), limit, ...filled, ...(optional ? { optional } : {}) };
    const choice = /^choices\.(.+)$/.exec(key)?.[1];
    return choice ? [wanted, { path: below(`also.${choice}`), limit: "bubble", optional: true }] : [wanted];
  });
}

type Tree = Map<string, Tree>;

/** Words that nothing in the flow says, each named once where they part from what is wanted. */
function unused(words: unknown, wanted: readonly Wanted[]): Finding[] {
  const root: Tree = new Map();
  for (const { path } of wanted) {
    path.reduce<Tree>((tree, key) => tree.get(key) ?? (tree.set(key, new Map()).get(key) as Tree), root);
  }
  const compare = (found: unknown, tree: Tree, path: readonly string[]): Finding[] => {
    if (found === null || typeof found !== "object" || Array.isArray(found)) return [];
    return Object.entries(found).flatMap(([key, value]) => {
      const below = tree.get(key);
      if (below) return compare(value, below, [...path, key]);
      return againstSchema(path, key) ? [] : [wrong([...path, key], expectedIn(tree), key)];
    });
  };
  return compare(words, root, []);
}

/** Keys that no file of words may have are found when it is read. */
function againstSchema(path: readonly string[], key: string): boolean {
  if (path.length === 0) return !WORD_KEYS.flow.includes(key);
  return path.length === 2 && path[0] === "steps" && !WORD_KEYS.step.includes(key);
}

function expectedIn(tree: Tree): string {
  return tree.size > 0 ? `words the flow uses (${listed(tree.keys())})` : "no words here";
}
