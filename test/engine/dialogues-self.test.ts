import { describe, expect, it } from "vitest";
import type { Sheet } from "../../src/model/picture.ts";
import { openTestProduct } from "../support/product.ts";
import { startTalk, type Talk } from "../support/talk.ts";

const product = await openTestProduct();

function begun(flow: string): Talk {
  const talk = startTalk(product);
  talk.begin(flow);
  talk.tap("Start");
  return talk;
}

function tapAll(talk: Talk, ...buttons: string[]): void {
  for (const button of buttons) talk.tap(button);
}

function addPerson(talk: Talk, name: string, ...buttons: string[]): void {
  talk.say(name);
  tapAll(talk, ...buttons);
}

/** The people on the circle that is on screen, by ring. */
function circleOn(talk: Talk): Record<string, number> {
  const picture = talk.message().bubbles.find((it) => it.picture)?.picture?.picture as Sheet;
  if (picture.sheet !== "circle") throw new Error(`expected a circle, got ${picture.sheet}`);
  return Object.fromEntries(picture.people.map((it) => [it.name, it.ring]));
}

describe("the network", () => {
  const withEdits = () => {
    const talk = begun("netvaerkscirkel");
    talk.tap("Videre");
    addPerson(talk, "mor", "Familie", "Meget tæt", "Hjælper mig", "Ja");
    addPerson(talk, "Ali", "Ven", "Lidt tæt", "Både og", "Ja");
    addPerson(talk, "Johnny", "Ven", "Langt væk", "Hjælper ikke", "Ja");
    addPerson(talk, "Grete", "Vis flere", "Nabo", "Lidt tæt", "Hjælper mig", "Nej");
    tapAll(talk, "Grete", "Ret noget");
    tapAll(talk, "Ali", "Tag personen væk", "Ja", "Johnny", "Lidt tæt", "Ja", "Johnny", "Meget tæt", "Nej");
    return talk;
  };

  it("shows people where they were moved, the last move last, and not those taken away", () => {
    expect(circleOn(withEdits())).toEqual({ mor: 1, Johnny: 1, Grete: 2 });
  });

  it("begins again with the people as they were left, and asks for more", () => {
    const talk = withEdits();
    tapAll(talk, "Videre", "Ja, det passer", "Nej, kun mig");
    talk.begin("netvaerkscirkel");
    tapAll(talk, "Start", "Videre");
    expect(talk.message().bubbles[0]?.text).toBe("Er der 1 person mere?");
    talk.tap("Nej");
    expect(talk.message().choices.map((it) => it.label)).toEqual([
      "mor",
      "Johnny",
      "Grete",
      "Behold svaret",
      "Ved ikke",
    ]);
    expect(talk.message().choices.find((it) => it.chosen)?.label).toBe("Grete");
    talk.tap("Behold svaret");
    expect(circleOn(talk)).toEqual({ mor: 1, Johnny: 1, Grete: 2 });
    expect(talk.message().choices.map((it) => it.label)).not.toContain("Behold svaret");
  });

  it("forgets that somebody was nearest when they are taken away", () => {
    const talk = begun("netvaerkscirkel");
    talk.tap("Videre");
    addPerson(talk, "mor", "Familie", "Meget tæt", "Hjælper mig", "Ja");
    addPerson(talk, "Ali", "Ven", "Lidt tæt", "Både og", "Nej");
    tapAll(talk, "Ali", "Ret noget", "Ali", "Tag personen væk", "Nej", "Videre", "Ja, det passer", "Nej, kun mig");
    const answers = talk.conversation().kept.netvaerkscirkel?.[0]?.answers.map(([path]) => path);
    expect(answers?.filter((path) => /people\[1\]|edits|closest|fits/.test(path))).toEqual([]);
  });

  it("asks nothing more of somebody who is not named, and nothing about people when there are none (R14)", () => {
    const talk = begun("netvaerkscirkel");
    talk.tap("Videre");
    talk.press("skip");
    expect(talk.message().bubbles.at(-1)?.text).toBe("Er der 1 person mere?");
    talk.tap("Nej");
    expect(talk.message().bubbles.at(-1)?.text).toMatch(/ikke svaret/);
  });
});

describe("the persona", () => {
  it("shows the faces of the person just chosen", () => {
    const talk = begun("persona");
    tapAll(talk, "Moden kvinde", "din hash", "Ja", "Videre");
    for (let i = 0; i < 5; i++) talk.press("skip");
    expect(talk.screen().choices[0]?.picture).toEqual({ name: "feeling-anger", persona: "mature-woman" });
  });
});

describe("the dreams", () => {
  const partsAtEnd = (params: Record<string, string>) => {
    const talk = startTalk(product);
    talk.begin("droemmekort", params);
    tapAll(talk, "Start");
    while (!talk.message().bubbles.some((it) => it.lines)) talk.press("skip");
    const sheet = talk.message().bubbles[0]?.picture?.picture as Extract<Sheet, { sheet: "list" }>;
    return sheet.parts.flatMap(({ label, items }) => items.map((it) => `${label}: ${it.text}`));
  };

  it("have what staff wrote on the sheet, as theirs", () => {
    expect(partsAtEnd({ dream: "at spille i et band", hope: "at du får ro" })).toEqual([
      "Kort til mig: at spille i et band",
      "En anden drømmer for mig: at du får ro",
    ]);
    expect(partsAtEnd({})).toEqual([]);
  });

  it("are talked about one at a time only when there are several", () => {
    const asked = (...dreams: string[]) => {
      const talk = begun("droemmekort");
      tapAll(talk, "Videre", ...dreams, "Færdig");
      return talk.message().bubbles[0]?.text;
    };
    expect(asked("Penge", "Venner")).toBe("Vi taler om 1 drøm nu. Hvilken vælger du?");
    expect(asked("Penge")).toBe("Tænk på din drøm. Hvad er 1 lille ting, du kan gøre?");
  });
});

describe("the decision", () => {
  it("shows the sheet from last time before the new one", () => {
    const talk = startTalk(product);
    for (const sheets of [1, 2]) {
      talk.begin("beslutningsskema");
      talk.tap("Start");
      const seen: string[] = [];
      while (talk.conversation().frames.length > 0) {
        const { bubbles, choices } = talk.message();
        const picture = bubbles[0]?.picture?.picture;
        if (picture && "sheet" in picture) seen.push(bubbles[0]?.text ?? "");
        const want = choices.find((it) => /Ja, det passer|Nej, kun mig|Ikke lige nu/.test(it.label));
        if (want) talk.tap(want.label);
        else talk.press("skip");
      }
      expect(seen.filter((it) => it.startsWith("Det her er dit skema fra"))).toHaveLength(sheets - 1);
      talk.tap("Færdig");
    }
  });
});
