import fc from "fast-check";
import { distance } from "fastest-levenshtein";
import { expect, it } from "vitest";
import { createSlips } from "../../src/safety/slips.ts";

it("finds just the words with the first letter right and at most one, or from nine letters two, wrong", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 11 });
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 8 }), word, (known, said) => {
      const slips = createSlips<string>();
      for (const it of known) slips.add(it, it);
      const wrong = (it: string) => (it.length < 5 ? 0 : it.length < 9 ? 1 : 2);
      const meant = known.filter((it) => said.length >= 5 && it[0] === said[0] && distance(it, said) <= wrong(it));
      expect([...slips.of(said)].sort()).toEqual(meant.sort());
    }),
    { numRuns: 300 },
  );
});
