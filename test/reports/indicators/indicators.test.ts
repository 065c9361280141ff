import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GivenNumber, IndicatorFacts } from "../../../src/model/indicators.ts";
import { changesOf } from "../../../src/reports/indicators/change.ts";
import { placeText, tablesSaid } from "../../../src/reports/indicators/said.ts";
import { completionOf, usesOf } from "../../../src/reports/indicators/use.ts";
import { indicatorsOf } from "../../../src/reports/indicators.ts";
import { SEED } from "../../support/frozen.ts";
import { openTestProduct } from "../../support/product.ts";

const { library, translator } = await openTestProduct();
const many = <T>(count: number, make: (person: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const run = (person: number, last: string | null, finished = false) => ({ person, flow: "parathed", finished, last });

describe("use", () => {
  test("counts each person once, for the furthest they came", () => {
    const sent = [
      ...many(6, (i) => ({ person: i, flow: "parathed" })),
      ...many(5, (i) => ({ person: 20 + i, flow: "parathed" })),
    ];
    const runs = [
      ...many(6, (i) => run(i, "level")),
      ...many(6, (i) => run(i, "level", true)),
      ...many(5, (i) => run(10 + i, "level")),
    ];
    expect(usesOf({ sent, runs })).toEqual([{ flow: "parathed", finished: 6, begun: 5, sent: 5 }]);
  });

  test("tells where most stop when many stopped there, and many elsewhere", () => {
    const stops = (here: number, elsewhere: number) => [
      ...many(here, (i) => run(i, "level")),
      ...many(elsewhere, (i) => run(100 + i, i % 2 ? "help-me" : null)),
    ];
    const stopOf = (here: number, elsewhere: number) => usesOf({ sent: [], runs: stops(here, elsewhere) })[0]?.stop;
    expect(stopOf(6, 5)).toEqual({ after: "level" });
    expect(stopOf(6, 4)).toBeUndefined();
    expect(stopOf(4, 8)).toBeUndefined();
    expect(stopOf(5, 10)).toBeUndefined();
  });

  test.each([
    [
      { finished: 15, begun: 5 },
      { from: 75, to: 75 },
    ],
    [
      { finished: 12, begun: null },
      { from: 75, to: 100 },
    ],
    [
      { finished: null, begun: 12 },
      { from: 0, to: 25 },
    ],
    [{ finished: null, begun: null }, undefined],
  ])("says of %j which part is completed, as far as that can be known", (use, range) => {
    expect(completionOf(use)).toEqual(range);
  });
});

describe("change", () => {
  const given = (person: number, day: number, value: number, more: Partial<GivenNumber> = {}): GivenNumber => {
    const at = new Date(Date.UTC(2026, 10, day));
    return { person, flow: "parathed", step: "level", about: {}, of: 5, value, at, ...more };
  };
  const shown = (numbers: readonly GivenNumber[]) => changesOf(numbers, () => null);

  test("goes from the first number of a person to their newest, on the newest's scale", () => {
    const up = many(5, (i) => [given(i, 9, 4), given(i, 2, 3), given(i, 5, 1)]).flat();
    const same = many(6, (i) => [
      given(20 + i, 1, 1),
      given(20 + i, 2, 3, { of: 3 }),
      given(20 + i, 3, 3, { of: 3 }),
    ]).flat();
    const once = many(9, (i) => given(40 + i, 1, 1));
    expect(shown([...up, ...same, ...once])).toEqual([
      { flow: "parathed", step: "level", about: {}, up: 5, same: 6, down: null },
    ]);
  });

  test("is told apart by what it was about", () => {
    const home = { about: { topic: "home" } };
    expect(shown(many(5, (i) => [given(i, 1, 1), given(i, 2, 2, home)]).flat())).toEqual([]);
    const both = many(5, (i) => [given(i, 1, 3, home), given(i, 2, 2, home)]).flat();
    expect(shown(both)).toMatchObject([{ about: { topic: "home" }, up: null, down: 5 }]);
  });
});

test("everybody's first talk is within 14 days, after them, or still to come", () => {
  const waits = [
    ...many(5, () => ({ days: 14 })),
    ...many(6, () => ({ days: 15 })),
    ...many(4, () => ({ days: null })),
  ];
  const facts: IndicatorFacts = { waits, sent: [], runs: [], numbers: [], opinions: [] };
  expect(indicatorsOf(facts).waiting).toEqual({ within: 5, later: 6, still: null });
});

test("every place of every exercise has a name to stop after, in both languages", () => {
  for (const language of translator.languages) {
    const words = translator.words(language);
    for (const compiled of library.all()) {
      for (const place of compiled.asks.keys()) {
        expect(words.say(placeText(compiled, place)), `${compiled.flow.id} ${place}`).not.toBe("");
      }
    }
  }
});

const FLOWS = ["parathed", "efter-samtalen", "droemmekort"];
const person = fc.nat(24);
const facts: fc.Arbitrary<IndicatorFacts> = fc.record({
  waits: fc.array(fc.record({ days: fc.option(fc.nat(30)) }), { maxLength: 40 }),
  sent: fc.array(fc.record({ person, flow: fc.constantFrom(...FLOWS) }), { maxLength: 60 }),
  runs: fc.array(
    fc.record({
      person,
      flow: fc.constantFrom(...FLOWS),
      finished: fc.boolean(),
      last: fc.constantFrom("level", null),
    }),
    { maxLength: 120 },
  ),
  numbers: fc.array(
    fc.record({
      ...{
        person,
        flow: fc.constant("efter-samtalen"),
        step: fc.constantFrom("heard", "about"),
        about: fc.constant({}),
      },
      ...{ of: fc.constant(3), value: fc.integer({ min: 1, max: 3 }), at: fc.date({ noInvalidDate: true }) },
    }),
    { maxLength: 200 },
  ),
  opinions: fc.array(
    fc.record({
      flow: fc.constant("tilfredshed"),
      answers: fc
        .constant([])
        .chain(() => fc.integer({ min: 1, max: 5 }).map((value) => [{ step: "overall", of: 5, value }])),
    }),
    { maxLength: 40 },
  ),
});

test("whatever happened, only numbers of five or more are shown, and percentages follow from them", () => {
  fc.assert(
    fc.property(facts, (given) => {
      const shown = indicatorsOf(given);
      JSON.stringify(shown, (_, value) => {
        if (typeof value === "number") expect(value).toBeGreaterThanOrEqual(5);
        return value;
      });
      const kept = JSON.parse(JSON.stringify(shown));
      const words = translator.words("da");
      expect(tablesSaid(kept, library, words)).toEqual(tablesSaid(shown, library, words));
    }),
    { seed: SEED, numRuns: 300 },
  );
});
