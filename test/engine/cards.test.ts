import { describe, expect, it } from "vitest";
import { openTestProduct } from "../support/product.ts";
import { startTalk, type Talk } from "../support/talk.ts";

const product = await openTestProduct();
const { flow } = product.library.latest("dialogkort")!;
const cards = flow.decks?.cards ?? [];
const SUBSTANCES = ["alcohol", "hash", "stimulants", "calming", "hallucinogens"];
const KINDS = ["knowledge", "experience", "attitude"];

const drawn = (talk: Talk): string[] =>
  talk
    .conversation()
    .frames.at(-1)!
    .drawn.map(([, card]) => card);
const substanceOf = (id: string) => cards.find((it) => it.id === id)?.tags?.substance;

/** How the cards are chosen. */
interface By {
  readonly param?: string;
  readonly answer?: string;
}

/** Begins with the cards of a setting, or of an answer, up to the first card. */
function begun(by: By): Talk {
  const talk = startTalk(product);
  talk.begin("dialogkort", by.param === undefined ? {} : { substance: by.param });
  talk.tap("Start");
  talk.tap("Videre");
  if (by.answer !== undefined) talk.tap(by.answer);
  return talk;
}

describe("dialogue cards", () => {
  it.each(SUBSTANCES)("there are at least 10 on %s, of all three kinds", (substance) => {
    const own = cards.filter((it) => it.tags?.substance === substance);
    expect(own.length).toBeGreaterThanOrEqual(10);
    expect([...new Set(own.map((it) => it.tags?.kind))].sort()).toEqual([...KINDS].sort());
  });

  it.each(SUBSTANCES.flatMap((it): By[] => [{ param: it }, { answer: it }]))(
    "none comes twice and all fit: %o",
    (by) => {
      const talk = begun(by);
      for (let round = 1; round < 12; round++) {
        talk.say("det taler vi om");
        talk.tap("Ja");
      }
      expect(new Set(drawn(talk)).size).toBe(12);
      expect([...new Set(drawn(talk).map(substanceOf))]).toEqual([by.param ?? by.answer]);
    },
  );

  it("are of any substance when the citizen does not know, and still none comes twice", () => {
    const talk = begun({});
    talk.press("skip");
    for (let round = 1; round < 12; round++) {
      talk.press("skip");
      talk.tap("Ja");
    }
    expect(new Set(drawn(talk)).size).toBe(12);
    expect(new Set(drawn(talk).map(substanceOf)).size).toBeGreaterThan(1);
  });

  it("R12 a card is kept on going back, and another takes its place when it does not fit any more", () => {
    const talk = startTalk(product);
    talk.begin("sig-nej");
    for (const button of ["Start", "Alkohol", "En ven", "Videre"]) talk.tap(button);
    const before = drawn(talk);
    const tags = (id: string | undefined) =>
      product.library.latest("sig-nej")!.flow.decks?.temptations?.find((it) => it.id === id)?.tags;
    expect(tags(before[0])).toMatchObject({ offer: "alcohol" });
    talk.press("back");
    talk.tap("Videre");
    expect(drawn(talk)).toEqual(before);
    for (let i = 0; i < 3; i++) talk.press("back");
    talk.tap("Hash");
    talk.tap("En fremmed");
    talk.tap("Videre");
    const { offer = "hash", who = "stranger" } = tags(drawn(talk)[0]) ?? {};
    expect({ offer, who }).toEqual({ offer: "hash", who: "stranger" });
    expect(drawn(talk)).toHaveLength(1);
  });
});
