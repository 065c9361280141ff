import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Font, Glyph, PathCommand } from "opentype.js";
import opentype from "opentype.js";
import { AppError } from "../model/errors.ts";
import { tenth } from "./svg.ts";

/**
 * Words in pictures. They are drawn as outlines of Atkinson Hyperlegible, so a picture looks the same on every
 * machine and needs no font there.
 *
 *     const { lines, size } = fitText("slet ikke klar", { weight: "bold", sizes: [30, 26], width: 150, lines: 2 });
 *     drawText("slet ikke", { x: 20, y: 40, size, weight: "bold", fill: "#000", anchor: "start" });
 */
export type Weight = "regular" | "bold";

interface TextStyle {
  /** em size in units of the drawing */
  readonly size: number;
  readonly weight: Weight;
}

export interface FitOptions {
  readonly weight: Weight;
  /** em sizes to try, the best first */
  readonly sizes: readonly number[];
  /** the widest a line may be */
  readonly width: number;
  /** the most lines */
  readonly lines: number;
}

interface FittedText extends TextStyle {
  readonly lines: readonly string[];
  /** width of the widest line */
  readonly width: number;
}

interface DrawOptions extends TextStyle {
  readonly x: number;
  /** the baseline */
  readonly y: number;
  readonly fill: string;
  readonly anchor: "start" | "middle" | "end";
}

/** Height of a line and place of its baseline, in em. */
export const LINE_HEIGHT = 1.2;
export const ASCENT = 0.95;

const require = createRequire(import.meta.url);
const WEIGHTS: Record<Weight, number> = { regular: 400, bold: 700 };

/** Latin first, then the letters of other European languages that a name may hold. */
const fonts = new Map<Weight, readonly Font[]>();

function fontsOf(weight: Weight): readonly Font[] {
  const known = fonts.get(weight);
  if (known !== undefined) return known;
  const loaded = ["latin", "latin-ext"].map((subset) => {
    const file = `@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-${subset}-${WEIGHTS[weight]}-normal.woff`;
    const bytes = readFileSync(require.resolve(file));
    return opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  });
  fonts.set(weight, loaded);
  return loaded;
}

interface PlacedGlyph {
  readonly glyph: Glyph;
  readonly font: Font;
  /** where it begins, in em */
  readonly x: number;
  /** how much wider or narrower it is drawn */
  readonly stretch: number;
}

/** One glyph per character, kerned. The library's own shaping looks for ligatures, at ten times the price. */
function shape(text: string, weight: Weight): { readonly glyphs: readonly PlacedGlyph[]; readonly width: number } {
  const candidates = fontsOf(weight);
  const glyphs: PlacedGlyph[] = [];
  let x = 0;
  let before: { readonly font: Font; readonly glyph: Glyph } | undefined;
  for (const character of text.normalize("NFC")) {
    const font = candidates.find((candidate) => candidate.charToGlyphIndex(character) > 0) ?? candidates[0]!;
    const glyph = font.charToGlyph(character);
    if (before?.font === font) x += font.getKerningValue(before.glyph, glyph) / font.unitsPerEm;
    glyphs.push({ ...plainZero(character, glyph, font), font, x });
    x += (glyph.advanceWidth ?? 0) / font.unitsPerEm;
    before = { font, glyph };
  }
  return { glyphs, width: x };
}

/** The font's zero has a stroke through it, which a Dane reads as Ø: a narrow O is drawn in its place. */
function plainZero(character: string, glyph: Glyph, font: Font): { readonly glyph: Glyph; readonly stretch: number } {
  if (character !== "0") return { glyph, stretch: 1 };
  const round = font.charToGlyph("O");
  return { glyph: round, stretch: (glyph.advanceWidth ?? 0) / (round.advanceWidth ?? 1) };
}

/** The width of one line in units of the drawing. */
export function measureText(text: string, style: TextStyle): number {
  return shape(text, style.weight).width * style.size;
}

/** Breaks at spaces only; undefined when one word alone is wider than `width`. */
export function wrapText(text: string, style: TextStyle, width: number): readonly string[] | undefined {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    if (measureText(word, style) > width) return undefined;
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && measureText(longer, style) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * The first size at which the text fits. Words are never cut, for half a word is a riddle to a slow reader.
 * @throws AppError input: the text is too long for its place at every size
 */
export function fitText(text: string, options: FitOptions): FittedText {
  for (const size of options.sizes) {
    const style = { size, weight: options.weight };
    const lines = wrapText(text, style, options.width);
    if (lines === undefined || lines.length > options.lines) continue;
    return { ...style, lines, width: Math.max(0, ...lines.map((line) => measureText(line, style))) };
  }
  throw new AppError(
    "input",
    `a text in a picture: expected one that fits in ${options.lines} lines of ${Math.floor(options.width)} units, got ${text.length} characters`,
  );
}

/** The library's own writer leaves out spaces that a reader of SVG needs. */
function pathData(commands: readonly PathCommand[]): string {
  return commands
    .map((command) => {
      const { type } = command;
      if (type === "Z") return type;
      const end = `${tenth(command.x)} ${tenth(command.y)}`;
      if (type === "Q") return `Q${tenth(command.x1)} ${tenth(command.y1)} ${end}`;
      if (type === "C") {
        return `C${tenth(command.x1)} ${tenth(command.y1)} ${tenth(command.x2)} ${tenth(command.y2)} ${end}`;
      }
      return type + end;
    })
    .join("");
}

/** One line as an SVG path. */
export function drawText(text: string, options: DrawOptions): string {
  const { glyphs, width } = shape(text, options.weight);
  const shift = { start: 0, middle: 0.5, end: 1 }[options.anchor] * width;
  const data = glyphs.map(({ glyph, font, x, stretch }) => {
    const scale = { xScale: (stretch * options.size) / font.unitsPerEm, yScale: options.size / font.unitsPerEm };
    return pathData(glyph.getPath(options.x + (x - shift) * options.size, options.y, options.size, scale).commands);
  });
  return `<path fill="${options.fill}" d="${data.join("")}"/>`;
}
