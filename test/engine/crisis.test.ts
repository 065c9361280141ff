import { beforeAll, describe, expect, it } from "vitest";
import { CRISIS_CATEGORIES } from "../../src/model/safety.ts";
import { openTestProduct, type TestProduct } from "../support/product.ts";
import { startTalk, type Talk } from "../support/talk.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await openTestProduct();
});

const texts = (talk: Talk): string[] => talk.message().bubbles.map((it) => it.text);
const calls = (talk: Talk): string[] => (talk.message().links ?? []).map((it) => `${it.label} ${it.url}`);
const ASK = "Er du i fare nu?";
const NOBODY = "Jeg er en robot. Ingen får besked om det, du skrev. Du skal selv ringe.";

const SAID = {
  overdose: "jeg kan ikke vække ham",
  suicide: "jeg vil ikke leve mere",
  withdrawal: "jeg har stoppet brat med mine benzoer og ryster",
  violence: "min kæreste slår mig",
  harm: "jeg har lyst til at slå ham ihjel",
  pregnancy: "jeg er gravid og drikker hver dag",
} as const;

describe("what cannot wait", () => {
  it.each(CRISIS_CATEGORIES)("R25 R26 is answered with fixed words, whatever runs: %s", (category) => {
    const first = product.translator.words("da").say({ from: "safety", key: `answers.${category}.first` });
    const idle = startTalk(product);
    idle.say(SAID[category]);
    expect(texts(idle)).toEqual([first, expect.any(String), NOBODY, ASK]);
    expect(calls(idle)).toContain("Ring 112 tel:112");
    const running = startTalk(product);
    running.begin("dagbog");
    const before = texts(running);
    expect(running.say(SAID[category]).verdict).toBe("interrupted");
    expect(texts(running)[0]).toBe(first);
    running.tap("no");
    expect(texts(running).at(-1)).toBe(NOBODY);
    running.tap("close");
    expect(texts(running)).toEqual(before);
  });

  it("R25 is found in the words to a photo, and the photo is kept as the answer", () => {
    const talk = startTalk(product);
    talk.begin("parathed");
    talk.tap("Start");
    talk.tap("ikke så klar");
    talk.take({ kind: "media", media: { id: "m1", type: "photo" }, caption: SAID.suicide });
    expect(texts(talk)).toContain(ASK);
    talk.tap("no");
    talk.tap("close");
    talk.press("back");
    expect(texts(talk).at(-1)).toBe(`Før svarede du: ${SAID.suicide}.`);
  });

  it("R26 calls the citizen's own unit, and the lægevagt of their region", () => {
    const talk = startTalk(product, { profile: { region: "syddanmark", unitPhone: "20 30 40 50" } });
    talk.say(SAID.withdrawal);
    talk.tap("no");
    expect(calls(talk)).toEqual([
      "Ring til lægevagten tel:70110707",
      "Ring til personalet tel:20304050",
      "Ring 112 tel:112",
    ]);
  });

  it("R25 comes before what an exercise ends with, and that comes after it", () => {
    const talk = startTalk(product);
    talk.begin("dagbog");
    talk.tap("god");
    talk.tap("keep");
    const ended = texts(talk);
    talk.say(SAID.violence);
    expect(texts(talk)).toContain(ASK);
    talk.say("nej");
    talk.say("videre");
    expect(texts(talk)).toEqual(ended);
  });

  it("R16 leaves the controls where they are: help opens on top, and leads back", () => {
    const talk = startTalk(product);
    talk.say(SAID.suicide);
    expect(talk.message().controls.map(({ control }) => control)).toContain("human");
    talk.press("repeat");
    expect(texts(talk)).toContain(ASK);
    talk.press("human");
    expect(texts(talk)).not.toContain(ASK);
  });
});
