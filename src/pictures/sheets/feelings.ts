import type { Sheet, SheetFeeling } from "../../model/picture.ts";
import type { Brush } from "../brush.ts";
import type { Layout, Part } from "../layout.ts";
import { artPart, groundPart, textPart } from "../layout.ts";
import { MARGIN, PALETTE, SHEET_WIDTH } from "../palette.ts";
import type { Box } from "../svg.ts";
import { tenth } from "../svg.ts";
import { fitText } from "../text.ts";
import { headerParts } from "./header.ts";
import { drawTick } from "./tick.ts";

type FeelingsSheet = Extract<Sheet, { sheet: "feelings" }>;

const COLUMNS = 2;
const GAP = 12;
const CELL_WIDTH = (SHEET_WIDTH - 2 * MARGIN - GAP) / COLUMNS;
const CELL_HEIGHT = 204;
const FACE = 140;
const PADDING = 14;
const TICK = 44;
const DOT = 22;
const STRENGTHS = [1, 2, 3, 4, 5] as const;
const LABEL = { weight: "bold", width: CELL_WIDTH - 2 * PADDING, lines: 1 } as const;
const LABEL_SIZES = [38, 36, 34, 32, 30, 28, 26];

/**
 * Eight faces in four rows of two, each over its word; the chosen ones framed and ticked, with a column of five
 * dots filled from below for the strength.
 * @throws AppError input: a word does not fit in its cell
 */
export function layoutFeelings(sheet: FeelingsSheet, brush: Brush): Layout {
  const header = headerParts(sheet);
  const top = header.bottom + GAP;
  // One size for all words: a larger word would look more important than the others.
  const sizes = sheet.feelings.map(({ label }) => fitText(label, { ...LABEL, sizes: LABEL_SIZES }).size);
  const labelSize = Math.min(...sizes);
  const cells = sheet.feelings.flatMap((feeling, index) => {
    const x = MARGIN + (index % COLUMNS) * (CELL_WIDTH + GAP);
    const y = top + Math.floor(index / COLUMNS) * (CELL_HEIGHT + GAP);
    const cell = { x, y, width: CELL_WIDTH, height: CELL_HEIGHT };
    return cellParts(feeling, labelSize, cell, (box) => brush.persona(sheet.persona, feeling.feeling, box));
  });
  const rows = Math.ceil(sheet.feelings.length / COLUMNS);
  return {
    width: SHEET_WIDTH,
    height: Math.ceil(top + rows * (CELL_HEIGHT + GAP) - GAP + MARGIN),
    parts: [...header.parts, ...cells],
  };
}

function cellParts(
  feeling: SheetFeeling,
  labelSize: number,
  cell: Box,
  drawFace: (box: Box) => string,
): readonly Part[] {
  const what = feeling.feeling;
  const centre = cell.x + cell.width / 2;
  const face = { x: centre - FACE / 2, y: cell.y + 9, width: FACE, height: FACE };
  const parts: Part[] = [
    groundPart(`${what} frame`, cell, {
      fill: feeling.chosen ? PALETTE.tint : PALETTE.paper,
      stroke: feeling.chosen ? PALETTE.brand : PALETTE.line,
      strokeWidth: feeling.chosen ? 8 : 2,
      radius: 20,
    }),
    artPart(`${what} face`, face, drawFace(face)),
    textPart(`${what} label`, feeling.label, {
      ...LABEL,
      sizes: [labelSize],
      x: centre,
      y: face.y + FACE + (cell.y + cell.height - PADDING / 2 - face.y - FACE) / 2,
      align: "middle",
      anchor: "middle",
      fill: PALETTE.ink,
    }),
  ];
  if (feeling.chosen) {
    const box = { x: cell.x + PADDING + 4, y: cell.y + PADDING + 4, width: TICK, height: TICK };
    parts.push(artPart(`${what} tick`, box, drawTick(box)));
  }
  if (feeling.strength !== undefined) {
    const x = cell.x + cell.width - PADDING - 10 - DOT;
    const box = { x, y: face.y + 5, width: DOT, height: FACE - 5 };
    parts.push(artPart(`${what} strength`, box, drawDots(box, feeling.strength)));
  }
  return parts;
}

function drawDots(box: Box, strength: number): string {
  const step = (box.height - DOT) / (STRENGTHS.length - 1);
  const x = tenth(box.x + DOT / 2);
  return STRENGTHS.map((value, index) => {
    const y = tenth(box.y + box.height - DOT / 2 - index * step);
    const fill = value <= strength ? PALETTE.brand : PALETTE.paper;
    return `<circle cx="${x}" cy="${y}" r="${DOT / 2 - 1.5}" fill="${fill}" stroke="${PALETTE.brand}" stroke-width="3"/>`;
  }).join("");
}
