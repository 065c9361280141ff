import type { SheetItem, SheetRow } from "../../model/picture.ts";
import type { Brush } from "../brush.ts";
import type { Part } from "../layout.ts";
import { groundPart } from "../layout.ts";
import { PALETTE } from "../palette.ts";
import { CARD_GAP, CARD_PADDING, FIELD, framed, headingParts, stacked } from "./card.ts";
import { itemParts, wordsFit } from "./items.ts";
import type { Block } from "./words.ts";
import { HEADING_SIZES, SMALLEST, wordsPart } from "./words.ts";

/** Some rows of a table, under a title where there are several such parts. */
export interface Half {
  readonly title?: string;
  readonly rows: readonly SheetRow[];
}

const CELL_GAP = 12;
const CELL_PADDING = 14;
/** More columns are too narrow to stand beside each other on a phone. */
const MOST_BESIDE = 2;

interface Cell {
  readonly what: string;
  readonly column: string;
  readonly items: readonly SheetItem[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/**
 * Parts of a table below each other, told apart by a dark and a light head. A row is a card: what it is about above, its
 * cells beside each other below, each with its own heading, for the head of a table is out of sight on a phone.
 */
export function halvesParts(halves: readonly Half[], columns: readonly string[], top: number, brush: Brush): Block {
  const titled = halves.filter(({ title }) => title !== undefined);
  return stacked(halves, top, (half, y, index) => {
    const what = `half ${index + 1}`;
    const dark = titled.indexOf(half) % 2 === 0;
    const title = half.title === undefined ? undefined : titleCard(what, half.title, y, dark);
    const below = title === undefined ? y : title.bottom + CARD_GAP;
    const rows = stacked(half.rows, below, (row, at, number) =>
      rowCard(`${what} row ${number + 1}`, row, columns, at, brush),
    );
    return { parts: [...(title?.parts ?? []), ...rows.parts], bottom: rows.bottom };
  });
}

function titleCard(what: string, title: string, y: number, dark: boolean): Block {
  const look = { fill: dark ? PALETTE.brand : PALETTE.step, stroke: PALETTE.brand, strokeWidth: 4 };
  return framed(
    what,
    { ...FIELD, y },
    (inner) => {
      const part = wordsPart(`${what} title`, title, {
        ...inner,
        weight: "bold",
        sizes: [38, ...HEADING_SIZES],
        fill: dark ? PALETTE.paper : PALETTE.ink,
      });
      return { parts: [part], bottom: part.box.y + part.box.height };
    },
    look,
  );
}

function rowCard(what: string, row: SheetRow, columns: readonly string[], y: number, brush: Brush): Block {
  return framed(what, { ...FIELD, y }, (inner) => {
    const heading = headingParts(what, row, inner, brush);
    const top = heading.bottom + 12;
    const half = (inner.width - CELL_GAP) / 2;
    const narrow = row.heading === undefined && row.cells.length <= MOST_BESIDE;
    const beside = narrow && row.cells.every((items) => hasRoom(items, half));
    const cells = row.cells.map((items, index) => ({
      what: `${what} cell ${index + 1}`,
      column: row.heading ?? columns[index]!,
      items,
      x: inner.x + (beside ? index * (half + CELL_GAP) : 0),
      y: top,
      width: beside ? half : inner.width,
    }));
    if (!beside) {
      const list = stacked(cells, top, (cell, at) => cellParts({ ...cell, y: at }, brush));
      return { parts: [...heading.parts, ...list.parts], bottom: list.bottom };
    }
    const natural = cells.map((cell) => cellParts(cell, brush).bottom);
    const bottom = Math.max(...natural);
    return { parts: [...heading.parts, ...cells.flatMap((cell) => cellParts(cell, brush, bottom).parts)], bottom };
  });
}

/** Whether each word has room in half a row: if not, the cells stand below each other. */
function hasRoom(items: readonly SheetItem[], width: number): boolean {
  return wordsFit(items, width - 2 * CELL_PADDING, SMALLEST);
}

function cellParts(cell: Cell, brush: Brush, bottom?: number): Block {
  const inner = { x: cell.x + CELL_PADDING, width: cell.width - 2 * CELL_PADDING };
  const column = wordsPart(`${cell.what} column`, cell.column, {
    ...inner,
    y: cell.y + CELL_PADDING - 4,
    weight: "bold",
    sizes: [28, SMALLEST],
    fill: PALETTE.quiet,
  });
  const top = column.box.y + column.box.height + 6;
  const list = itemParts(`${cell.what} item`, cell.items, { ...inner, y: top }, brush);
  const end = bottom ?? list.bottom + CELL_PADDING;
  const box = { x: cell.x, y: cell.y, width: cell.width, height: end - cell.y };
  const ground: Part = groundPart(cell.what, box, { fill: PALETTE.tint, radius: CARD_PADDING - 4 });
  return { parts: [ground, column, ...list.parts], bottom: end };
}
