import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Sheet } from "../../src/model/picture.ts";
import type { Layout } from "../../src/pictures/layout.ts";
import { drawLayout } from "../../src/pictures/layout.ts";
import { withoutEmoji } from "../../src/pictures/sheets/plain.ts";
import { layoutSheet } from "../../src/pictures/sheets/sheet.ts";
import { ITEM_SIZES, wordsPart } from "../../src/pictures/sheets/words.ts";
import { drawText } from "../../src/pictures/text.ts";
import { openOurs } from "./open.ts";
import { EMPTY, faultsOf, partOf } from "./sheets-faults.ts";
import { AMOUNTS, LANGUAGES, LINK, sheetsOf, wordsOf } from "./sheets-samples.ts";

type Kind = Sheet["sheet"];
const ofKind = <K extends Kind>(kind: K, amount: (typeof AMOUNTS)[number] = "typical") =>
  sheetsOf("da", amount).find((sheet) => sheet.sheet === kind) as Extract<Sheet, { sheet: K }>;

/** How many outlines are drawn: as many for the same letters, wherever lines break and at every size. */
const outlinesOf = (svg: string): number => [...svg.matchAll(/[Mm]/g)].length;
const outlinesOfText = (text: string): number =>
  outlinesOf(
    drawText(text.replace(/\s/g, ""), { x: 0, y: 0, size: 30, weight: "regular", fill: "#000", anchor: "start" }),
  );
const outlinesOfWords = (layout: Layout): number =>
  layout.parts.filter((part) => part.role === "text").reduce((sum, part) => sum + outlinesOf(part.svg), 0);

describe.each(LANGUAGES)("in %s", (language) => {
  describe.each(AMOUNTS)("%s", (amount) => {
    test.each(sheetsOf(language, amount).map((sheet) => [sheet.sheet, sheet] as const))(
      "nothing overlaps, is cut or too small on the sheet: %s",
      (_kind, sheet) => {
        expect(faultsOf(layoutSheet(sheet, EMPTY))).toEqual([]);
      },
    );
  });

  test.each(["bell", "plan", "list", "contract", "diploma"] as const)("all words are drawn whole: %s", (kind) => {
    const sheet = sheetsOf(language, "longest").find((it) => it.sheet === kind)!;
    const expected = wordsOf(sheet).reduce((sum, text) => sum + outlinesOfText(text), 0);
    expect(outlinesOfWords(layoutSheet(sheet, EMPTY))).toBe(expected);
  });
});

test("any text is drawn whole within its width", () => {
  const character = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzæøåÆØÅ0123456789.,-?!@/:");
  const word = fc.array(character, { minLength: 1, maxLength: 60 }).map((letters) => letters.join(""));
  const style = { weight: "regular", sizes: ITEM_SIZES, fill: "#000", x: 10, y: 20, width: 300 } as const;
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
      const part = wordsPart("text", words.join(" "), style);
      expect(part.box.width).toBeLessThanOrEqual(300);
      expect(outlinesOf(part.svg)).toBe(outlinesOfText(words.join("")));
    }),
    { numRuns: 60 },
  );
});

test("a text in a cell is repeated for no other cell, and the name of the column stands in each", () => {
  const sheet = ofKind("decision");
  const layout = layoutSheet(sheet, EMPTY);
  const cells = sheet.halves.flatMap((half) => half.rows.flatMap((row) => row.cells));
  const columns = cells.length / 2;
  const words = [
    sheet.title,
    sheet.date!,
    ...sheet.halves.flatMap((half) => [half.title, ...half.rows.map((row) => row.label)]),
  ];
  const expected = [
    ...words,
    ...cells.flat().map(({ text }) => text),
    ...Array.from({ length: columns }, () => sheet.columns).flat(),
  ];
  expect(outlinesOfWords(layout)).toBe(expected.reduce((sum, text) => sum + outlinesOfText(text), 0));
});

test("a cell without words is a line to write on; a filled one has none", () => {
  const empty = layoutSheet(ofKind("decision"), EMPTY).parts.filter((part) => part.what.endsWith("empty"));
  expect(empty.map((part) => part.what)).toEqual(
    [1, 2].flatMap((half) => [1, 3, 5].map((row) => `half ${half} row ${row} cell 2 item empty`)),
  );
});

test("cells stand beside each other, and below each other when a word needs the whole width", () => {
  const boxes = (amount: "typical" | "longest") => {
    const layout = layoutSheet(ofKind("decision", amount), EMPTY);
    return [1, 2].map((cell) => partOf(layout, `half 1 row 2 cell ${cell}`)!.box);
  };
  const [now, later] = boxes("typical");
  expect(later!.y).toBe(now!.y);
  expect(later!.height).toBe(now!.height);
  const [first, second] = boxes("longest");
  expect(second!.x).toBe(first!.x);
  expect(second!.y).toBeGreaterThan(first!.y + first!.height);
});

test("a signature that is missing is a broken line with a hand, one that is there has a name and a tick", () => {
  const layout = layoutSheet(ofKind("contract"), EMPTY);
  const marks = (signature: string) =>
    layout.parts.filter((part) => part.what.startsWith(signature)).map((part) => part.what.slice(signature.length + 1));
  expect(marks("signature 1")).toEqual(["frame", "label", "name", "line", "tick", "date"]);
  expect(marks("signature 2")).toEqual(["frame", "label", "line", "hand", "missing"]);
  expect(partOf(layout, "signature 2 line")!.svg).toContain("stroke-dasharray");
});

test("what is done has a tick, what is not an open box, and other lists neither", () => {
  const layout = layoutSheet(ofKind("list"), EMPTY);
  const marks = layout.parts.filter((part) => / (ticked|open)$/.test(part.what)).map((part) => part.what);
  expect(marks).toEqual([1, 2, 3, 4].map((item) => `part 1 item ${item} ${item % 2 === 1 ? "ticked" : "open"}`));
});

test("a number to call is written larger than anything else about the person", () => {
  const layout = layoutSheet(ofKind("plan"), EMPTY);
  const sizes = layout.parts.filter((part) => part.what.startsWith("person 1 ") && part.role === "text");
  expect(sizes.toSorted((a, b) => b.size! - a.size!)[0]!.what).toBe("person 1 phone");
});

test.each(["bell", "circle", "diploma"] as const)("a drawing for a page has no title and no list: %s", (kind) => {
  const layout = layoutSheet({ ...ofKind(kind), drawingOnly: true }, EMPTY);
  expect(faultsOf(layout)).toEqual([]);
  expect(layout.parts.filter((part) => /^(title|date|list|legend|inside|out)/.test(part.what))).toEqual([]);
  expect(partOf(layout, "persona")).toBeDefined();
});

test("emoji are left out, for the font has none; words and signs stay", () => {
  expect(withoutEmoji({ a: ["Kaffe ☕ med Pia ❤️", "👨‍👩‍👧"], b: { c: "½ € © 2 – “ja”" } })).toEqual({
    a: ["Kaffe med Pia", ""],
    b: { c: "½ € © 2 – “ja”" },
  });
  const plain = { sheet: "list", persona: "young-man", title: "Kaffe", parts: [] } as const;
  const layout = layoutSheet({ ...plain, title: "Kaffe ☕" }, EMPTY);
  expect(drawLayout(layout)).toBe(drawLayout(layoutSheet(plain, EMPTY)));
});

test("hostile words cannot become markup", () => {
  const hostile = '<script>"&amp;]]>';
  for (const sheet of sheetsOf("da", "typical")) {
    const text = JSON.stringify(sheet, (name, value: unknown) =>
      typeof value === "string" && !["sheet", "persona", "picture", "helps", "mark"].includes(name) ? hostile : value,
    );
    const svg = drawLayout(layoutSheet(JSON.parse(text) as Sheet, EMPTY));
    expect(svg, sheet.sheet).not.toMatch(/script|amp|\]\]>/);
  }
});

test("all sheets are drawn with our own pictures, each the same every time", async () => {
  const [pictures, again] = await Promise.all([openOurs(), openOurs()]);
  for (const sheet of sheetsOf("da", "longest")) expect(again.link(sheet).hash).toBe(pictures.link(sheet).hash);
  const unknown: Sheet = {
    sheet: "list",
    persona: "young-man",
    title: "x",
    parts: [{ label: LINK, picture: "unicorn", items: [] }],
  };
  expect(() => pictures.link(unknown)).toThrow('expected the picture "unicorn", got none');
});
