import sharp from "sharp";
import { expect, test } from "vitest";
import { svgDocument } from "../../src/pictures/svg.ts";
import { ASCENT, drawText, fitText, measureText, wrapText } from "../../src/pictures/text.ts";

const BOLD = { size: 40, weight: "bold" } as const;

/** The box of the ink of a text whose baseline begins, is centred or ends at (600, 100). */
async function inkOf(text: string, anchor: "start" | "middle" | "end") {
  const path = drawText(text, { ...BOLD, x: 600, y: 100, fill: "#000", anchor });
  const svg = svgDocument(1200, 200, `<rect width="1200" height="200" fill="#fff"/>${path}`);
  const { info } = await sharp(Buffer.from(svg)).trim({ threshold: 40 }).toBuffer({ resolveWithObject: true });
  const left = -(info.trimOffsetLeft ?? 0);
  const top = -(info.trimOffsetTop ?? 0);
  return { left, right: left + info.width, top, bottom: top + info.height };
}

test.each(["Sådan har jeg det nu", "Mandag 3. november", "ked af det", "overraskelse", "Ågård Łódź čž", "WAVE To 9"])(
  "all of “%s” is drawn where it was measured",
  async (text) => {
    const width = measureText(text, BOLD);
    const ink = await inkOf(text, "start");
    expect(ink.left).toBeGreaterThanOrEqual(599);
    expect(ink.right).toBeLessThanOrEqual(600 + width + 1);
    expect(ink.right).toBeGreaterThan(600 + width - 5);
    expect(ink.top).toBeGreaterThanOrEqual(100 - BOLD.size * ASCENT - 1);
    const centred = await inkOf(text, "middle");
    expect(Math.abs(centred.left - (ink.left - width / 2))).toBeLessThanOrEqual(1);
    const ended = await inkOf(text, "end");
    expect(Math.abs(ended.left - (ink.left - width))).toBeLessThanOrEqual(1);
  },
);

test("a letter written as two characters is drawn as one", () => {
  expect(measureText("a\u030a", BOLD)).toBe(measureText("å", BOLD));
});

test("lines break at spaces and never inside a word", () => {
  const width = measureText("slet ikke", BOLD) + 1;
  expect(wrapText("slet ikke klar", BOLD, width)).toEqual(["slet ikke", "klar"]);
  expect(wrapText("overraskelse", BOLD, 100)).toBeUndefined();
});

test("the largest size that fits is taken", () => {
  const width = measureText("overraskelse", { size: 30, weight: "bold" }) + 0.5;
  const fitted = fitText("overraskelse", { weight: "bold", sizes: [40, 30, 20], width, lines: 1 });
  expect(fitted.size).toBe(30);
  expect(fitted.width).toBeLessThanOrEqual(width);
});

test("a text that does not fit is refused, and the error does not repeat it", () => {
  const options = { weight: "bold", sizes: [30], width: 100, lines: 1 } as const;
  expect(() => fitText("en hemmelighed", options)).toThrow(
    "expected one that fits in 1 lines of 100 units, got 14 characters",
  );
});

test("a zero has no stroke through it, for that is another letter in Danish (R4)", async () => {
  const width = measureText("0", BOLD);
  const path = drawText("0", { ...BOLD, x: 0, y: 40, fill: "#000", anchor: "start" });
  const svg = svgDocument(Math.ceil(width), 50, `<rect width="50" height="50" fill="#fff"/>${path}`);
  const { data, info } = await sharp(Buffer.from(svg)).greyscale().raw().toBuffer({ resolveWithObject: true });
  const middle = 40 - Math.round((BOLD.size * 0.668) / 2);
  expect(data[(middle * info.width + Math.round(width / 2)) * info.channels]).toBe(255);
});
