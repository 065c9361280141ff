import type { Content } from "pdfmake";
import type { Sheet, SheetItem, SheetRow } from "../model/picture.ts";
import { PALETTE } from "../pictures/palette.ts";
import { FIELD_WIDTH } from "./page.ts";
import type { Draw } from "./parts.ts";
import { headingContent, isShort, itemContents, SMALL_PICTURE } from "./parts.ts";

type TableSheet = Extract<Sheet, { sheet: "decision" | "compare" }>;
type Half = TableSheet["halves"][number];

const PADDING = 7;
const LABEL = 118;
const LINE = 1;
const PICTURE = 24;
const GAP = 6;
/** More are too narrow to read: they stand below each other. */
const MOST_COLUMNS = 3;
/** How far what stands below its column's name is moved in. */
const INDENT = 12;

const LAYOUT = {
  hLineWidth: () => LINE,
  vLineWidth: () => LINE,
  hLineColor: () => PALETTE.stepEdge,
  vLineColor: () => PALETTE.stepEdge,
  paddingLeft: () => PADDING,
  paddingRight: () => PADDING,
  paddingTop: () => 5,
  paddingBottom: () => 5,
};

const KEPT_TOGETHER = { dontBreakRows: true };

/**
 * The halves of a decision have a page each, so that they can be laid beside each other. A longer table has its head on
 * the next page too.
 */
export async function tableContent({ sheet, halves, columns }: TableSheet, draw: Draw): Promise<Content[]> {
  const titled = halves.filter(({ title }) => title !== undefined);
  const contents = await Promise.all(
    halves.map((half) => {
      const dark = titled.indexOf(half) % 2 === 0;
      return columns.length > MOST_COLUMNS ? listContent(half, columns, draw) : halfContent(half, columns, dark, draw);
    }),
  );
  return contents.map((content, index) => ({
    stack: [content],
    margin: [0, 6, 0, 0] as const,
    ...(index === 0 || sheet === "compare" ? {} : { pageBreak: "before" as const }),
  }));
}

async function halfContent(half: Half, columns: readonly string[], dark: boolean, draw: Draw): Promise<Content> {
  const cell =
    (FIELD_WIDTH - LABEL - 2 * (columns.length + 1) * PADDING - (columns.length + 2) * LINE) / columns.length;
  const head: Content[] = ["", ...columns].map((text) => ({ text, bold: true, fillColor: PALETTE.tint }));
  const rows = await Promise.all(
    half.rows.map((row) =>
      row.heading === undefined
        ? rowContent(row, cell, draw)
        : spanContent(row, row.heading, columns.length, cell, draw),
    ),
  );
  const title = half.title === undefined ? [] : [titleCells(half.title, dark, columns.length)];
  const headerRows = title.length + 1;
  const short = half.rows.every(({ cells }) => cells.every((items) => isShort(textsOf(items))));
  return {
    table: {
      widths: [LABEL, ...columns.map(() => cell)],
      headerRows,
      ...(short ? { ...KEPT_TOGETHER, keepWithHeaderRows: 1 } : {}),
      body: [...title, head, ...rows],
    },
    layout: LAYOUT,
  };
}

/** A dark head and a light one tell two halves apart. */
function titleCells(text: string, dark: boolean, columns: number): Content[] {
  const look = dark
    ? { fillColor: PALETTE.brand, color: PALETTE.paper }
    : { fillColor: PALETTE.step, color: PALETTE.ink };
  const rest = Array.from({ length: columns }, () => "");
  return [{ text, bold: true, ...look, fontSize: 16, colSpan: columns + 1 }, ...rest];
}

async function rowContent(row: SheetRow, width: number, draw: Draw): Promise<Content[]> {
  const cells = row.cells.map(async (items) => ({ stack: await itemContents(items, width, draw, SMALL_PICTURE) }));
  return [await labelContent(row, draw), ...(await Promise.all(cells))];
}

/** One cell for all columns. */
async function spanContent(row: SheetRow, heading: string, columns: number, cell: number, draw: Draw) {
  const width = columns * cell + (columns - 1) * (2 * PADDING + LINE);
  const items = await itemContents(row.cells.flat(), width, draw, SMALL_PICTURE);
  const head: Content = { text: heading, bold: true, color: PALETTE.quiet };
  const rest = Array.from({ length: columns - 1 }, () => "");
  return [await labelContent(row, draw), { stack: [head, ...items], colSpan: columns }, ...rest];
}

async function labelContent(row: SheetRow, draw: Draw): Promise<Content> {
  const words: Content = { text: row.label, bold: true };
  if (row.picture === undefined) return { stack: [words] };
  const picture = await draw({ name: row.picture }, [PICTURE, PICTURE]);
  return {
    columns: [
      { stack: [picture], width: PICTURE },
      { ...words, width: LABEL - PICTURE - GAP },
    ],
    columnGap: GAP,
  };
}

/** Each row by itself, its columns below each other. */
async function listContent(half: Half, columns: readonly string[], draw: Draw): Promise<Content> {
  const title: Content[] = half.title === undefined ? [] : [{ text: half.title, bold: true, fontSize: 16 }];
  const rows = half.rows.map(async (row): Promise<Content> => {
    const head = await headingContent(row, FIELD_WIDTH, draw);
    const cells = row.cells.map(async (items, index): Promise<Content> => {
      const list = await itemContents(items, FIELD_WIDTH - INDENT, draw);
      const name: Content = { text: row.heading ?? columns[index] ?? "", color: PALETTE.quiet, bold: true };
      return { stack: [name, ...list], margin: [INDENT, 2, 0, 4], unbreakable: isShort(textsOf(items)) };
    });
    const [first, ...others] = await Promise.all(cells);
    const start: Content[] = first === undefined ? [head] : [head, first];
    const short = isShort(textsOf(row.cells[0] ?? []));
    return { stack: [{ stack: start, unbreakable: short }, ...others], margin: [0, 6, 0, 8] };
  });
  return { stack: [...title, ...(await Promise.all(rows))] };
}

const textsOf = (items: readonly SheetItem[]): string[] => items.map(({ text }) => text);
