import { describe, expect, it } from "vitest";
import { createLexicon } from "../../src/safety/lexicon.ts";
import { createPatterns } from "../../src/safety/pattern.ts";
import { fold } from "../../src/safety/tokens.ts";

const lexicon = createLexicon({
  sounds: ["nd > n"],
  endings: ["erne", "er", "e"],
  small: ["jeg", "vil"],
  spellings: { jeg: ["jæ"] },
  exact: ["penge"],
  fillers: ["bare", "ikke"],
});
const lists = {
  die: ["=dø", "død"],
  over: ["ende på det", "{die} nu"],
  loop: ["{loop} igen"],
};
const patternOf = createPatterns(lists, lexicon);

/** Where the pattern stands in the text: all of it, and its core when that is less. */
function found(source: string, text: string): number[][] {
  const pattern = patternOf(source);
  const words = lexicon.read(text);
  return pattern.find(words, new Set(words.flatMap((it) => it.forms))).map(({ from, to }) => [from, to]);
}

describe("a pattern", () => {
  it.each<[string, string, number[][]]>([
    ["vil {die}", "jeg vil dø", [[1, 3]]],
    ["vil {die}", "jeg vil bare ikke dø", [[1, 5]]],
    ["vil {die}", "jeg vil gerne dø", []],
    ["vil .. {die}", "jeg vil snart helt selv nu dø", [[1, 7]]],
    ["vil .. {die}", "jeg vil en to tre fire fem dø", []],
    ["=vejret", "vejrt vejret", [[1, 2]]],
    ["penger", "penge", []],
    ["pille*", "pilderne pillerne spil", [[1, 2]]],
    ["tog|taget ##", "tog 40 taget 4", [[0, 2]]],
    ["leve mere? nu", "leve nu", [[0, 2]]],
    ["vil {over}", "jeg vil ende på det", [[1, 5]]],
    ["vil {over}", "jeg vil dø bare nu", [[1, 5]]],
    ["{over} .. alt", "dø en nu alt", []],
    ["gå|gøre_en ende", "gøre en ende gå en ende", [[0, 3]]],
    ["toget & kigger", "kigger på toget", [[0, 3]]],
    ["toget & kigger", "kigger 1 2 3 4 5 6 7 8 9 10 11 12 13 toget", []],
    ["toget ~ kigger", "kigger 1 2 3 toget", [[0, 5]]],
    ["toget ~ kigger", "kigger 1 2 3 4 5 toget", []],
  ])("%s in: %s", (source, text, expected) => {
    expect(found(source, text)).toEqual(expected);
  });

  it("has what is said first as its core", () => {
    const words = lexicon.read("kigger på toget");
    const [find] = patternOf("toget & kigger").find(words, new Set(words.flatMap((it) => it.forms)));
    expect(find).toEqual({ from: 0, to: 3, core: { from: 2, to: 3 } });
  });

  it("needs one of its rare words, so that most texts need not be searched", () => {
    const { needs } = patternOf("jeg .. vil toget");
    expect([...needs]).toEqual([lexicon.form("toget")]);
  });

  it.each(["{nothing} at all", "{loop}"])("%s is refused", (source) => {
    expect(() => patternOf(source)).toThrow("expected the name of a list of words");
  });
});

describe("words as they are compared", () => {
  it.each([
    ["Slået", "slaaet"],
    ["ikke", "ike"],
    ["dræber", "DRAEBER"],
    ["dø", "doe"],
    ["can’t", "cant"],
  ])("%s and %s are the same", (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });
  it("are different words when they are", () => {
    expect(fold("dø")).not.toBe(fold("do"));
  });
});
