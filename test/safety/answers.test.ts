import { describe, expect, it } from "vitest";
import { CRISIS_CATEGORIES } from "../../src/model/safety.ts";
import { loadWords } from "../../src/words/catalog.ts";
import { safetyWords } from "../../src/words/safety.ts";

const { shared } = loadWords("locales");
const wordsOf = (language: string) => safetyWords.parse(shared[language]?.safety);

describe.each(["da", "en"])("the fixed answers in %s", (language) => {
  const { ask, answers } = wordsOf(language);

  it("R26 are there for every category, with 112 where there is danger", () => {
    expect(Object.keys(answers).sort()).toEqual([...CRISIS_CATEGORIES].sort());
    for (const category of CRISIS_CATEGORIES) expect(answers[category].danger).toContain("112");
  });

  it("R28 say of withdrawal and pregnancy not to stop at once, and a doctor", () => {
    const said = { da: /ikke brat.*læge/i, en: /not.*all at once.*doctor/i }[language]!;
    expect(answers.withdrawal.second).toMatch(said);
    expect(answers.pregnancy.second).toMatch(said);
  });

  it("R28 never congratulate", () => {
    const all = Object.values(answers)
      .flatMap((it) => Object.values(it))
      .join(" ");
    expect(all).not.toMatch(/tillykke|flot|godt gået|stærkt|congratulat|well done|great|proud|stolt/i);
    expect(ask.text).toMatch(/\?$/);
  });
});

it("R26 asks whether there is danger now", () => {
  expect(wordsOf("da").ask.text).toBe("Er du i fare nu?");
});
