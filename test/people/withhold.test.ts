import fc from "fast-check";
import { expect, it } from "vitest";
import type { Answered } from "../../src/model/conversation.ts";
import type { Value } from "../../src/model/value.ts";
import { withhold } from "../../src/people/withhold.ts";

const photo = { id: "m1", type: "photo" } as const;
const answers: Answered[] = [
  ["level", { kind: "number", number: 3 }],
  ["why", { kind: "words", words: "min mor" }],
  ["show", { kind: "media", media: photo, caption: "mit hus" }],
  ["things", { kind: "choices", ids: ["walk"], own: ["sove"], media: photo }],
  ["more", { kind: "choices", ids: [], own: ["ringe"] }],
];

it("R22 leaves out what is written in own words", () => {
  expect(withhold(answers, { words: false, media: true })).toEqual([
    ["level", { kind: "number", number: 3 }],
    ["why", { kind: "withheld" }],
    ["show", { kind: "media", media: photo }],
    ["things", { kind: "choices", ids: ["walk"], media: photo }],
    ["more", { kind: "withheld" }],
  ]);
});

it("R22 leaves out photos and voice", () => {
  expect(withhold(answers, { words: true, media: false })).toEqual([
    ["level", { kind: "number", number: 3 }],
    ["why", { kind: "words", words: "min mor" }],
    ["show", { kind: "withheld" }],
    ["things", { kind: "choices", ids: ["walk"], own: ["sove"] }],
    ["more", { kind: "choices", ids: [], own: ["ringe"] }],
  ]);
});

it("R22 leaves nothing of any own words or media in it, and as many answers as there were", () => {
  const own = fc.string({ minLength: 1 }).map((it) => `~${it}~`);
  const media = fc.constantFrom("voice" as const, "photo" as const).map((type) => ({ id: "~m~", type }));
  const value: fc.Arbitrary<Value> = fc.oneof(
    own.map((words) => ({ kind: "words", words }) as const),
    fc.record({ kind: fc.constant("media" as const), media, caption: own }),
    fc.record(
      { kind: fc.constant("choices" as const), ids: fc.array(fc.constantFrom("a", "b")), own: fc.array(own), media },
      { requiredKeys: ["kind", "ids"] },
    ),
    fc.constant({ kind: "unknown" } as const),
  );
  const all = fc.array(fc.tuple(fc.constant("p"), value));
  fc.assert(
    fc.property(all, (given) => {
      const left = withhold(given, { words: false, media: false });
      expect(left).toHaveLength(given.length);
      expect(JSON.stringify(left)).not.toContain("~");
    }),
  );
});
