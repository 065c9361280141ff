import { inflateSync } from "node:zlib";

interface Page {
  /** the words of each line in the order they were written, joined by spaces */
  readonly text: string;
  /** right and lower ends of all lines, in points from the left and from the top */
  readonly right: number;
  readonly bottom: number;
}

interface PdfFont {
  /** glyph number, four hex digits, to its characters */
  readonly characters: ReadonlyMap<string, string>;
  /** by glyph number, in thousandths of the size */
  readonly widths: readonly number[];
}

/** What a reader of a PDF of ours finds: its text through the fonts' maps to characters, its pages and its facts. */
export function readPdf(pdf: Buffer): { readonly pages: readonly Page[]; readonly source: string } {
  const source = pdf.toString("latin1");
  const objects = new Map<string, string>();
  for (const [, id, body] of source.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(id!, body!);
  const referred = (body: string, name: string): string =>
    objects.get(new RegExp(`/${name} \\[?(\\d+) 0 R`).exec(body)?.[1] ?? "") ?? "";
  const fontOf = (font: string): PdfFont => ({
    characters: characterMap(streamOf(referred(font, "ToUnicode"))),
    widths: (/\/W \[0 \[([^\]]*)\]/.exec(referred(font, "DescendantFonts"))?.[1] ?? "").split(" ").map(Number),
  });
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body));
  return {
    source,
    pages: pages.map((page) => {
      const fonts = [...referred(page, "Resources").matchAll(/\/(F\d+) (\d+) 0 R/g)];
      return readPage(
        streamOf(referred(page, "Contents")),
        new Map(fonts.map(([, name, id]) => [name!, fontOf(objects.get(id!)!)])),
      );
    }),
  };
}

function streamOf(body: string): string {
  const start = body.indexOf("stream\n") + "stream\n".length;
  const bytes = Buffer.from(body.slice(start, body.lastIndexOf("\nendstream")), "latin1");
  return (body.includes("/FlateDecode") ? inflateSync(bytes) : bytes).toString("latin1");
}

/** The library writes ranges of glyph numbers with a list of characters for each. */
function characterMap(map: string): ReadonlyMap<string, string> {
  const characters = new Map<string, string>();
  for (const [, first, list] of map.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    for (const [index, [, hex]] of [...list!.matchAll(/<([\w ]*)>/g)].entries()) {
      const units = hex!.replace(/ /g, "").match(/.{4}/g) ?? [];
      const glyph = (Number.parseInt(first!, 16) + index).toString(16).padStart(4, "0");
      characters.set(glyph, String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))));
    }
  }
  return characters;
}

function readPage(content: string, fonts: ReadonlyMap<string, PdfFont>): Page {
  const words: string[] = [];
  let right = 0;
  let bottom = 0;
  for (const [, block] of content.matchAll(/BT\n([\s\S]*?)\nET/g)) {
    const [, name, size] = /\/(F\d+) ([\d.]+) Tf/.exec(block!)!;
    const { characters, widths } = fonts.get(name!)!;
    const [, x, y] = /1 0 0 1 ([\d.-]+) ([\d.-]+) Tm/.exec(block!)!;
    const glyphs = [...block!.matchAll(/<([0-9a-f]+)>/g)].flatMap((match) => match[1]!.match(/.{4}/g) ?? []);
    const text = glyphs.map((glyph) => characters.get(glyph) ?? "?").join("");
    words.push(text);
    const width = glyphs.reduce((sum, glyph) => sum + (widths[Number.parseInt(glyph, 16)] ?? 0), 0);
    // A space at the end of a line may hang over the edge.
    if (text.trim() !== "")
      right = Math.max(right, Number(x) + ((width - spaceAfter(text, widths, glyphs)) * Number(size)) / 1000);
    bottom = Math.max(bottom, A4_HEIGHT - Number(y));
  }
  return { text: words.join(" ").replace(/\s+/g, " "), right, bottom };
}

const A4_HEIGHT = 841.89;

function spaceAfter(text: string, widths: readonly number[], glyphs: readonly string[]): number {
  return text.endsWith(" ") ? (widths[Number.parseInt(glyphs.at(-1)!, 16)] ?? 0) : 0;
}
