import { describe, expect, it } from "vitest";
import { type Candidate, match, matchSeveral } from "../../src/engine/match.ts";
import { common } from "../../src/model/text.ts";
import { openTestProduct } from "../support/product.ts";

const { translator, pictures } = await openTestProduct();
const words = { da: translator.words("da"), en: translator.words("en") };

const candidate = (label: string, more: Partial<Candidate<string>> = {}): Candidate<string> => {
  return { value: label, label, ...more };
};
const scale = (...labels: string[]) => labels.map((label, i) => candidate(label, { number: i + 1 }));
const READY = scale("slet ikke klar", "ikke så klar", "lidt klar", "klar", "meget klar");
const READY_EN = scale("not ready", "not so ready", "a little ready", "ready", "very ready");
const FEELINGS = [
  candidate("Vrede", { emoji: pictures.emoji("feeling-anger") }),
  candidate("Ked af det", { emoji: pictures.emoji("feeling-sadness") }),
  candidate("Bange", { emoji: pictures.emoji("feeling-fear") }),
  candidate("Glad", { emoji: pictures.emoji("feeling-joy") }),
];
const YES_NO = [
  candidate("Ja", { also: [common("also.yes")], emoji: pictures.emoji("yes") }),
  candidate("Nej", { also: [common("also.no")], emoji: pictures.emoji("no") }),
];
const YES_NO_EN = [
  candidate("Yes", { also: [common("also.yes")], emoji: pictures.emoji("yes") }),
  candidate("No", { also: [common("also.no")], emoji: pictures.emoji("no") }),
];

describe("what is surely understood (R18)", () => {
  it.each([
    ["the number", "da", READY, "3", "lidt klar"],
    ["a number with its sign", "da", READY, "nr. 3", "lidt klar"],
    ["a number with a full stop", "da", READY, " 3. ", "lidt klar"],
    ["a number as a word", "da", READY, "tre", "lidt klar"],
    ["a number as a word in capitals", "da", READY, "TRE!", "lidt klar"],
    ["an ordinal", "da", READY, "den tredje", "lidt klar"],
    ["an ordinal that needs æ, ø or å", "da", READY, "den første", "slet ikke klar"],
    ["a keycap emoji", "da", READY, "3️⃣", "lidt klar"],
    ["full-width digits", "da", READY, "３", "lidt klar"],
    ["the label", "da", READY, "Lidt klar", "lidt klar"],
    ["the shorter of two labels", "da", READY, "klar", "klar"],
    ["a label with marks", "da", FEELINGS, "«Ked af det»!!", "Ked af det"],
    ["a missing letter", "da", FEELINGS, "bage", "Bange"],
    ["a letter too many", "da", FEELINGS, "glaad", "Glad"],
    ["two letters turned round in a long label", "da", READY, "meget klra", "meget klar"],
    ["two slips in a long label", "da", FEELINGS, "kd af dt", "Ked af det"],
    ["an emoji", "da", FEELINGS, "😢", "Ked af det"],
    ["an emoji among marks", "da", YES_NO, " ✅ ", "Ja"],
    ["a thumb", "da", YES_NO, "👍", "Ja"],
    ["a thumb of another skin", "da", YES_NO, "👎🏽", "Nej"],
    ["another way to say it", "da", YES_NO, "ja tak", "Ja"],
    ["another way to say no", "da", YES_NO, "niks", "Nej"],
    ["the number", "en", READY_EN, "3", "a little ready"],
    ["a number as a word", "en", READY_EN, "number three", "a little ready"],
    ["an ordinal", "en", READY_EN, "the third", "a little ready"],
    ["the label", "en", READY_EN, "very ready", "very ready"],
    ["a missing letter", "en", READY_EN, "very redy", "very ready"],
    ["another way to say it", "en", YES_NO_EN, "Sure.", "Yes"],
    ["a thumb", "en", YES_NO_EN, "👎", "No"],
  ] as const)("%s, in %s", (_, language, candidates, said, expected) => {
    expect(match(said, candidates, words[language])).toEqual({ sure: expected });
  });
});

describe("what is asked about: Mener du …? (R18)", () => {
  it.each([
    ["a larger mistake", READY, "ikke klar", "ikke så klar"],
    ["a label inside a sentence", FEELINGS, "jeg er vist bange i dag", "Bange"],
    ["another first letter: it may be another word", FEELINGS, "flad", "Glad"],
    ["the opposite by one letter", READY, "uklar", "klar"],
  ])("%s", (_, candidates, said, expected) => {
    expect(match(said, candidates, words.da)).toMatchObject({ unsure: { value: expected } });
  });

  it("two labels that are alike: neither is taken", () => {
    const alike = [candidate("En ven"), candidate("En vej")];
    expect(match("en vet", alike, words.da)).toMatchObject({ unsure: {} });
    expect(match("min ven", [candidate("Min ven"), candidate("Min ven")], words.da)).toMatchObject({ unsure: {} });
  });
});

describe("what is not understood", () => {
  it.each([
    ["other words", FEELINGS, "gulerod"],
    ["a label that is denied", FEELINGS, "jeg er ikke bange"],
    ["two labels in a sentence", FEELINGS, "jeg er både glad men også bange"],
    ["a number that is none of them", READY, "7"],
    ["two numbers", READY, "2 eller 3"],
    ["an emoji of nothing here", FEELINGS, "🚲"],
    ["two emoji", FEELINGS, "😢😨"],
    ["nothing", FEELINGS, "  "],
    ["marks", FEELINGS, "!?"],
    ["a short word that is near a short label", YES_NO, "ne"],
  ])("%s", (_, candidates, said) => {
    expect(match(said, candidates, words.da)).toBeUndefined();
  });
});

describe("several at once", () => {
  it.each([
    ["glad og bange", ["Glad", "Bange"]],
    ["Glad, bnge; vrede", ["Glad", "Bange", "Vrede"]],
    ["😢 & glad", ["Ked af det", "Glad"]],
    ["glad\nglad", ["Glad"]],
  ])("%s", (said, expected) => {
    expect(matchSeveral(said, FEELINGS, words.da)).toEqual(expected);
  });
  it("by their numbers", () => {
    expect(matchSeveral("1, 3 og fem", READY, words.da)).toEqual(["slet ikke klar", "lidt klar", "meget klar"]);
  });
  it("none, when one of them is not sure", () => {
    expect(matchSeveral("glad og gulerod", FEELINGS, words.da)).toBeUndefined();
    expect(matchSeveral("glad og lidt bange", FEELINGS, words.da)).toBeUndefined();
    expect(matchSeveral(" , ", FEELINGS, words.da)).toBeUndefined();
  });
});
