import { describe, expect, it } from "vitest";
import { createLexicon } from "../../src/safety/lexicon.ts";

const lexicon = createLexicon({
  sounds: ["^hv > v", "nd > n", "ej > aj"],
  endings: ["erne", "ede", "er", "e"],
  small: ["jeg", "vil"],
  spellings: { jeg: ["jæ"] },
  fillers: ["ikke"],
  exact: ["drille"],
});
const forms = ["=dø", "dræbe", "pille*", "overdosis*", "selvmord", "hånden", "##", "trille", "leje", "jeg"];
const numbers = new Map(forms.map((it) => [lexicon.form(it), it]));
const read = (text: string) => lexicon.read(text).map((it) => it.forms.map((form) => numbers.get(form)));

describe("a word is heard", () => {
  it.each([
    ["as it is written", "dø", ["=dø"]],
    ["with other endings", "dræbede dræber", ["dræbe", "dræbe"]],
    ["by its sound", "hånnen", ["hånden"]],
    ["with one letter wrong", "selvmort slvmord", ["selvmord", "selvmord"]],
    ["by its beginning, also with a letter wrong there", "pillerne ovrdosis", ["pille*", "overdosis*"]],
    ["as the small word that it is a spelling of", "jæ", ["jeg"]],
    ["with å written as it is heard", "honden", ["hånden"]],
    ["not as another that it is itself", "drille", [undefined]],
    ["not with its first letter wrong", "telvmord", [undefined]],
    ["as a number of two digits", "12 3 40mg", ["##", undefined, "##"]],
  ])("%s", (_, text, expected) => {
    expect(read(text).map(([first]) => first)).toEqual(expected);
  });
});

describe("words", () => {
  it("that were written as one are taken apart, and keep their place in the text", () => {
    expect(lexicon.read("nu: jegvildø!").map(({ word, start, end }) => [word, start, end])).toEqual([
      ["nu", 0, 2],
      ["jeg", 4, 12],
      ["vil", 4, 12],
      ["dø", 4, 12],
    ]);
    expect(lexicon.read("jegvilhjem")).toHaveLength(1);
    // two long words in one are a word of its own
    expect(lexicon.read("dræbeleje")).toHaveLength(1);
    expect(lexicon.read(`jeg${"vil".repeat(12)}x`)).toHaveLength(1);
  });
  it("that are written as two are put together", () => {
    expect(read("selv mord")).toEqual([["selvmord"]]);
  });
});
