import { describe, expect, it } from "vitest";
import { render } from "../../src/render/render.ts";
import { openTestProduct } from "../support/product.ts";
import { startTalk } from "../support/talk.ts";

const product = await openTestProduct();

function reached(...taps: string[]) {
  const talk = startTalk(product);
  talk.begin("parathed");
  for (const it of taps) talk.tap(it);
  return talk;
}

describe("a message", () => {
  it("is all of a screen in words", () => {
    const talk = reached("Start");
    const message = render(talk.screen(), product.translator.words("da"));
    expect(message).toMatchObject({
      language: "da",
      progress: "Trin 2 af 9",
      layout: "scale",
      input: "none",
      bubbles: [
        {
          text: "Hvor klar er du til at ændre dit forbrug?",
          picture: { alt: "En trappe med 5 trin.", picture: { sheet: "stairs", title: "Hvor klar er du?" } },
        },
      ],
    });
    expect(message.choices[0]).toMatchObject({
      label: "slet ikke klar",
      number: 1,
      role: "answer",
      picture: { picture: { name: "ready-1", persona: "young-man" } },
    });
    expect(message.controls.map((it) => it.label)).toEqual([
      "Tilbage",
      "Gentag",
      "Det forstår jeg ikke",
      "Spring over",
      "Pause",
      "Stop",
      "Jeg har trang",
      "Snak med et menneske",
    ]);
  });
  it("is read aloud with its lines and its choices, in order", () => {
    const { readAloud } = reached("Start", "meget klar", "Ved ikke", "Ved ikke", "Ved ikke").message();
    expect(readAloud).toBe(
      "Det her har du sagt: Hvor klar: 5, meget klar. Min grund: ved ikke. Hjælp fra behandler: ved ikke. " +
        "Hjælp fra personale: ved ikke. Har jeg forstået dig? Ja, det passer. Ret et svar.",
    );
  });
  it("is plain data: it is the same when it was stored (and holds nothing undefined)", () => {
    for (const talk of [reached(), reached("Start"), reached("Start", "klar"), startTalk(product)]) {
      expect(JSON.parse(JSON.stringify(talk.message()))).toStrictEqual(talk.message());
    }
  });
});
