import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { Persona, Sheet } from "../../src/model/picture.ts";
import { FEELINGS, PERSONAS } from "../../src/model/picture.ts";
import { drawLayout } from "../../src/pictures/layout.ts";
import { layoutFeelings } from "../../src/pictures/sheets/feelings.ts";
import { layoutStairs } from "../../src/pictures/sheets/stairs.ts";
import { openOurs } from "./open.ts";
import { EMPTY, faultsOf, partOf } from "./sheets-faults.ts";

type FeelingsSheet = Extract<Sheet, { sheet: "feelings" }>;
type StairsSheet = Extract<Sheet, { sheet: "stairs" }>;

const LABELS = {
  da: ["vrede", "ked af det", "bange", "glad", "kærlighed", "overraskelse", "væmmelse", "skam"],
  en: ["anger", "sadness", "fear", "happiness", "love", "surprise", "disgust", "embarrassment"],
};
const STAIRS = {
  da: ["slet ikke klar", "ikke så klar", "lidt klar", "næsten helt klar", "meget klar"],
  en: ["not ready at all", "not so ready", "a little ready", "almost ready", "completely ready"],
};
const TITLES = {
  da: "Hvor klar er du til at flytte i din helt egen lejlighed?",
  en: "How ready are you to move into a flat of your very own?",
};
const DATES = { da: "Onsdag den 24. september 2025", en: "Wednesday 24 September 2025" };
const LANGUAGES = ["da", "en"] as const;

function feelings(language: "da" | "en", persona: Persona, chosen: boolean): FeelingsSheet {
  return {
    sheet: "feelings",
    persona,
    title: TITLES[language],
    date: DATES[language],
    feelings: FEELINGS.map((feeling, index) => ({
      feeling,
      label: LABELS[language][index]!,
      chosen,
      ...(chosen ? { strength: (index % 5) + 1 } : {}),
    })),
  };
}

function stairs(language: "da" | "en", count: 3 | 5, at: number | undefined): StairsSheet {
  return {
    sheet: "stairs",
    persona: "young-woman",
    title: TITLES[language],
    date: DATES[language],
    stairs: STAIRS[language].slice(5 - count).map((label, index) => ({ value: index + 1, label })),
    ...(at === undefined ? {} : { at }),
  };
}

describe.each(LANGUAGES)("with the longest words of %s", (language) => {
  test.each([true, false])("nothing overlaps, is cut or too small on the feelings sheet, chosen: %s", (chosen) => {
    expect(faultsOf(layoutFeelings(feelings(language, "young-man", chosen), EMPTY))).toEqual([]);
  });

  test.each([
    [5, undefined],
    [5, 1],
    [5, 3],
    [5, 5],
    [3, undefined],
    [3, 1],
    [3, 3],
  ] as const)("nothing overlaps, is cut or too small on %d stairs, standing on %s", (count, at) => {
    expect(faultsOf(layoutStairs(stairs(language, count, at), EMPTY))).toEqual([]);
  });
});

test("every feeling has its face over its word", () => {
  const layout = layoutFeelings(feelings("da", "mature-man", false), EMPTY);
  for (const feeling of FEELINGS) {
    const face = partOf(layout, `${feeling} face`)!.box;
    const label = partOf(layout, `${feeling} label`)!.box;
    expect(label.y).toBeGreaterThanOrEqual(face.y + face.height);
    expect(Math.abs(label.x + label.width / 2 - face.x - face.width / 2)).toBeLessThan(1);
  }
});

test("a chosen feeling is marked by more than colour: a tick and a thick frame", () => {
  const sheet = feelings("da", "mature-man", false);
  const chosen = { ...sheet, feelings: sheet.feelings.map((it, index) => ({ ...it, chosen: index === 2 })) };
  const layout = layoutFeelings(chosen, EMPTY);
  expect(layout.parts.filter((part) => part.what.endsWith("tick")).map((part) => part.what)).toEqual(["fear tick"]);
  const strokeOf = (what: string): number => Number(/stroke-width="(\d+)"/.exec(partOf(layout, what)!.svg)![1]);
  expect(strokeOf("fear frame")).toBeGreaterThan(2 * strokeOf("joy frame"));
});

test("strength is as many filled dots", () => {
  const layout = layoutFeelings(feelings("da", "mature-man", true), EMPTY);
  const filled = FEELINGS.map((feeling) => {
    const dots = [...partOf(layout, `${feeling} strength`)!.svg.matchAll(/fill="(#\w+)"/g)].map((match) => match[1]);
    expect(dots).toHaveLength(5);
    return dots.filter((fill) => fill !== "#ffffff").length;
  });
  expect(filled).toEqual([1, 2, 3, 4, 5, 1, 2, 3]);
});

test.each([1, 2, 3, 4, 5])("the persona stands on stair %d", (at) => {
  const layout = layoutStairs(stairs("da", 5, at), EMPTY);
  const persona = partOf(layout, "persona")!.box;
  const step = partOf(layout, `step ${at}`)!.box;
  expect(persona.y + persona.height).toBeCloseTo(step.y, 1);
  expect(persona.x).toBeGreaterThan(step.x);
});

test("stairs go up from the lowest number, and a persona who has not chosen stands on the ground", () => {
  const layout = layoutStairs(stairs("da", 5, undefined), EMPTY);
  const tops = [1, 2, 3, 4, 5].map((value) => partOf(layout, `step ${value}`)!.box.y);
  expect(tops).toEqual([...tops].sort((a, b) => b - a));
  const persona = partOf(layout, "persona")!.box;
  const first = partOf(layout, "step 1")!.box;
  expect(persona.y + persona.height).toBeCloseTo(first.y + first.height, 1);
  expect(persona.x + persona.width).toBeLessThanOrEqual(first.x);
});

test("a sheet that cannot be drawn is refused", () => {
  const five = stairs("da", 5, undefined);
  expect(() => layoutStairs({ ...five, stairs: five.stairs.slice(0, 4) }, EMPTY)).toThrow(
    "expected 3 or 5 stairs, got 4",
  );
  expect(() => layoutStairs({ ...five, at: 7 }, EMPTY)).toThrow('expected "at" to be one of its stairs, got 7');
  const wide = feelings("da", "young-man", false).feelings.map((it) => ({
    ...it,
    label: "speciallægepraksisplanlægning",
  }));
  expect(() => layoutFeelings({ ...feelings("da", "young-man", false), feelings: wide }, EMPTY)).toThrow(
    "a text in a picture",
  );
});

test("words cannot become markup", () => {
  const svg = drawLayout(layoutFeelings({ ...feelings("da", "young-man", false), title: "<script>&amp;" }, EMPTY));
  expect(svg).not.toContain("<script");
});

test("a tall sheet keeps its width as a PNG, so that its words can be read on a phone, up to a height", async () => {
  const pictures = await openOurs();
  const pixelsOf = async (sheet: Sheet, asked?: number) => {
    const { width, height } = await sharp(
      (await pictures.file(pictures.link(sheet).hash, "png", asked))!.body,
    ).metadata();
    return [width, height];
  };
  const tall = feelings("da", "young-woman", true);
  const { height } = pictures.link(tall);
  expect(height).toBeGreaterThan(1024);
  expect(await pixelsOf(tall)).toEqual([720, height]);
  expect(await pixelsOf(tall, 390)).toEqual([400, Math.round((400 * height) / 720)]);
  const items = Array.from({ length: 300 }, () => ({ text: "Gå en tur" }));
  const endless: Sheet = { sheet: "list", persona: "young-man", title: "x", parts: [{ label: "x", items }] };
  const [narrow, most] = await pixelsOf(endless);
  expect(most).toBe(8192);
  expect(narrow).toBeLessThan(720);
});

test("each persona has a sheet of its own, and it is cheap to ask for it again", async () => {
  const pictures = await openOurs();
  const links = PERSONAS.map((persona) => pictures.link(feelings("en", persona, false)));
  expect(new Set(links.map((link) => link.hash)).size).toBe(PERSONAS.length);
  expect(pictures.link(feelings("en", "young-woman", false))).toBe(links[0]);
});

test("masks of pictures that meet in one file keep apart", async () => {
  const pictures = await openOurs();
  for (const info of pictures.describe()) {
    const { hash } = pictures.link(
      info.needsPersona ? { name: info.name, persona: "mature-man" } : { name: info.name },
    );
    const svg = (await pictures.file(hash, "svg"))!.body.toString();
    const ids = [...svg.matchAll(/\bid="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size, info.name).toBe(ids.length);
    for (const [, used] of svg.matchAll(/(?:url\(#|href="#)([^)"]+)/g)) expect(ids, info.name).toContain(used);
  }
});
