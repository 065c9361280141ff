import { describe, expect, it } from "vitest";
import { type Condition, conditionSchema, holds, lookUp } from "../../src/flow/condition.ts";
import type { Value } from "../../src/model/value.ts";
import { choice, number, ticked } from "../support/way.ts";

const when = (comparison: Omit<Condition, "answer">): Condition => ({ answer: "it", ...comparison });
const SKIPPED: Value = { kind: "skipped" };

describe("a comparison", () => {
  it.each<[Omit<Condition, "answer">, Value, boolean]>([
    [{ is: "yes" }, choice("yes"), true],
    [{ is: "yes" }, choice("no"), false],
    [{ is: 3 }, number(3), true],
    [{ is: "christmas" }, { kind: "date", date: "2026-12-24", said: "christmas" }, true],
    [{ is: "ja" }, { kind: "words", words: "ja" }, true],
    [{ not: "yes" }, choice("no"), true],
    [{ not: "yes" }, choice("yes"), false],
    [{ in: ["a", "b"] }, choice("b"), true],
    [{ in: ["a", "b"] }, choice("c"), false],
    [{ below: 3 }, number(2), true],
    [{ below: 3 }, number(3), false],
    [{ above: 3 }, number(4), true],
    [{ above: 3 }, number(3), false],
    [{ above: 1 }, ticked("fear", "joy"), true],
    [{ above: 1 }, ticked("fear"), false],
    [{ below: 2 }, ticked("fear"), true],
    [{ above: 1 }, { kind: "choices", ids: ["fear"], own: ["uro"] }, true],
    [{ includes: "joy" }, ticked("fear", "joy"), true],
    [{ includes: "joy" }, ticked("fear"), false],
    [{ given: true }, choice("no"), true],
    [{ given: false }, choice("no"), false],
  ])("%j of %j is %s", (comparison, value, expected) => {
    expect(holds(when(comparison), value)).toBe(expected);
  });

  it.each<[NonNullable<Condition["end"]>, readonly number[]]>([
    ["bottom", [1]],
    ["top", [3]],
    ["above-bottom", [2, 3]],
    ["below-top", [1, 2]],
  ])("%s holds at %j of a scale of 3", (end, expected) => {
    const held = [1, 2, 3].filter((it) => holds(when({ end }), number(it), { bottom: 1, top: 3 }));
    expect(held).toEqual(expected);
  });

  it.each<Value | undefined>([SKIPPED, { kind: "unknown" }, undefined])(
    "of %j holds only for not and not given (R14)",
    (value) => {
      const all = [
        { is: "x" },
        { in: ["x"] },
        { below: 9 },
        { above: 0 },
        { includes: "x" },
        { end: "top" },
        { given: true },
      ];
      for (const comparison of all)
        expect(holds(when(comparison as Condition), value, { bottom: 1, top: 3 })).toBe(false);
      expect(holds(when({ not: "x" }), value)).toBe(true);
      expect(holds(when({ given: false }), value)).toBe(true);
    },
  );
});

describe("a condition", () => {
  it.each([
    [{ answer: "a", param: "b", is: "x" }, "answer, param"],
    [{ is: "x" }, "answer, param"],
    [{ answer: "a" }, "exactly one comparison"],
    [{ answer: "a", is: "x", not: "y" }, "exactly one comparison"],
  ])("%j is refused", (condition, expected) => {
    const { error } = conditionSchema.safeParse(condition);
    expect(error?.issues[0]?.message).toContain(expected);
  });
});

describe("the answer that a name means", () => {
  const answers = [
    ["ring", choice("outside")],
    ["people[0]/ring", choice("first")],
    ["people[1]/ring", choice("second")],
  ] as const;
  it("is that of the same round, then of what is around it", () => {
    expect(lookUp(answers, "people[1]/closest", "ring")?.[1]).toEqual(choice("second"));
    expect(lookUp(answers, "people[2]/closest", "ring")?.[1]).toEqual(choice("outside"));
    expect(lookUp(answers, "last", "ring")?.[1]).toEqual(choice("outside"));
    expect(lookUp(answers, "last", "nothing")).toBeUndefined();
  });
});
