import { fillGaps } from "../flow/check/gaps.ts";
import { lettersOf, sentencesIn, wordsIn } from "./measure.ts";
import type { ProjectWords } from "./project-words.ts";
import { findEntries, type WordRules } from "./rules.ts";
import type { CitizenText } from "./texts.ts";

/** The limits of R1, R2, R4 and R6. */
const MOST = { sentences: 3, words: 30, questions: 1, sentenceWords: 10, letters: 11, exclamations: 1 };

/** What the words of one language are held against. */
interface Held {
  readonly rules: WordRules;
  readonly project: ProjectWords;
}

/** All that is wrong with the words of one text: "R2 expected at most 10 words in a sentence, got 12: …". */
export function lintText(text: CitizenText, { rules, project }: Held): string[] {
  const filled = fillGaps(text.text, () => rules.gap);
  return [
    ...(text.bubble ? lengthProblems(text, rules) : []),
    ...shapeProblems(filled, rules),
    ...negationProblems(filled, rules),
    ...longWords(filled, text.bubble, project),
    ...findEntries(filled, rules.numbers).map((it) => `R4 expected digits, got "${it}"`),
    ...findEntries(filled, rules.forbidden).map((it) => `R5 expected words that do not judge, got "${it}"`),
  ];
}

/** R1, R2, R6. A bubble is as long as it is with the longest card in it. */
function lengthProblems({ text, cards }: CitizenText, { gap }: WordRules): string[] {
  const said = (cards.length > 0 ? cards : [gap]).map((card) =>
    fillGaps(text, (name) => (name === "card" ? fillGaps(card, () => gap) : gap)),
  );
  const limit = (rule: string, most: number, what: string, count: (text: string) => number): string[] => {
    const got = Math.max(...said.map(count));
    return got <= most ? [] : [`${rule} expected at most ${most} ${what} in a bubble, got ${got}`];
  };
  const long = new Set(said.flatMap(sentencesIn).filter((it) => wordsIn(it).length > MOST.sentenceWords));
  return [
    ...limit("R1", MOST.sentences, "sentences", (it) => sentencesIn(it).length),
    ...limit("R1", MOST.words, "words", (it) => wordsIn(it).length),
    ...limit("R1", MOST.questions, "question", (it) => sentencesIn(it).filter(isQuestion).length),
    ...[...long].map((it) => {
      return `R2 expected at most ${MOST.sentenceWords} words in a sentence, got ${wordsIn(it).length}: "${it}"`;
    }),
    ...limit("R6", MOST.exclamations, "exclamation mark", (it) => it.match(/!/g)?.length ?? 0),
  ];
}

function isQuestion(sentence: string): boolean {
  return /\?["'”»]?$/.test(sentence);
}

/** V, X and all of more letters; I is a word in both Danish and English. */
const ROMAN = /(?<![\p{L}\d])(?:[VX]|[IVXLCDM]{2,})(?![\p{L}\d])/gu;

/** R3: signs and short forms that must be known to be read. */
function shapeProblems(text: string, rules: WordRules): string[] {
  const signs = new Set(text.match(/[/()[\]%]/g) ?? []);
  return [
    ...[...signs].map((it) => `R3 expected words, got the sign "${it}"`),
    ...findEntries(text, rules.abbreviations).map((it) => `R3 expected words in full, got "${it}"`),
    ...(text.match(ROMAN) ?? []).map((it) => `R3 expected digits, got the Roman numeral "${it}"`),
  ];
}

/** R3: no negation in a question, and none of a negation. */
function negationProblems(text: string, rules: WordRules): string[] {
  return sentencesIn(text).flatMap((sentence) => {
    const rest = findEntries(sentence, rules.fixed).reduce((left, phrase) => left.replace(phrase, ""), sentence);
    const negations = findEntries(rest, rules.negations);
    const [first] = negations;
    if (first === undefined) return [];
    const all = [...negations, ...findEntries(rest, rules.negatives)];
    return [
      ...(isQuestion(sentence) ? [`R3 expected a question without negation, got "${first}": "${sentence}"`] : []),
      ...(all.length > 1 ? [`R3 expected at most 1 negation in a sentence, got ${all.length}: "${sentence}"`] : []),
    ];
  });
}

/** R4: a long word has a plainer one beside it. A label has no room for it: there the pair must at least be known. */
function longWords(text: string, bubble: boolean, project: ProjectWords): string[] {
  const long = new Set(wordsIn(text).filter((it) => lettersOf(it) > MOST.letters));
  return [...long].flatMap((word) => {
    const plainer = project.plainer.get(word.toLowerCase());
    if (plainer === undefined) return [`R4 expected words of at most ${MOST.letters} letters, got "${word}"`];
    if (!bubble || findEntries(text, [plainer]).length > 0) return [];
    return [`R4 expected "${plainer}" beside the long word, got "${word}" alone`];
  });
}
