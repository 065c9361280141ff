import { expect, test } from "vitest";
import { guideWords, stepWords, voiceWords } from "../../src/console/guide-words.ts";
import { DECISIONS } from "../../src/people/guided.ts";
import { openTestProduct } from "../support/product.ts";
import { problemsAfter } from "./check-fixture.ts";

const card = "{ how: [Se på det.], dos: [Vent.], donts: [Pres ikke.] }";
const cards = (of: string) =>
  `voice: { dos: [Lyt.], donts: [Pres ikke.] }\nmaterials: {}\nkinds: { say: [Vent.] }\nflows: ${of}\n`;
const all = (walk: string, more = "") =>
  cards(`{ menneske: ${card}, part: ${card}, trang: ${card}, walk: ${walk}${more} }`);

test("R30 an exercise without its card, a card of no exercise, and words of no step are found in each language", () => {
  expect(problemsAfter([{ file: "locales/*/guides.yaml", write: all(card) }])).toEqual([]);
  const missing = cards(`{ menneske: ${card}, part: ${card}, trang: ${card} }`);
  expect(problemsAfter([{ file: "locales/*/guides.yaml", write: missing }])).toEqual(
    ["da", "en"].map((it) => `locales/${it}/guides.yaml:4 flows.walk: expected an instruction card, got none`),
  );
  const steps = card.replace("}", ", steps: { nowhere: [Vent.] } }");
  expect(
    problemsAfter([
      { file: "locales/da/guides.yaml", write: all(steps) },
      { file: "locales/en/guides.yaml", write: all(steps) },
    ])[0],
  ).toMatch(/^locales\/da\/guides.yaml:4 flows.walk.steps.nowhere: expected a step of the flow \(.*\), got none$/);
  const unknown = all(card, `, gone: ${card}`);
  expect(problemsAfter([{ file: "locales/*/guides.yaml", write: unknown }])).toContain(
    "locales/da/guides.yaml:4 flows.gone: expected a card of a flow, got no such flow",
  );
  const material = { file: "flows/part.yaml", replace: "kind: check-in", by: "material: [paper], kind: check-in" };
  expect(problemsAfter([{ file: "locales/*/guides.yaml", write: all(card) }, material])).toContain(
    "locales/da/guides.yaml:2 materials.paper: expected words for the material of part, got none",
  );
  expect(problemsAfter([{ file: "locales/da/guides.yaml", write: all(card) }])).toContain(
    "locales/en/guides.yaml:1 the file: expected shared words, got no such file",
  );
});

test("R30 every exercise of ours has its card in both languages, and every question something that is good to do", async () => {
  const { library, translator } = await openTestProduct();
  for (const language of ["da", "en"]) {
    const words = translator.words(language);
    expect(voiceWords(words).dos.length).toBeGreaterThan(3);
    for (const compiled of library.all()) {
      const where = `${language} ${compiled.flow.id}`;
      const { how, dos, donts } = guideWords(words, compiled);
      expect(how.length, where).toBeGreaterThan(0);
      expect(how.length, where).toBeLessThanOrEqual(4);
      expect(dos.length * donts.length, where).toBeGreaterThan(0);
      for (const { step, name } of compiled.asks.values()) {
        const stand = { flow: compiled, step: step.id, kind: step.type };
        expect(stepWords(words, stand).length, `${where} ${name}`).toBeGreaterThan(0);
      }
    }
    const beside = ["paused", "stopped", "switch", "change", "change-which", "did-you-mean", "ended"];
    for (const kind of [...DECISIONS, ...beside]) {
      expect(stepWords(words, { kind }).length, `${language} ${kind}`).toBeGreaterThan(0);
    }
  }
});
