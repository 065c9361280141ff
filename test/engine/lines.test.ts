import { expect, it } from "vitest";
import { openTestProduct } from "../support/product.ts";
import { startTalk } from "../support/talk.ts";

const product = await openTestProduct();

it("a repeat inside another counts on, so that no two lines have one label (R20)", () => {
  const talk = startTalk(product);
  talk.begin("aftalekontrakt");
  for (const it of ["go-on", "go-on", "home"]) talk.tap(it);
  for (const it of ["come", "ask-help", "yes", "walk", "no", "yes"]) talk.tap(it);
  for (const it of ["sleep", "talk", "no", "no"]) talk.tap(it);
  const lines = talk.message().bubbles.flatMap((it) => it.lines ?? []);
  expect(lines.map((it) => it.label)).toEqual([
    "Mit mål",
    "Delmål 1",
    "Det gør jeg 1",
    "Det gør jeg 2",
    "Delmål 2",
    "Det gør jeg 3",
  ]);
});
