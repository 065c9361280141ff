import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import opentype from "opentype.js";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import type { Sheet } from "../../src/model/picture.ts";
import { FEELINGS } from "../../src/model/picture.ts";
import type { Pictures } from "../../src/pictures/index.ts";
import { makeFont } from "../../src/print/font.ts";
import { type PrintedNote, printPdf } from "../../src/print/index.ts";
import { ANSWERS, sheetOf as sheetOfFlow } from "../engine/sheet-answers.ts";
import { openOurs, temporaryFolder } from "../pictures/open.ts";
import { AMOUNTS, LANGUAGES, peopleOf, sheetsOf, wordsOf } from "../pictures/sheets-samples.ts";
import { openTestProduct, type TestProduct } from "../support/product.ts";
import { readPdf } from "./read-pdf.ts";

type Kind = Sheet["sheet"];

const AT = new Date("2025-09-24T10:00:00Z");
/** The margins of the page, and where its foot begins, in points. */
const RIGHT = 595.28 - 56;
const FOOT = 841.89 - 60;

let pictures: Pictures;
beforeAll(async () => {
  pictures = await openOurs();
});

const print = (picture: Sheet, at = AT) =>
  printPdf({ sheet: { picture, alt: "Et ark" } }, { language: "da", at, pictures });
const sheetOf = <K extends Kind>(kind: K) =>
  sheetsOf("da", "typical").find((sheet) => sheet.sheet === kind) as Extract<Sheet, { sheet: K }>;
/** Without spaces: lines break where they must. */
const squashed = (text: string): string => text.replace(/\s/g, "");

const feelings: Sheet = {
  sheet: "feelings",
  persona: "young-woman",
  title: "Sådan har jeg det nu",
  feelings: FEELINGS.map((feeling, index) => ({
    feeling,
    label: `følelse ${feeling}`,
    chosen: index === 3,
    ...(index === 3 ? { strength: 4 } : {}),
  })),
};
const stairs: Sheet = {
  sheet: "stairs",
  persona: "young-man",
  title: "Hvor klar er jeg?",
  at: 2,
  stairs: ["slet ikke klar", "lidt klar", "meget klar"].map((label, index) => ({ value: index + 1, label })),
};

describe.each(LANGUAGES)("in %s", (language) => {
  describe.each(AMOUNTS)("%s", (amount) => {
    test.each(sheetsOf(language, amount).map((sheet) => [sheet.sheet, sheet] as const))(
      "all words are text inside the margins: %s",
      async (_kind, sheet) => {
        const { pages } = readPdf(await print(sheet));
        const text = squashed(pages.map((page) => page.text).join(" "));
        const legend = sheet.sheet === "circle" ? Object.values(sheet.legend) : [];
        const used = sheet.sheet === "circle" ? sheet.people.map(({ helps }) => helps && sheet.legend[helps]) : [];
        for (const words of wordsOf(sheet)) {
          if (legend.includes(words) && !used.includes(words)) continue;
          expect(text).toContain(squashed(words));
        }
        for (const page of pages) expect(page.right).toBeLessThanOrEqual(RIGHT + 0.5);
      },
    );
  });
});

describe("an exercise of the product", () => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await openTestProduct();
  });

  test.each(Object.keys(ANSWERS))("has its whole sheet on paper, with a typical course: %s", async (flow) => {
    const given = { date: "2026-11-23", citizen: "Bo Hansen", sender: "Mette Holm" };
    const { sheet } = sheetOfFlow(product, flow, given);
    const { pages } = readPdf(await print(sheet));
    const text = squashed(pages.map((page) => page.text).join(" "));
    for (const word of wordsOf({ ...sheet, legend: undefined })) expect(text).toContain(squashed(word));
  });
});

test("feelings and stairs are drawings with the same words as text", async () => {
  const shown = readPdf(await print(feelings)).pages;
  expect(shown).toHaveLength(1);
  expect(shown[0]!.text).toContain("følelse fear følelse joy: 4/5 følelse love");
  const climbed = readPdf(await print(stairs)).pages;
  expect(climbed[0]!.text).toContain("3: meget klar 2: lidt klar 1: slet ikke klar");
});

test.each([
  ["plan", 2],
  ["decision", 2],
  ["list", 1],
  ["diploma", 1],
] as const)("a typical sheet takes the pages it should: %s, %d", async (kind, count) => {
  expect(readPdf(await print(sheetOf(kind))).pages).toHaveLength(count);
});

test("each page has the title and its number, except a diploma, that has a frame instead", async () => {
  const { pages } = readPdf(await print(sheetOf("decision")));
  expect(pages.map((page) => page.text.slice(-13))).toEqual(["Gå en tur 1/2", "Gå en tur 2/2"]);
  expect(readPdf(await print(sheetOf("diploma"))).pages[0]!.text).not.toContain("1/1");
});

test("the people of a crowded circle have the numbers of the drawing", async () => {
  const circle = { ...sheetOf("circle"), people: peopleOf("da", 25, 2) };
  const text = readPdf(await print(circle))
    .pages.map((page) => page.text)
    .join(" ");
  expect(squashed(text)).toMatch(/1\.Mor.*2\.Lars.*25\.Anne-MargretheKristoffersen-Bjerregaard/);
});

test("a signature that is missing is an empty place over its label", async () => {
  const { text } = readPdf(await print({ ...sheetOf("contract"), parts: [] })).pages[0]!;
  expect(text).toMatch(/Lars Borger Onsdag den 24\. september 2025 Behandler/);
});

test("words that fill more than a page are all there", async () => {
  const many = Array.from({ length: 90 }, (_, index) => ({ text: `Punkt ${index + 1}.` }));
  const endless = { text: Array.from({ length: 900 }, (_, index) => `ord${index}`).join(" ") };
  const plan = sheetOf("plan");
  const decision = sheetOf("decision");
  const [half, other] = decision.halves;
  const cells = [many, [endless]];
  const long: Sheet[] = [
    {
      ...plan,
      parts: [
        { label: "A", items: many },
        { label: "B", items: [endless] },
      ],
    },
    {
      ...sheetOf("list"),
      parts: [
        { label: "A", items: [endless] },
        { label: "B", items: many },
      ],
    },
    { ...decision, halves: [{ ...half!, rows: [{ label: "A", cells }] }, other!] },
  ];
  for (const sheet of long) {
    const { pages } = readPdf(await print(sheet));
    const text = squashed(pages.map((page) => page.text.slice(0, page.text.lastIndexOf(sheet.title))).join(" "));
    for (const words of many) expect(text, sheet.sheet).toContain(squashed(words.text));
    for (const word of endless.text.split(" ")) expect(text, sheet.sheet).toContain(word);
  }
});

test("title, language, description and date are facts of the document", async () => {
  const { source } = readPdf(await print(stairs));
  expect(source).toContain("/Lang (da)");
  expect(source).toContain("/DisplayDocTitle true");
  expect(source).toContain("(Et ark)");
  expect(source).toContain("(Hvor klar er jeg?)");
  expect(source).toContain("(D:20250924100000Z)");
});

test("the same sheet at the same time is the same file", async () => {
  const sheet = sheetOf("plan");
  const [first, second] = [await print(sheet), await print(structuredClone(sheet))];
  expect(second.equals(first)).toBe(true);
  expect((await print(sheet, new Date("2025-09-25T10:00:00Z"))).equals(first)).toBe(false);
});

test("hostile words stay words", async () => {
  const hostile = "<svg onload=x> ) Tj ET endobj /JS (app.alert) {{x}} \\ javascript:x %00";
  const sheet = {
    ...sheetOf("list"),
    title: hostile,
    parts: [{ label: hostile, items: [{ text: hostile, done: true }] }],
  };
  const { pages, source } = readPdf(await print(sheet));
  expect(pages).toHaveLength(1);
  expect(squashed(pages[0]!.text).split(squashed(hostile))).toHaveLength(5);
  expect(source).not.toMatch(/\/(JavaScript|URI|Launch|OpenAction|Annots)\b/);
});

test("words that look like what acts in a PDF are text in a note as well, and nothing acts", async () => {
  const words = [
    "<script>alert(1)</script> {{x}}",
    "[x](javascript:alert(1)) http://example.org/a",
    ") /S /JavaScript /JS (app.alert(1)) /URI (http://x) (",
    "endstream endobj 1 0 obj << /Type /Action /S /Launch >>",
    "\\) Tj ET \\(",
  ];
  const lines = words.map((it) => ({ label: it, answer: it }));
  const [title = "", date = ""] = words.slice(1);
  const note = { title, date, lines, footer: words.join(" ") };
  const { pages, source } = readPdf(await printPdf({ note }, { language: "da", at: AT, pictures }));
  const text = squashed(pages.map((page) => page.text).join(" "));
  for (const it of words) expect(text.split(squashed(it)).length).toBeGreaterThan(3);
  // what is a stream or a string is no name of the file's own
  const names = source.replaceAll(/stream\n[\s\S]*?\nendstream/g, "").replaceAll(/\((?:\\[\s\S]|[^\\()])*\)/g, "()");
  expect(names).toContain("/Catalog");
  expect(names).not.toMatch(/\/(JS|JavaScript|URI|Launch|Action|OpenAction|AA|Annots|EmbeddedFiles|AcroForm)\b/);
});

test("a picture of the user's own is in the page as pixels, ours are lines", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "own"));
  const photo = { create: { width: 40, height: 40, channels: 3, background: "#336699" } } as const;
  writeFileSync(join(folder, "own", "me.mature-woman.png"), await sharp(photo).png().toBuffer());
  const own = await openOurs(join(folder, "own"));
  const sheet = { picture: sheetOf("plan"), alt: "x" };
  const pdf = await printPdf({ sheet }, { language: "da", at: AT, pictures: own });
  expect(pdf.toString("latin1")).toContain("/Subtype /Image");
  expect((await print(sheetOf("plan"))).toString("latin1")).not.toContain("/Subtype /Image");
});

describe("a note", () => {
  const lines = [
    { label: "Hvor klar er du?", answer: "3, lidt klar" },
    { label: "Hvorfor ikke 5?", answer: "Jeg er bange for at være alene ☕\nom aftenen" },
  ];
  const head = { title: "Parathed", date: "24. september 2025" };
  const printed = (note: PrintedNote, picture?: Sheet) =>
    printPdf({ note, sheet: picture && { picture, alt: "Et ark" } }, { language: "da", at: AT, pictures });

  test("has each question with its answer, and who answered", async () => {
    const pdf = await printed({ ...head, lines, footer: "Svaret selv" });
    expect(readPdf(pdf).pages.map((page) => page.text)).toEqual([
      "Parathed 24. september 2025 Hvor klar er du? 3, lidt klar Hvorfor ikke 5? " +
        "Jeg er bange for at være alene om aftenen Svaret selv Parathed 1/1",
    ]);
  });

  test("begins a page of its own after its sheet, and is left out behind a diploma, which is given away", async () => {
    const { pages } = readPdf(await printed({ ...head, lines }, stairs));
    expect(pages.map((page) => page.text.slice(0, 16))).toEqual(["Hvor klar er jeg", "Parathed 24. sep"]);
    expect(pages[1]!.text).toContain("Hvor klar er du? 3, lidt klar");
    const diploma = readPdf(await printed({ ...head, lines }, sheetOf("diploma")));
    expect(diploma.pages).toHaveLength(1);
    expect(diploma.pages[0]!.text).not.toContain("Parathed");
  });

  test("goes on on further pages, above the foot", async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      label: `Spørgsmål ${index + 1}`,
      answer: `Svar ${index + 1}`,
    }));
    const { pages } = readPdf(await printed({ ...head, lines: many }));
    expect(pages.length).toBeGreaterThan(2);
    const text = pages.map((page) => page.text).join(" ");
    for (const { label, answer } of many) expect(text).toContain(`${label} ${answer}`);
  });
});

test("a zero has no stroke through it, for that is another letter in Danish (R4), and is still a zero", () => {
  for (const weight of [400, 700] as const) {
    const bytes = makeFont(weight);
    const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const outlines = (letter: string) =>
      font.charToGlyph(letter).path.commands.filter(({ type }) => type === "M").length;
    expect(outlines("0")).toBe(outlines("O"));
    for (const letter of "0aåæøÅÆØéłŽß€½–”") expect(font.charToGlyphIndex(letter), letter).toBeGreaterThan(0);
  }
});

test("nothing but the foot is below the field of text", async () => {
  for (const sheet of sheetsOf("da", "longest")) {
    const pdf = readPdf(await print(sheet));
    for (const page of pdf.pages) expect(page.bottom).toBeLessThan(FOOT + 40);
  }
});
