import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, encode, type Token } from "../../src/engine/token.ts";
import { CONTROLS } from "../../src/model/screen.ts";

const CONVERSATION = "0f1e2d3c-aaaa-bbbb-cccc-000000000000";
const number = fc.nat(1_000_000);
const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,23}$/);
const choice = fc.oneof(
  id,
  id.map((it) => `on+${it}`),
  fc.nat(50).map((it) => `page+${it}`),
);
const token: fc.Arbitrary<Token> = fc.oneof(
  fc.record({ kind: fc.constant("step" as const), serial: number, asked: number, choice }),
  fc.record({ kind: fc.constant("aside" as const), revision: number, choice }),
  fc.record({ kind: fc.constant("control" as const), revision: number, control: fc.constantFrom(...CONTROLS) }),
  fc.record({ kind: fc.constant("menu" as const), choice }),
);

describe("a token", () => {
  it("comes back as it was, in at most 64 bytes", () => {
    fc.assert(
      fc.property(token, (it) => {
        const text = encode(CONVERSATION, it);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(64);
        expect(decode(CONVERSATION, text)).toEqual(it);
      }),
    );
  });
  it("of another conversation is none", () => {
    fc.assert(
      fc.property(token, (it) => {
        expect(decode("ffffffff", encode(CONVERSATION, it))).toBeUndefined();
      }),
    );
  });
  it.each(["", "x", "0f1e2d", "0f1e2d.s.1", "0f1e2d.s.1.1.a.b", "0f1e2d.c.1.fly", "0f1e2d.q.1.x", "0f1e2d.a.!.yes"])(
    "%s is none",
    (text) => {
      expect(decode(CONVERSATION, text)).toBeUndefined();
    },
  );
});
