import { expect, test } from "vitest";
import { lettersOf, measure, sentencesIn, wordsIn } from "../../src/words/measure.ts";

test.each([
  ["Hej. Hvor klar er du? Godt!", ["Hej.", "Hvor klar er du?", "Godt!"]],
  ["Vi ses 5. april. Du valgte 5. Det er højt.", ["Vi ses 5. april.", "Du valgte 5.", "Det er højt."]],
  ['Din ven siger: "Kom nu." Hvad siger du?', ['Din ven siger: "Kom nu."', "Hvad siger du?"]],
  ["Vent … Nu.", ["Vent …", "Nu."]],
  ["En linje\nen linje mere", ["En linje", "en linje mere"]],
  ["Ring 70 201 201", ["Ring 70 201 201"]],
  ["…", []],
])("R2 the sentences of %j", (text, sentences) => {
  expect(sentencesIn(text)).toEqual(sentences);
});

test("words are letters and digits, with hyphens and apostrophes inside", () => {
  expect(wordsIn("Æblet, 5-trins – don't (ja)!")).toEqual(["Æblet", "5-trins", "don't", "ja"]);
  expect(lettersOf("5-trins")).toBe(5);
});

test("R4 LIX is words per sentence and long words in percent", () => {
  // 10 words, 2 sentences, 1 word of more than 6 letters
  const text = "Du går en tur nu. Du finder dit overskud her.";
  expect(measure([text])).toEqual({ words: 10, longWords: 1, sentences: 2, longestSentence: 5, lix: 15 });
  expect(measure([]).lix).toBe(0);
});
