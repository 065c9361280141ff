import { describe, expect, it } from "vitest";
import {
  type Answer,
  inboundId,
  MAX_UPLOAD,
  MAX_WORDS,
  readAnswer,
  readInbound,
} from "../../../src/channels/web/answer.ts";
import { AppError } from "../../../src/model/errors.ts";

const nonce = "0123456789abcdef";
const tap = (token: string, on = nonce): Answer => ({ kind: "tap", nonce: on, token });

describe("readAnswer", () => {
  it("reads a tap, words and a file", async () => {
    expect(await readAnswer({ nonce, token: "abc.s.1.0.go-on" })).toEqual(tap("abc.s.1.0.go-on"));
    expect(await readAnswer({ nonce, words: " Jeg vil\r\ngerne " })).toEqual({
      kind: "words",
      nonce,
      words: "Jeg vil\ngerne",
    });
    const photo = new File([new Uint8Array([1, 2])], "billede.jpg", { type: "image/jpeg" });
    expect(await readAnswer({ nonce, photo })).toEqual({
      kind: "file",
      nonce,
      bytes: new Uint8Array([1, 2]),
      type: "image/jpeg",
    });
  });

  it("finds nothing in an empty form, a form without the page's nonce, and a token that is none", async () => {
    expect(await readAnswer({ nonce })).toBe("nothing");
    expect(await readAnswer({ nonce, words: "  " })).toBe("nothing");
    expect(await readAnswer({ token: "t" })).toBe("nothing");
    expect(await readAnswer({ nonce: "short", token: "t" })).toBe("nothing");
    expect(await readAnswer({ nonce, token: "æ".repeat(33) })).toBe("nothing");
    expect(await readAnswer({ nonce, photo: new File([], "") })).toBe("nothing");
  });

  it("takes words up to the limit, with line breaks counted once", async () => {
    const longest = "a\r\n".repeat(MAX_WORDS / 2 - 1).concat("aa");
    expect(await readAnswer({ nonce, words: longest })).toMatchObject({ kind: "words" });
    expect(await readAnswer({ nonce, words: "a".repeat(MAX_WORDS + 1) })).toBe("too-long");
  });

  it("refuses a file over the limit", async () => {
    const file = new File([new Uint8Array(MAX_UPLOAD + 1)], "stor.jpg", { type: "image/jpeg" });
    expect(await readAnswer({ nonce, photo: file })).toBe("too-big");
  });
});

describe("inboundId", () => {
  it("is the same for the same answer on the same page, so that a double tap counts once (R17)", () => {
    expect(inboundId("c1", tap("a"))).toBe(inboundId("c1", tap("a")));
  });

  it("differs by page, by what is said, by kind and by conversation", () => {
    const ids = [
      inboundId("c1", tap("a")),
      inboundId("c1", tap("b")),
      inboundId("c1", tap("a", "another-page-nonce")),
      inboundId("c2", tap("a")),
      inboundId("c1", { kind: "words", nonce, words: "a" }),
      inboundId("c1", { kind: "file", nonce, bytes: new TextEncoder().encode("a"), type: "image/png" }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("readInbound", () => {
  const arrived = { channel: "web", conversation: "c1", at: new Date("2026-03-27T10:00:00Z") };
  const arrival = { channel: "web", at: "2026-03-27T10:00:00.000Z" };
  const media = { id: "m1", type: "photo" } as const;
  const photo = new File(["x"], "a.png", { type: "image/png" });
  const never = () => Promise.reject(new Error("no file was sent"));

  it("says what came in, when, by which channel and from whom", async () => {
    const id = inboundId("c1", tap("a"));
    const by = { by: "together", beside: { id: "s1", name: "Kim" } } as const;
    const found = await readInbound({ nonce, token: "a" }, { ...arrived, ...by }, never);
    expect(found).toEqual({ ...arrival, ...by, id, kind: "tap", token: "a" });
    expect(await readInbound({ nonce, photo }, arrived, async () => media)).toMatchObject({ kind: "media", media });
  });

  it("says what is wrong with what is no answer", async () => {
    const refuse = () => Promise.reject(new AppError("input", "photo: expected a picture"));
    expect(await readInbound({ nonce, photo }, arrived, refuse)).toBe("wrong-file");
    expect(await readInbound({ nonce }, arrived, never)).toBe("nothing");
    await expect(readInbound({ nonce, photo }, arrived, never)).rejects.toThrow("no file was sent");
  });
});
