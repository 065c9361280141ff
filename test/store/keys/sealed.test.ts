import fc from "fast-check";
import { expect, test } from "vitest";
import { keyOf, newKey, openBytes, openText, sealBytes, sealText } from "../../../src/store/keys/sealed.ts";
import { SEED } from "../../support/frozen.ts";

const key = keyOf(Buffer.alloc(32, 1));
const REFUSED = { name: "AppError", code: "internal" };
const of = { seed: SEED, numRuns: 100 };
const bytes = fc.uint8Array({ maxLength: 300 });

test("what was sealed opens again as it was", () => {
  fc.assert(
    fc.property(bytes, fc.string(), (given, place) => {
      expect(openBytes(key, place, sealBytes(key, place, given)).equals(given)).toBe(true);
    }),
    of,
  );
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (given) => {
      expect(openText(key, "place", sealText(key, "place", given))).toBe(given);
    }),
    of,
  );
});

test("any bit that was turned is refused", () => {
  fc.assert(
    fc.property(bytes, fc.nat(), (given, at) => {
      const sealed = sealBytes(key, "place", given);
      const bit = at % (sealed.length * 8);
      sealed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => openBytes(key, "place", sealed)).toThrow(expect.objectContaining(REFUSED));
    }),
    of,
  );
  fc.assert(
    fc.property(fc.string(), fc.nat(), (given, at) => {
      const sealed = Buffer.from(sealText(key, "place", given));
      const bit = at % (sealed.length * 8);
      sealed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => openText(key, "place", sealed.toString("latin1"))).toThrow(expect.objectContaining(REFUSED));
    }),
    of,
  );
});

test("what was cut short, moved elsewhere or sealed with another key is refused", () => {
  fc.assert(
    fc.property(bytes, fc.string(), fc.string(), fc.nat(), (given, place, other, end) => {
      fc.pre(place !== other);
      const sealed = sealBytes(key, place, given);
      expect(() => openBytes(key, other, sealed)).toThrow(expect.objectContaining(REFUSED));
      expect(() => openBytes(keyOf(newKey()), place, sealed)).toThrow(expect.objectContaining(REFUSED));
      const cut = sealed.subarray(0, end % sealed.length);
      expect(() => openBytes(key, place, cut)).toThrow(expect.objectContaining(REFUSED));
    }),
    of,
  );
});

test("the same is sealed in another way each time", () => {
  expect(sealText(key, "place", "Bo")).not.toBe(sealText(key, "place", "Bo"));
});
