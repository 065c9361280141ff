import type { Content } from "pdfmake";
import type { Sheet } from "../model/picture.ts";
import { PALETTE } from "../pictures/palette.ts";
import { FIELD_WIDTH } from "./page.ts";
import type { Draw } from "./parts.ts";
import { isShort, itemContents } from "./parts.ts";

type DecisionSheet = Extract<Sheet, { sheet: "decision" }>;

const PADDING = 7;
const COLUMNS = 3;
const LABEL = 96;
const LINE = 1;
const CELL = (FIELD_WIDTH - LABEL - 6 * PADDING - 4 * LINE) / 2;
const PICTURE = 28;

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

const KEPT_TOGETHER = { keepWithHeaderRows: 1, dontBreakRows: true };

/** A page per half, so that they can be laid beside each other. A longer one has its head on the next page too. */
export async function decisionContent(sheet: DecisionSheet, draw: Draw): Promise<Content[]> {
  return Promise.all(
    sheet.halves.map(async (half, index) => {
      const dark = index % 2 === 0;
      const look = dark
        ? { bold: true, fillColor: PALETTE.brand, color: PALETTE.paper }
        : { bold: true, fillColor: PALETTE.step, color: PALETTE.ink };
      const title: Content[] = [{ text: half.title, ...look, fontSize: 16, colSpan: COLUMNS }, "", ""];
      const head: Content[] = ["", ...sheet.columns].map((text) => ({ text, bold: true, fillColor: PALETTE.tint }));
      const rows = await Promise.all(half.rows.map((row) => rowContent(row, draw)));
      return {
        table: {
          widths: [LABEL, CELL, CELL],
          headerRows: 2,
          ...(half.rows.every(({ cells }) => cells.every(isShort)) ? KEPT_TOGETHER : {}),
          body: [title, head, ...rows],
        },
        layout: LAYOUT,
        margin: [0, 6, 0, 0] as const,
        ...(index === 0 ? {} : { pageBreak: "before" as const }),
      };
    }),
  );
}

async function rowContent(row: DecisionSheet["halves"][number]["rows"][number], draw: Draw): Promise<Content[]> {
  const label: Content[] = [{ text: row.label, bold: true }];
  if (row.picture !== undefined) label.unshift(await draw({ name: row.picture }, [PICTURE, PICTURE]));
  const cells = row.cells.map(async (texts) => ({
    stack: await itemContents(
      texts.map((text) => ({ text })),
      CELL,
      draw,
    ),
  }));
  return [{ stack: label }, ...(await Promise.all(cells))];
}
