import type { Content } from "pdfmake";
import type { PictureRef, Sheet, SheetHead, SheetItem, SheetPart } from "../model/picture.ts";
import { PALETTE } from "../pictures/palette.ts";
import { drawTickBox, TICK } from "../pictures/sheets/items.ts";
import { drawSign } from "../pictures/sheets/signs.ts";
import type { Box } from "../pictures/svg.ts";
import { svgDocument } from "../pictures/svg.ts";
import { FIELD_WIDTH } from "./page.ts";

/** Draws a picture as a block, as large as the field allows. */
export type Draw = (picture: PictureRef | Sheet, fit: readonly [number, number]) => Promise<Content>;

/** The room of the picture at the right of a title. */
const HEAD_ART = 72;
const FACE = 64;

const ITEM_PICTURE = 22;
/** In a table, where a page holds all of it. */
export const SMALL_PICTURE = 16;
const GAP = 8;
const HEAD_PICTURE = 30;
const BOX = 15;
const DOT_ROOM = 8;
/** The height of a line of words. */
const LETTER = 16;

/** What the frame of a box takes of its width. */
export const BOX_FRAME = 22.4;

/** Title and date over a line, with a picture at the right where there is one. */
export function headContent(title: string, date: string | undefined, beside?: Content): Content {
  const words: Content[] = [{ text: title, fontSize: 26, bold: true, lineHeight: 1.15 }];
  if (date !== undefined && date !== "") words.push({ text: date, fontSize: 14, color: PALETTE.quiet });
  const head: Content =
    beside === undefined ? { stack: words } : { columns: [{ stack: words, width: FIELD_WIDTH - HEAD_ART }, beside] };
  return { stack: [head, rule(FIELD_WIDTH, PALETTE.brand, 2)], margin: [0, 0, 0, 10] };
}

/** The head of a page with whose it is at the right. */
export async function personHead({ title, date, persona }: SheetHead, draw: Draw): Promise<Content> {
  const face = await draw({ name: "me", persona }, [FACE, FACE]);
  return headContent(title, date, { stack: [face], width: HEAD_ART, alignment: "right" });
}

export function rule(width: number, lineColor: string, lineWidth: number, dash?: { readonly length: number }): Content {
  const line = { type: "line", x1: 0, y1: 5, x2: width, y2: 5, lineWidth, lineColor };
  return { canvas: [dash === undefined ? line : { ...line, dash }], margin: [0, 0, 0, 4] };
}

/** Less than a page even in a narrow column: more cannot be kept together, for what leaves the page is lost. */
export function isShort(texts: readonly string[]): boolean {
  return texts.reduce((sum, text) => sum + text.length + 40, 0) < 700;
}

/** The picture of a part beside its name, and the items below; never a heading alone at the foot of a page. */
export async function partContent(part: SheetPart, width: number, draw: Draw): Promise<Content> {
  const items = await itemContents(part.items, width, draw);
  const [first, ...others] = items;
  const head = await headingContent(part, width, draw);
  return {
    stack: [
      { stack: first === undefined ? [head] : [head, first], unbreakable: isShort([part.items[0]?.text ?? ""]) },
      ...others,
    ],
    margin: [0, 6, 0, 8],
  };
}

export async function headingContent(
  { label, picture }: Pick<SheetPart, "label" | "picture">,
  width: number,
  draw: Draw,
): Promise<Content> {
  const style = { fontSize: 16, bold: true } as const;
  if (picture === undefined) return { text: label, ...style, margin: [0, 0, 0, 4] };
  const drawn = await draw({ name: picture }, [HEAD_PICTURE, HEAD_PICTURE]);
  const words: Content = { text: label, ...style, width: width - HEAD_PICTURE - GAP, margin: [0, 5, 0, 0] };
  return { columns: [{ stack: [drawn], width: HEAD_PICTURE }, words], columnGap: GAP, margin: [0, 0, 0, 4] };
}

/**
 * The items of a list; for none, a line to write on.
 * @param width of all of it: a column of a given width breaks a word that is wider, any other grows beyond the page
 * @param side of the picture of an item
 */
export async function itemContents(
  items: readonly SheetItem[],
  width: number,
  draw: Draw,
  side = ITEM_PICTURE,
): Promise<Content[]> {
  if (items.length === 0) return [{ stack: [rule(width, PALETTE.stepEdge, 1, { length: 4 })], margin: [0, 12, 0, 4] }];
  const ticks = items.some((item) => item.done !== undefined);
  const signs = items.some((item) => item.mark !== undefined);
  const pictures = items.some((item) => item.picture !== undefined);
  const low = pictures ? (side - LETTER) / 2 : 0;
  return Promise.all(
    items.map(async ({ text, picture, done, mark }): Promise<Content> => {
      const marks: (Content & { readonly width: number })[] = [];
      if (ticks) marks.push(boxContent(done === undefined ? undefined : (box) => drawTickBox(box, done), low));
      if (signs) marks.push(boxContent(mark === undefined ? undefined : (box) => drawSign(mark, box), low));
      if (picture !== undefined) {
        const drawn = await draw({ name: picture }, [side, side]);
        marks.push({ stack: [drawn], width: side });
      } else if (pictures || !(ticks || signs)) {
        marks.push(dotContent(pictures ? side : DOT_ROOM, low));
      }
      const taken = marks.reduce((sum, mark) => sum + mark.width + GAP, 0);
      const words: Content = { text, width: width - taken, margin: [0, low, 0, 0] };
      return { columns: [...marks, words], columnGap: GAP, margin: [0, 2, 0, 2] };
    }),
  );
}

/** A small drawing before the words; without one its room stays free. */
function boxContent(draw: ((box: Box) => string) | undefined, low: number) {
  if (draw === undefined) return { text: "", width: BOX };
  const svg = svgDocument(TICK, TICK, draw({ x: 0, y: 0, width: TICK, height: TICK }));
  return { stack: [{ svg, width: BOX, margin: [0, low + 1, 0, 0] as const }], width: BOX };
}

function dotContent(width: number, low: number) {
  const canvas = [{ type: "ellipse", x: width / 2, y: low + 8, r1: 2.5, r2: 2.5, color: PALETTE.brand }];
  return { stack: [{ canvas }], width };
}

/** A frame around a block; `width` is that of the frame. */
export function boxed(
  inner: Content,
  width: number,
  style: { readonly fillColor?: string; readonly lineColor?: string } = {},
): Content {
  const lineColor = style.lineColor ?? PALETTE.line;
  return {
    table: { widths: [width - BOX_FRAME], body: [[inner]] },
    layout: {
      hLineWidth: () => 1.2,
      vLineWidth: () => 1.2,
      hLineColor: () => lineColor,
      vLineColor: () => lineColor,
      fillColor: () => style.fillColor ?? null,
      paddingLeft: () => 10,
      paddingRight: () => 10,
      paddingTop: () => 8,
      paddingBottom: () => 6,
    },
    margin: [0, 4, 0, 6],
  };
}
