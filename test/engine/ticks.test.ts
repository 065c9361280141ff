import { expect, it } from "vitest";
import { answersOf } from "../../src/engine/frame.ts";
import { openTestProduct } from "../support/product.ts";
import { startTalk, type Talk } from "../support/talk.ts";

const product = await openTestProduct();
const draft = (talk: Talk) => talk.conversation().frames[0]!.draft;
const lost = (talk: Talk) => answersOf(talk.conversation().frames[0]!).find(([path]) => path === "lose")?.[1];

/** At a question where 3 things may be picked. */
function atMost3(): Talk {
  const talk = startTalk(product);
  talk.begin("noedplan");
  while (talk.screen().progress!.step < 30 && !talk.message().choices.some((it) => it.label === "Fester")) {
    talk.press("skip");
  }
  return talk;
}

it("where only so many may be picked, the first gives way to the last", () => {
  const talk = atMost3();
  for (const it of ["Mine venner", "Fester", "Ro i kroppen", "God søvn"]) talk.tap(it);
  expect(draft(talk)).toEqual(["party", "calm", "sleep"]);
  talk.tap("Fester");
  expect(draft(talk)).toEqual(["calm", "sleep"]);
});

it("own words count among them", () => {
  const talk = atMost3();
  for (const it of ["Mine venner", "Fester", "Ro i kroppen"]) talk.tap(it);
  talk.say("min gamle hund");
  expect(lost(talk)).toEqual({ kind: "choices", ids: ["party", "calm"], own: ["min gamle hund"] });
});

it("an old button does not make them more (R17)", () => {
  const talk = atMost3();
  const party = talk.message().choices.find((it) => it.label === "Fester")!;
  for (const it of ["Mine venner", "Ro i kroppen", "God søvn", "done"]) talk.tap(it);
  talk.take({ kind: "tap", token: party.token });
  talk.tap("yes");
  const value = lost(talk);
  expect(value?.kind === "choices" && value.ids).toEqual(["party", "calm", "sleep"]);
});
