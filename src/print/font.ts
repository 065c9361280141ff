import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Font, Glyph } from "opentype.js";
import opentype from "opentype.js";

const require = createRequire(import.meta.url);

/**
 * The font of the pictures made fit for a page: the Latin letters of all European languages in one file, and a zero
 * without the stroke that makes a Dane read Ø. Copied text still holds a zero. It has a name of its own, as the
 * font's licence (SIL Open Font License 1.1) asks of a changed font.
 */
export function makeFont(weight: 400 | 700): Buffer {
  const sources = ["latin", "latin-ext"].map((subset) => readFont(subset, weight));
  const first = sources[0]!;
  const known = new Set<number>();
  const glyphs: Glyph[] = [];
  for (const source of sources) {
    for (let index = 0; index < source.numGlyphs; index++) {
      const glyph = source.glyphs.get(index);
      const fresh = (glyph.unicodes ?? []).filter((unicode) => !known.has(unicode));
      const isMissingMark = source === first && index === 0;
      if (fresh.length === 0 && !isMissingMark) continue;
      for (const unicode of fresh) known.add(unicode);
      glyphs.push(copyOf(glyph, fresh, source, glyphs.length));
    }
  }
  const font = new opentype.Font({
    familyName: "Skridt Print",
    styleName: weight === 400 ? "Regular" : "Bold",
    unitsPerEm: first.unitsPerEm,
    ascender: first.ascender,
    descender: first.descender,
    glyphs,
  });
  return Buffer.from(font.toArrayBuffer());
}

const ZERO = 48;

function copyOf(glyph: Glyph, unicodes: readonly number[], source: Font, index: number): Glyph {
  const advanceWidth = glyph.advanceWidth ?? 0;
  const round = source.charToGlyph("O");
  const plain = unicodes.includes(ZERO);
  const stretch = plain ? advanceWidth / (round.advanceWidth ?? 1) : 1;
  const drawn = (plain ? round : glyph).getPath(0, 0, source.unitsPerEm, { xScale: stretch, yScale: 1 }, source);
  const path = new opentype.Path();
  // A drawn path has its y axis downwards, that of a font upwards.
  path.commands = drawn.commands.map((command) => ({ ...command, ...upwards(command) }));
  const [unicode, ...more] = unicodes;
  const copy = new opentype.Glyph({
    name: glyph.name ?? `glyph${index}`,
    ...(unicode === undefined ? {} : { unicode }),
    advanceWidth,
    path,
  });
  for (const other of more) copy.addUnicode(other);
  return copy;
}

function upwards(command: object): Record<string, number> {
  const turned = Object.entries(command).filter(([name]) => name.startsWith("y"));
  return Object.fromEntries(turned.map(([name, value]) => [name, -Number(value)]));
}

function readFont(subset: string, weight: 400 | 700): Font {
  const file = `@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-${subset}-${weight}-normal.woff`;
  const bytes = readFileSync(require.resolve(file));
  return opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
