import type { Sheet } from "../../model/picture.ts";
import type { Brush } from "../brush.ts";
import type { Layout, Part } from "../layout.ts";
import { groundPart } from "../layout.ts";
import { MARGIN, PALETTE, SHEET_WIDTH } from "../palette.ts";
import { wrapText } from "../text.ts";
import { CARD_GAP, CARD_PADDING, FIELD, framed, headingParts, stacked } from "./card.ts";
import { headerParts } from "./header.ts";
import { itemParts } from "./items.ts";
import type { Block } from "./words.ts";
import { HEADING_SIZES, SMALLEST, wordsPart } from "./words.ts";

type DecisionSheet = Extract<Sheet, { sheet: "decision" }>;
type Half = DecisionSheet["halves"][number];
type Row = Half["rows"][number];

const CELL_GAP = 12;
const CELL_PADDING = 14;
const DOT_SPACE = 26;

interface Cell {
  readonly what: string;
  readonly column: string;
  readonly texts: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/**
 * Two halves below each other, told apart by a light and a dark head. A row is a card: its area above, now and later
 * beside each other below, each with its own heading, for the head of a table is out of sight on a phone.
 */
export function layoutDecision(sheet: DecisionSheet, brush: Brush): Layout {
  const header = headerParts(sheet);
  const halves = stacked(sheet.halves, header.bottom + CARD_GAP, (half, y, index) =>
    halfParts(`half ${index + 1}`, half, sheet.columns, { y, dark: index % 2 === 0 }, brush),
  );
  return {
    width: SHEET_WIDTH,
    height: Math.ceil(halves.bottom + MARGIN),
    parts: [...header.parts, ...halves.parts],
  };
}

function halfParts(
  what: string,
  half: Half,
  columns: DecisionSheet["columns"],
  { y, dark }: { readonly y: number; readonly dark: boolean },
  brush: Brush,
): Block {
  const look = { fill: dark ? PALETTE.brand : PALETTE.step, stroke: PALETTE.brand, strokeWidth: 4 };
  const title = framed(
    what,
    { ...FIELD, y },
    (inner) => {
      const part = wordsPart(`${what} title`, half.title, {
        ...inner,
        weight: "bold",
        sizes: [38, ...HEADING_SIZES],
        fill: dark ? PALETTE.paper : PALETTE.ink,
      });
      return { parts: [part], bottom: part.box.y + part.box.height };
    },
    look,
  );
  const rows = stacked(half.rows, title.bottom + CARD_GAP, (row, top, index) =>
    rowCard(`${what} row ${index + 1}`, row, columns, top, brush),
  );
  return { parts: [...title.parts, ...rows.parts], bottom: rows.bottom };
}

function rowCard(what: string, row: Row, columns: DecisionSheet["columns"], y: number, brush: Brush): Block {
  return framed(what, { ...FIELD, y }, (inner) => {
    const heading = headingParts(what, row, inner, brush);
    const top = heading.bottom + 12;
    const half = (inner.width - CELL_GAP) / 2;
    const beside = row.cells.flat().every((text) => isNarrow(text, half));
    const cells = row.cells.map((texts, index) => ({
      what: `${what} cell ${index + 1}`,
      column: columns[index]!,
      texts,
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

/** Whether each word has room in half a row: if not, the two cells stand below each other. */
function isNarrow(text: string, width: number): boolean {
  const room = width - 2 * CELL_PADDING - DOT_SPACE;
  return wrapText(text, { size: SMALLEST, weight: "regular" }, room) !== undefined;
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
  const items = cell.texts.map((text) => ({ text }));
  const list = itemParts(`${cell.what} item`, items, { ...inner, y: top }, brush);
  const end = bottom ?? list.bottom + CELL_PADDING;
  const box = { x: cell.x, y: cell.y, width: cell.width, height: end - cell.y };
  const ground: Part = groundPart(cell.what, box, { fill: PALETTE.tint, radius: CARD_PADDING - 4 });
  return { parts: [ground, column, ...list.parts], bottom: end };
}
