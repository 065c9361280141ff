import { describe, expect, it } from "vitest";
import { dayIn } from "../../src/engine/day-said.ts";
import { NOW } from "../support/frozen.ts";
import { openTestProduct } from "../support/product.ts";
import { idOf, startTalk } from "../support/talk.ts";

describe("a day said in words", () => {
  it.each([
    ["da", "5. april", "2027-04-05"],
    ["da", "den 5. april", "2027-04-05"],
    ["da", "Fredag den 4. december", "2026-12-04"],
    ["da", "20 nov", "2026-11-20"],
    ["da", "19. nov.", "2027-11-19"],
    ["da", "5/4", "2027-04-05"],
    ["da", "5.4.", "2027-04-05"],
    ["da", "24-12-26", "2026-12-24"],
    ["da", "1. februar 2028", "2028-02-01"],
    ["da", "29. februar", "2028-02-29"],
    ["en", "April 5", "2027-04-05"],
    ["en", "the 5th of", undefined],
    ["en", "5 April 2027", "2027-04-05"],
    ["da", "31. april", undefined],
    ["da", "5. ma", undefined],
    ["da", "når jeg fylder 30", undefined],
    ["da", "3", undefined],
  ])("%s: %s is %s", (language, said, expected) => {
    expect(dayIn(said, NOW, language)).toBe(expected);
  });

  it("answers a question for a day, so that what follows can wait for it", async () => {
    const talk = startTalk(await openTestProduct());
    talk.begin("beloenning");
    talk.tap("go-on");
    for (let i = 0; i < 3; i++) talk.press("skip");
    expect(talk.message().choices.map((it) => idOf(it.token))).toContain("in-a-week");
    talk.say("5. december");
    talk.press("skip");
    talk.tap("keep");
    expect(talk.conversation().waiting).toEqual([{ flow: "beloenning-naaet", due: "2026-12-05T08:00:00.000Z" }]);
  });
});
