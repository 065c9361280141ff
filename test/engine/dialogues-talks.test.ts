import { describe, expect, it } from "vitest";
import { answersOf } from "../../src/engine/frame.ts";
import { nameOf } from "../../src/flow/place.ts";
import { openTestProduct } from "../support/product.ts";
import { startTalk, type Talk } from "../support/talk.ts";

const product = await openTestProduct();
const frameOf = (talk: Talk) => talk.conversation().frames[0]!;

function stepOf(talk: Talk): string {
  return nameOf(frameOf(talk).asked.at(-1) as string);
}

/** Closes what can be closed, or takes the first choice. */
function goOn(talk: Talk, wanted?: string): void {
  const done = talk.message().choices.find((it) => it.label === "Færdig");
  talk.tap(wanted ?? (done ?? talk.message().choices[0]!).label);
}

/** Goes on until a step is asked. `choose`: what is tapped at a step on the way, when it is not the first choice. */
function goTo(talk: Talk, step: string, choose: (at: string) => string | undefined = () => undefined): void {
  for (let turns = 0; stepOf(talk) !== step; turns++) {
    if (turns > 200) throw new Error(`${step} is not reached, at ${stepOf(talk)}`);
    goOn(talk, choose(stepOf(talk)));
  }
}

const NAMES = ["Ida", "Kaj", "Mia", "Ole", "Eva", "Tom", "Lis"];

/** Sig nej in a group, at the first turn. */
function groupOf(count: number): Talk {
  const talk = startTalk(product);
  talk.begin("sig-nej-gruppe");
  goTo(talk, "people/name");
  for (const [i, name] of NAMES.slice(0, count).entries()) {
    talk.say(name);
    if (i + 1 < NAMES.length) talk.tap(i + 1 < count ? "yes" : "no");
  }
  return talk;
}

function alone(): Talk {
  const talk = startTalk(product);
  talk.begin("sig-nej");
  return talk;
}

describe("Sig nej in a group", () => {
  const temptations = product.library.latest("sig-nej-gruppe")!.flow.decks?.temptations ?? [];

  it.each(["alcohol", "hash", "other", "unknown"])(
    "tempts 7 people with %s in rising levels and says no card twice, also when all say yes",
    (offer) => {
      const talk = groupOf(7);
      goTo(talk, "hardest", (at) =>
        at === "turns/offer" ? offer : /(answer|again|retry)$/.test(at) ? "yes" : undefined,
      );
      const cards = frameOf(talk).drawn.map(([, card]) => card);
      expect(new Set(cards).size).toBe(cards.length);
      const tags = cards.map((card) => temptations.find((it) => it.id === card)?.tags);
      const oneTurn = ["level-1", "level-2", "level-3", "level-4", undefined];
      expect(tags.map((it) => it?.level)).toEqual(NAMES.flatMap(() => oneTurn));
      expect(tags.filter((it) => it?.offer !== undefined && it.offer !== offer)).toEqual([]);
    },
  );

  it("lets the one whose turn is next tempt, and the first after the last", () => {
    const talk = groupOf(3);
    const asked: string[] = [];
    goTo(talk, "hardest", (at) => {
      if (at === "turns/rounds/answer") asked.push(talk.message().bubbles[0]!.text.replace(/".*"/, "…"));
      return undefined;
    });
    expect([...new Set(asked)]).toEqual([
      "Kaj siger: … Hvad svarer Ida?",
      "Mia siger: … Hvad svarer Kaj?",
      "Ida siger: … Hvad svarer Mia?",
    ]);
  });

  it("meets a yes without blame and offers another go (R5)", () => {
    const talk = groupOf(2);
    goTo(talk, "turns/rounds/answer");
    talk.tap("yes");
    const { text } = talk.message().bubbles[0]!;
    expect(text).toBe("Det er okay, Ida. Det kan være svært at sige nej. Vil du prøve igen?");
    talk.tap("yes");
    expect(stepOf(talk)).toBe("turns/rounds/retry");
  });
});

describe.each(["sig-nej", "sig-nej-gruppe"])("the temptations of %s", (id) => {
  it.each(product.sources.words.languages)("are at least 24, none like another, in %s", (language) => {
    const { decks } = product.sources.words.flows[language]![id] as { decks: Record<string, Record<string, string>> };
    const texts = Object.entries(decks).flatMap(([deck, cards]) => (deck === "lessons" ? [] : Object.values(cards)));
    expect(texts.length).toBeGreaterThanOrEqual(24);
    expect(texts.filter((text, i) => texts.indexOf(text) !== i)).toEqual([]);
  });
});

describe.each([
  ["sig-nej", "rounds/answer", alone],
  ["sig-nej-gruppe", "turns/rounds/answer", () => groupOf(2)],
] as const)("a no in %s (R18)", (_, step, begin) => {
  it.each(["næ", "Nææ!", "nej tak", "Ellers tak", "gider ik", "jeg gider ikke", "glem det", "lad vær", "👎"])(
    "is understood as %s",
    (said) => {
      const talk = begin();
      goTo(talk, step);
      const path = frameOf(talk).asked.at(-1);
      talk.say(said);
      expect(answersOf(frameOf(talk)).find(([at]) => at === path)?.[1]).toEqual({ kind: "choice", id: "no" });
    },
  );
});

describe("the agenda of a talk", () => {
  /** What is shown from the question how it is now, up to what is agreed. */
  function pointsAfter(...prepared: readonly string[]): string[] {
    const talk = startTalk(product);
    for (const id of prepared) {
      talk.begin(id);
      while (talk.conversation().frames.length > 0) goOn(talk);
      talk.tap("Færdig");
    }
    talk.begin("dagsorden");
    goTo(talk, "mood");
    const shown: string[] = [];
    for (; stepOf(talk) !== "agreed"; goOn(talk)) shown.push(talk.message().bubbles[0]!.picture!.alt);
    return shown;
  }

  it("has the same points in the same order, prepared or not (R10)", () => {
    const points = pointsAfter();
    expect(points).toHaveLength(6);
    const prepared = pointsAfter("samtale-forbered", "samtale-kontakt");
    expect([...new Set(prepared)].slice(0, 6)).toEqual(points);
  });
});

describe("the contract", () => {
  it("ends later than it begins, and says so kindly", () => {
    const talk = startTalk(product);
    talk.begin("aftalekontrakt");
    goTo(talk, "from", (at) => (at.endsWith("/more") ? "no" : undefined));
    talk.say("30. december");
    expect(talk.message().choices.map(({ label }) => label)).not.toContainEqual(
      expect.stringContaining("Til jul, torsdag 24. december"),
    );
    talk.say("1. december");
    expect(stepOf(talk)).toBe("until");
    expect(talk.message().bubbles[0]?.text).toBe("Den dag er for tidlig. Vælg en senere dag.");
    talk.say("1. januar");
    expect(stepOf(talk)).toBe("period");
  });
});
