import { describe, expect, it } from "vitest";
import { compilePattern } from "../../src/safety/pattern.ts";
import { fold, tokensOf } from "../../src/safety/tokens.ts";

const rules = { words: { die: ["=dø", "død"] }, exact: ["penge"], fillers: ["bare", "ikke"] };
const found = (pattern: string, text: string) =>
  compilePattern(pattern, rules)
    .find(tokensOf(text))
    .map(({ from, to }) => [from, to]);

describe("a pattern", () => {
  it.each<[string, string, number[][]]>([
    ["vil {die}", "jeg vil dø", [[1, 3]]],
    ["vil {die}", "jeg vil bare ikke dø", [[1, 5]]],
    ["vil {die}", "jeg vil gerne dø", []],
    ["vil .. {die}", "jeg vil snart helt selv nu dø", [[1, 7]]],
    ["vil .. {die}", "jeg vil en to tre fire fem dø", []],
    [
      "vejret",
      "vejrt vejeret vejr",
      [
        [0, 1],
        [1, 2],
      ],
    ],
    ["=vejret", "vejrt vejret", [[1, 2]]],
    ["penger", "penge", []],
    ["pille*", "pilderne pillerne spil", [[1, 2]]],
    ["pilder*", "pilderne", [[0, 1]]],
    ["tog|taget ##", "tog 40 taget 4", [[0, 2]]],
    ["leve mere? nu", "leve nu", [[0, 2]]],
    ["toget & kigger", "kigger på toget", [[0, 3]]],
    ["toget & kigger", "kigger 1 2 3 4 5 6 7 8 9 10 11 toget", []],
  ])("%s in: %s", (pattern, text, expected) => {
    expect(found(pattern, text)).toEqual(expected);
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
