import { beforeAll, describe, expect, it } from "vitest";
import { rebuild } from "../../src/engine/rebuild.ts";
import { newConversation } from "../../src/model/conversation.ts";
import { openTestProduct, type TestProduct } from "../support/product.ts";
import { startTalk, type Talk } from "../support/talk.ts";

const WORDS = { kind: "encourage", from: { id: "mette", name: "Mette" }, words: "Tak for din tid." } as const;

let product: TestProduct;
beforeAll(async () => {
  product = await openTestProduct();
});

const said = (talk: Talk): string =>
  talk
    .message()
    .bubbles.map(({ text }) => text)
    .join("\n");

/** A citizen who has finished something. */
function finished(): Talk {
  const talk = startTalk(product);
  talk.begin("dagbog");
  for (let i = 0; i < 12 && talk.conversation().frames.length > 0; i++) {
    const { choices } = talk.screen();
    talk.take({ kind: "tap", token: choices[0]!.token });
  }
  return talk;
}

describe("a few words of staff", () => {
  it("are said with the name of who wrote them, when nothing is asked, and once (R21)", () => {
    const talk = finished();
    talk.tap("close");
    const turn = talk.take(WORDS);
    expect(turn.effects.map(({ type }) => type)).toContain("say");
    expect(said(talk)).toContain("Mette skriver til dig.\n»Tak for din tid.«");
    talk.begin("dagbog");
    talk.press("stop");
    expect(talk.conversation().news).toEqual([]);
  });

  it("wait while the citizen is in the middle of something (R19)", () => {
    const talk = finished();
    talk.tap("close");
    talk.begin("parathed");
    const before = said(talk);
    expect(talk.take(WORDS).effects).toEqual([]);
    expect(said(talk)).toBe(before);
    expect(talk.conversation().news).toHaveLength(1);
  });

  it("are in the record, and the conversation is the same when it is built anew", () => {
    const talk = finished();
    talk.take(WORDS);
    const { id, citizen, revision } = talk.conversation();
    const built = rebuild(newConversation(id, citizen), talk.log(), product.library);
    expect(built.news).toEqual(talk.conversation().news);
    expect(built.revision).toBe(revision);
  });
});
