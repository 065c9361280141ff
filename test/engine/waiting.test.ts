import { expect, it } from "vitest";
import { openTestProduct } from "../support/product.ts";
import { startTalk, type Talk } from "../support/talk.ts";

const product = await openTestProduct();

const texts = (talk: Talk) => talk.message().bubbles.map((it) => it.text);
const AFTER = "Efter min trang";

function afterCraving(): Talk {
  const talk = startTalk(product);
  talk.take({ kind: "opened" });
  talk.press("craving");
  while (talk.conversation().frames.length > 0) talk.press("skip");
  return talk;
}

it("what waits is offered when the chat is opened after its time, not before", () => {
  const [early, late] = [afterCraving(), afterCraving()];
  early.clock.pass({ hours: 2 });
  late.clock.pass({ hours: 4 });
  expect(early.take({ kind: "opened" }).effects).toEqual([]);
  expect(late.take({ kind: "opened" }).effects.map((it) => it.type)).toEqual(["say"]);
  expect(texts(early).join(" ")).not.toContain(AFTER);
  expect(texts(late).join(" ")).toContain(AFTER);
});

it("what waits is offered once: opened again, the chat stays as it is", () => {
  const talk = afterCraving();
  talk.clock.pass({ hours: 4 });
  talk.take({ kind: "opened" });
  talk.clock.pass({ hours: 4 });
  expect(talk.take({ kind: "opened" }).effects).toEqual([]);
});

it("what waits does not come in between an exercise that runs (R19)", () => {
  const talk = afterCraving();
  talk.begin("parathed");
  const before = texts(talk);
  talk.clock.pass({ hours: 3 });
  talk.take({ kind: "opened" });
  expect(texts(talk)).toEqual(before);
});
