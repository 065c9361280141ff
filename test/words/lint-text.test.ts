import { expect, test } from "vitest";
import { lintText } from "../../src/words/lint-text.ts";
import type { ProjectWords } from "../../src/words/project-words.ts";
import { loadRules, type WordRules } from "../../src/words/rules.ts";

const project: ProjectWords = {
  words: new Set(["kontaktperson"]),
  plainer: new Map([["kontaktperson", "personale*"]]),
};

function lint(language: string, text: string, given: { bubble?: boolean; cards?: string[] } = {}): string[] {
  const { bubble = true, cards = [] } = given;
  const rules = loadRules(language) as WordRules;
  return lintText({ language, name: "walk", path: ["aim"], text, bubble, cards }, { rules, project });
}

test.each([
  "Hvor klar er du?",
  "Du valgte {{level}}. Det er højere end 1. Hvad er grunden til det?",
  "Ved du det ikke, så sig: Ved ikke.",
  "Tryk på Ved ikke?",
  "En ven kan hjælpe dig! Et møde er godt.",
  "I kan gå sammen den 5. april.",
  "Det er svagere lys i dag.",
])("nothing is wrong with %j", (text) => {
  expect(lint("da", text)).toEqual([]);
});

test.each([
  ["da", "En. To ja. Tak. Nej.", "R1 expected at most 3 sentences in a bubble, got 4"],
  ["da", `${"ord ".repeat(31)}.`, "R1 expected at most 30 words in a bubble, got 31"],
  ["da", "Er du glad? Er du vred?", "R1 expected at most 1 question in a bubble, got 2"],
  [
    "da",
    "Du går og går og går og går nu her igen ud.",
    'R2 expected at most 10 words in a sentence, got 12: "Du går og går og går og går nu her igen ud."',
  ],
  ["da", "Vælg ja/nej.", 'R3 expected words, got the sign "/"'],
  ["da", "Gå (eller løb.", 'R3 expected words, got the sign "("'],
  ["da", "Du er 50 % klar.", 'R3 expected words, got the sign "%"'],
  ["da", "Lav noget, fx en tur.", 'R3 expected words in full, got "fx"'],
  ["da", "Vi ses kl. 10.", 'R3 expected words in full, got "kl."'],
  ["en", "Do a thing, e.g. walk.", 'R3 expected words in full, got "e.g."'],
  ["da", "Nu er du på trin IV.", 'R3 expected digits, got the Roman numeral "IV"'],
  ["da", "Er du ikke glad?", 'R3 expected a question without negation, got "ikke": "Er du ikke glad?"'],
  ["en", "Don't you want it?", 'R3 expected a question without negation, got "Don\'t": "Don\'t you want it?"'],
  ["da", "Det er ikke umuligt.", 'R3 expected at most 1 negation in a sentence, got 2: "Det er ikke umuligt."'],
  [
    "da",
    "Du siger aldrig ingen ting.",
    'R3 expected at most 1 negation in a sentence, got 2: "Du siger aldrig ingen ting."',
  ],
  ["da", "Det er en drikkesituation.", 'R4 expected words of at most 11 letters, got "drikkesituation"'],
  ["da", "Spørg din kontaktperson.", 'R4 expected "personale*" beside the long word, got "kontaktperson" alone'],
  ["da", "Vælg tre ting.", 'R4 expected digits, got "tre"'],
  ["en", "Pick Three.", 'R4 expected digits, got "Three"'],
  ["da", "Tal om dit alkoholmisbrug.", 'R5 expected words that do not judge, got "alkoholmisbrug"'],
  ["en", "Your addiction is here.", 'R5 expected words that do not judge, got "addiction"'],
  ["da", "Du burde gå.", 'R5 expected words that do not judge, got "burde"'],
  ["da", "Tag dig sammen.", 'R5 expected words that do not judge, got "Tag dig sammen"'],
  ["da", "Godt! Flot!", "R6 expected at most 1 exclamation mark in a bubble, got 2"],
])("%s: %s", (language, text, problem) => {
  expect(lint(language, text)).toContain(problem);
});

test("R4 a long word may stand beside the plainer one, and alone on a button when the plainer one is known", () => {
  expect(lint("da", "Spørg din kontaktperson eller andet personale.")).toEqual([]);
  expect(lint("da", "Kontaktperson", { bubble: false })).toEqual([]);
  expect(lint("da", "Drikkesituation", { bubble: false })).toHaveLength(1);
});

test("R1 a bubble is as long as it is with the longest card in it", () => {
  const cards = ["Kom nu.", "Kom nu. Tag lidt. Vær med."];
  expect(lint("da", "{{card}}", { cards })).toEqual([]);
  expect(lint("da", "{{card}} Hvad siger du?", { cards })).toEqual([
    "R1 expected at most 3 sentences in a bubble, got 4",
  ]);
});

test("labels have no length here: the flow check limits them", () => {
  expect(lint("da", "nu går du og går og går og går og går ud", { bubble: false })).toEqual([]);
});
