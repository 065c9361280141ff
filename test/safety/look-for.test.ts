import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { measureSet, productLookFor, readSet } from "../../scripts/safety-measure.ts";
import { AppError } from "../../src/model/errors.ts";
import type { CrisisRules } from "../../src/model/safety.ts";
import { createLookFor } from "../../src/safety/look-for.ts";

const lookFor = productLookFor();
const LANGUAGES = ["da", "en"] as const;
const URGENT = ["overdose", "suicide", "withdrawal", "violence", "harm"] as const;

const crisesOf = (language: "da" | "en") => readSet(language).filter((it) => lookFor(it.sentence, language).length > 0);
const crises = { da: crisesOf("da"), en: crisesOf("en") };
const categories = (text: string, language: string) => lookFor(text, language).map((it) => it.category);

describe("R25 what the product's rules find", () => {
  it.each(LANGUAGES)("in %s at least 98 percent of every urgent category", (language) => {
    for (const { label, all, right } of measureSet(lookFor, language)) {
      if (URGENT.some((it) => it === label)) expect([label, right / all >= 0.98]).toEqual([label, true]);
    }
  });

  it.each(LANGUAGES)("in %s at most 3 percent false alarms", (language) => {
    const harmless = measureSet(lookFor, language).find((it) => it.label === "-")!;
    expect(harmless.all - harmless.right).toBeLessThanOrEqual(0.03 * harmless.all);
  });

  it("in as many sentences as are promised, half of them harmless", () => {
    const counts = LANGUAGES.map((language) => readSet(language).map((it) => it.label === "-"));
    expect(counts.map((it) => it.length).every((n, i) => n >= [400, 100][i]!)).toBe(true);
    for (const harmless of counts) {
      const share = harmless.filter(Boolean).length / harmless.length;
      expect(share).toBeGreaterThan(0.45);
      expect(share).toBeLessThan(0.65);
    }
  });
});

describe("R25 what a finding tells", () => {
  it.each([
    ["kan ik vågne ham", "overdose", "now", "cannot-be-woken", "ik vågne ham"],
    ["Hej. Vil ik leve mer!", "suicide", "now", "wants-to-die", "Vil ik leve"],
    ["jeg vil ikke dø", "suicide", "now", "wants-to-die", "vil ikke dø"],
    ["jeg tager kold tyrker", "withdrawal", "today", "stops-abruptly", "kold tyrker"],
  ])("%s", (text, category, urgency, rule, said) => {
    expect(lookFor(text, "da")).toEqual([{ category, urgency, rule, said }]);
  });

  it("has the most urgent first, once for each category", () => {
    const found = lookFor("jeg er gravid og drikker og jeg vil dø. han vågner ikke. jeg vil dø", "da");
    expect(found.map((it) => it.category)).toEqual(["overdose", "suicide", "pregnancy"]);
  });

  it("has the same rules in every language", () => {
    const rules = LANGUAGES.map((language) => crises[language].flatMap((it) => lookFor(it.sentence, language)));
    const [danish, english] = rules.map((found) => [...new Set(found.map((it) => it.rule))].sort());
    expect(english).toEqual(danish);
  });
});

describe("R25 what does not set it off, and what does all the same", () => {
  it.each([
    ["min far døde i fjor", []],
    ["sangen hedder jeg vil dø", []],
    ["jeg hørte en sang og jeg vil dø", ["suicide"]],
    ["han slog mig da jeg var barn", []],
    ["han slog mig da jeg var barn og han gør det stadig", ["violence"]],
    ["jeg er ved at dø af grin", []],
    ["jeg er ved at dø af grin og min ven vågner ikke", ["overdose"]],
    ["svaret er kramper", []],
    ["svaret er ja og jeg har kramper", ["withdrawal"]],
  ])("%s → %j", (text, expected) => {
    expect(categories(text, "da")).toEqual(expected);
  });
});

describe("R25 for any text", () => {
  it("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.constantFrom(...LANGUAGES), (text, language) => {
        expect(Array.isArray(lookFor(text, language))).toBe(true);
      }),
    );
    expect(lookFor("ikke ".repeat(5_000), "da")).toEqual([]);
    expect(lookFor("a".repeat(100_000), "en")).toEqual([]);
  });

  const around = {
    da: ["hej mette", "det regner", "vi skal spise pizza senere", "mange hilsner fra peter", "😀 ok"],
    en: ["hi mette", "it rains", "we have pizza later", "many greetings from peter", "😀 ok"],
  };
  it.each(LANGUAGES)("in %s is not silenced by harmless words before or after", (language) => {
    const words = fc.constantFrom(...around[language]);
    fc.assert(
      fc.property(fc.constantFrom(...crises[language]), words, words, ({ sentence }, before, after) => {
        expect(categories(`${before} ${sentence} ${after}`, language)).toEqual(
          expect.arrayContaining(categories(sentence, language)),
        );
      }),
      { numRuns: 200 },
    );
  });

  it.each(LANGUAGES)("in %s hears the same in capitals and with any marks", (language) => {
    const marks = fc.constantFrom(" ", ", ", ". ", "!! ", " - ", "… ", ' "', "\n", "?! ");
    fc.assert(
      fc.property(fc.constantFrom(...readSet(language)), fc.array(marks, { minLength: 1 }), ({ sentence }, between) => {
        const marked = sentence.split(" ").reduce((said, word, i) => `${said}${between[i % between.length]}${word}`);
        expect(categories(marked.toUpperCase(), language)).toEqual(categories(sentence, language));
      }),
      { numRuns: 200 },
    );
  });
});

it.each(LANGUAGES)("in %s has no list of words that nothing names", (language) => {
  const [rules, words] = ["heard", "heard-words"].map((it) => readFileSync(`locales/${language}/${it}.yaml`, "utf8"));
  const lists = Object.keys(parse(words!).words);
  expect(lists.filter((it) => !`${rules}${words}`.includes(`{${it}}`))).toEqual([]);
});

describe("rules that are wrong", () => {
  const empty: CrisisRules = {
    sounds: [],
    endings: [],
    small: [],
    spellings: {},
    fillers: [],
    exact: [],
    words: {},
    rules: {},
    harmless: ["{nothing} at all"],
    titles: { before: [], after: [] },
    past: { ago: [], still: [] },
  };
  it("are refused with the pattern and what it names", () => {
    expect(() => createLookFor({ da: empty })).toThrow(
      new AppError("config", '{nothing} at all: expected the name of a list of words, got "nothing"'),
    );
  });
  it("a language without rules is refused", () => {
    expect(() => lookFor("hej", "xx")).toThrow('safety: expected rules for the language "xx", got none');
  });
});
