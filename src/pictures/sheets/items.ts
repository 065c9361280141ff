import type { SheetItem } from "../../model/picture.ts";
import type { Brush } from "../brush.ts";
import type { Part } from "../layout.ts";
import { artPart } from "../layout.ts";
import { PALETTE } from "../palette.ts";
import type { Box } from "../svg.ts";
import { tenth } from "../svg.ts";
import { LINE_HEIGHT, wrapText } from "../text.ts";
import { drawSign } from "./signs.ts";
import { drawCheck } from "./tick.ts";
import type { Block } from "./words.ts";
import { fits, ITEM_SIZES, wordsPart } from "./words.ts";

const PICTURE = 52;
const DOT = 12;
/** The side of the box for a tick. */
export const TICK = 38;
/** The side of the sign of a mark. */
const SIGN = 38;
const EMPTY_HEIGHT = 44;
const GAP = 14;
const ROW_GAP = 10;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/**
 * A list, one item under the other: whether it is done or what became of it, its picture or a dot, and its words. An empty list is a broken
 * line to write on, so that it does not look as if something went missing.
 */
export function itemParts(what: string, items: readonly SheetItem[], place: Place, brush: Brush): Block {
  if (items.length === 0) return emptyLine(what, place);
  const parts: Part[] = [];
  let y = place.y;
  for (const [index, item] of items.entries()) {
    const row = rowParts(`${what} ${index + 1}`, item, { ...place, y }, items, brush);
    parts.push(...row.parts);
    y = row.bottom + ROW_GAP;
  }
  return { parts, bottom: y - ROW_GAP };
}

/** As itemParts, two beside each other where all words are short enough for it. */
export function itemPairs(what: string, items: readonly SheetItem[], place: Place, brush: Brush): Block {
  const width = (place.width - GAP) / 2;
  const words = {
    weight: "regular",
    sizes: ITEM_SIZES.slice(0, 2),
    width: wordsOf(width, items).width,
    lines: 2,
  } as const;
  if (items.length < 2 || !items.every((item) => fits(item.text, words))) return itemParts(what, items, place, brush);
  const parts: Part[] = [];
  let y = place.y;
  for (let index = 0; index < items.length; index += 2) {
    const rows = items.slice(index, index + 2).map((item, side) => {
      const x = place.x + side * (width + GAP);
      return rowParts(`${what} ${index + side + 1}`, item, { x, y, width }, items, brush);
    });
    parts.push(...rows.flatMap((row) => row.parts));
    y = Math.max(...rows.map((row) => row.bottom)) + ROW_GAP;
  }
  return { parts, bottom: y - ROW_GAP };
}

/** Whether every word of a list has room in one line at this size. */
export function wordsFit(items: readonly SheetItem[], width: number, size: number): boolean {
  const room = wordsOf(width, items).width;
  return items.every(({ text }) => wrapText(text, { size, weight: "regular" }, room) !== undefined);
}

/** Where the words begin: the same for all items of a list. */
function wordsOf(width: number, items: readonly SheetItem[]): { readonly left: number; readonly width: number } {
  const ticks = items.some((item) => item.done !== undefined) ? TICK + GAP : 0;
  const signs = items.some((item) => item.mark !== undefined) ? SIGN + GAP : 0;
  const pictures = items.some((item) => item.picture !== undefined) ? PICTURE + GAP : 0;
  const left = ticks + signs + pictures || DOT + GAP;
  return { left, width: width - left };
}

function rowParts(what: string, item: SheetItem, place: Place, items: readonly SheetItem[], brush: Brush): Block {
  const { left, width } = wordsOf(place.width, items);
  const { done, mark, picture } = item;
  const marks: { readonly what: string; readonly side: number; readonly draw: (box: Box) => string }[] = [];
  if (done !== undefined) {
    marks.push({ what: done ? "ticked" : "open", side: TICK, draw: (box) => drawTickBox(box, done) });
  }
  if (mark !== undefined) marks.push({ what: mark, side: SIGN, draw: (box) => drawSign(mark, box) });
  if (picture !== undefined) marks.push({ what: "picture", side: PICTURE, draw: (box) => brush.thing(picture, box) });
  else if (marks.length === 0) marks.push({ what: "dot", side: DOT, draw: drawDot });

  const style = { weight: "regular", sizes: ITEM_SIZES, fill: PALETTE.ink, x: place.x + left, width } as const;
  const { box, size } = wordsPart(`${what} words`, item.text, { ...style, y: 0 });
  const least = items.some((it) => it.picture !== undefined) ? PICTURE : Math.max(...marks.map((mark) => mark.side));
  const height = Math.max(box.height, least);
  // Beside words of many lines a mark stays at the first.
  const first = box.height > least ? Math.max(size! * LINE_HEIGHT, ...marks.map((mark) => mark.side)) : least;
  // A dot stands in the middle of the column of signs and pictures.
  let x = marks[0]?.side === DOT ? place.x + (left - GAP - DOT) / 2 : place.x;
  const art = marks.map((mark) => {
    const spot = { x, y: place.y + (first - mark.side) / 2, width: mark.side, height: mark.side };
    x += mark.side + GAP;
    return artPart(`${what} ${mark.what}`, spot, mark.draw(spot));
  });
  const words = wordsPart(`${what} words`, item.text, { ...style, y: place.y + height / 2, align: "middle" });
  return { parts: [...art, words], bottom: place.y + height };
}

function emptyLine(what: string, place: Place): Block {
  const box = { x: place.x, y: place.y, width: place.width, height: EMPTY_HEIGHT };
  return { parts: [artPart(`${what} empty`, box, drawEmptyLine(box))], bottom: place.y + EMPTY_HEIGHT };
}

/** A broken line along the lower edge: here something can be written. */
export function drawEmptyLine(box: Box): string {
  const y = tenth(box.y + box.height - 3);
  return (
    `<path d="M${tenth(box.x + 2)} ${y}h${tenth(box.width - 4)}" stroke="${PALETTE.stepEdge}" stroke-width="3" ` +
    'stroke-dasharray="10 8"/>'
  );
}

function drawDot(box: Box): string {
  const radius = box.width / 2;
  return `<circle cx="${tenth(box.x + radius)}" cy="${tenth(box.y + radius)}" r="${radius}" fill="${PALETTE.brand}"/>`;
}

/** Ticked when done, open when not. */
export function drawTickBox(box: Box, done: boolean): string {
  const frame =
    `<rect x="${tenth(box.x + 2)}" y="${tenth(box.y + 2)}" width="${box.width - 4}" height="${box.height - 4}" rx="8" ` +
    `fill="${done ? PALETTE.brand : PALETTE.paper}" stroke="${PALETTE.brand}" stroke-width="4"/>`;
  return done ? frame + drawCheck(box) : frame;
}
