import fc from "fast-check";
import { distance } from "fastest-levenshtein";
import { expect, it } from "vitest";
import { createSlips } from "../../src/safety/slips.ts";

const meant = (known: readonly string[], said: string) => {
  const slips = createSlips<string>();
  for (const it of known) slips.add(it, it);
  return [...slips.of(said)].sort();
};

it("finds the words with the first letter right and at most one, or from nine letters two, wrong", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 11 });
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 8 }), word, (known, said) => {
      const wrong = (it: string) => (it.length < 5 ? 0 : it.length < 9 ? 1 : 2);
      const near = (it: string) => said.length >= 5 && it[0] === said[0] && distance(it, said) <= wrong(it);
      const found = meant(known, said);
      expect(found).toEqual(expect.arrayContaining(known.filter(near)));
      // what else it finds has two letters in each other's place
      for (const it of found) if (!near(it)) expect([...it].sort()).toEqual([...said].sort());
    }),
    { numRuns: 300 },
  );
});

it.each([
  ["vejret", "vejrte", true],
  ["vejret", "vjeret", true],
  ["vejret", "vrejte", false],
  ["vejret", "evjret", false],
])("%s, written %s", (word, said, found) => {
  expect(meant([word], said)).toEqual(found ? [word] : []);
});
