import { AppError } from "../../model/errors.ts";
import type { Sheet, SheetStair } from "../../model/picture.ts";
import type { Brush } from "../brush.ts";
import { FIGURE_SHAPE } from "../figure.ts";
import type { Layout, Part } from "../layout.ts";
import { artPart, groundPart, textPart } from "../layout.ts";
import { MARGIN, PALETTE, SHEET_WIDTH } from "../palette.ts";
import type { Box } from "../svg.ts";
import { fitText } from "../text.ts";
import { headerParts } from "./header.ts";

type StairsSheet = Extract<Sheet, { sheet: "stairs" }>;

const GAP = 16;
const PADDING = 14;
const LABEL = { weight: "bold", sizes: [38, 36, 34, 32, 30, 28, 26], lines: 3 } as const;

/** The two forms: height of a step, how far it lies behind the one below, height of the person, faces per step. */
interface Form {
  readonly rise: number;
  readonly tread: number;
  readonly person: number;
  readonly faces: number;
}
const FORMS: Readonly<Record<number, Form>> = {
  3: { rise: 170, tread: 110, person: 230, faces: 2 },
  5: { rise: 116, tread: 76, person: 186, faces: 1 },
};
const NUMBER_WIDTH = 40;
const FACE = 72;

/**
 * Stairs that go up to the right, the lowest number at the bottom; number, face and words lie on each step. The
 * persona stands on the chosen one, or on the ground before the first when none is chosen.
 * @throws AppError input: not 3 or 5 stairs, `at` is none of them, or the words do not fit
 */
export function layoutStairs(sheet: StairsSheet, brush: Brush): Layout {
  const count = sheet.stairs.length;
  const form = FORMS[count];
  if (form === undefined) throw new AppError("input", `a stairs sheet: expected 3 or 5 stairs, got ${count}`);
  const chosen = sheet.stairs.findIndex((stair) => stair.value === sheet.at);
  if (sheet.at !== undefined && chosen < 0) {
    throw new AppError("input", `a stairs sheet: expected "at" to be one of its stairs, got ${sheet.at}`);
  }
  const header = headerParts(sheet);
  const left = MARGIN + form.tread;
  const right = SHEET_WIDTH - MARGIN;
  const above = Math.max(form.person - form.rise, chosen === count - 1 ? form.person : 0);
  const floor = header.bottom + GAP + above + count * form.rise;
  const stepBox = (index: number): Box => {
    const x = left + index * form.tread;
    return { x, y: floor - (index + 1) * form.rise, width: right - x, height: form.rise };
  };
  // One size for all words, as on the feelings sheet.
  const sizes = sheet.stairs.map(
    ({ label }, index) => fitText(label, { ...LABEL, width: wordsOf(stepBox(index)).width }).size,
  );
  const size = Math.min(...sizes);
  const steps = sheet.stairs.flatMap((stair, index) => {
    const drawFace = (box: Box): string => brush.thing(`ready-${1 + index * form.faces}`, box);
    return stepParts(stair, stepBox(index), index === chosen, size, drawFace);
  });
  const width = form.person * FIGURE_SHAPE;
  const standing = {
    x: left + (chosen + 0.5) * form.tread - width / 2,
    y: floor - (chosen + 1) * form.rise - form.person,
    width,
    height: form.person,
  };
  return {
    width: SHEET_WIDTH,
    height: Math.ceil(floor + MARGIN),
    parts: [...header.parts, ...steps, artPart("persona", standing, brush.figure(sheet.persona, standing))],
  };
}

/** Where the words of a step may be: right of its number and face. */
function wordsOf(step: Box): { readonly x: number; readonly width: number } {
  const x = step.x + PADDING + NUMBER_WIDTH + FACE + PADDING;
  return { x, width: step.x + step.width - PADDING - x };
}

function stepParts(
  stair: SheetStair,
  box: Box,
  active: boolean,
  size: number,
  drawFace: (box: Box) => string,
): readonly Part[] {
  const middle = box.y + box.height / 2;
  const fill = active ? PALETTE.paper : PALETTE.ink;
  const face = { x: box.x + PADDING + NUMBER_WIDTH, y: middle - FACE / 2, width: FACE, height: FACE };
  return [
    groundPart(`step ${stair.value}`, box, {
      fill: active ? PALETTE.brand : PALETTE.step,
      stroke: active ? PALETTE.brand : PALETTE.stepEdge,
      strokeWidth: 3,
    }),
    textPart(`number ${stair.value}`, String(stair.value), {
      weight: "bold",
      sizes: [56],
      width: NUMBER_WIDTH,
      lines: 1,
      x: box.x + PADDING,
      y: middle,
      align: "middle",
      anchor: "start",
      fill,
    }),
    artPart(`face ${stair.value}`, face, drawFace(face)),
    textPart(`label ${stair.value}`, stair.label, {
      ...LABEL,
      ...wordsOf(box),
      sizes: [size],
      y: middle,
      align: "middle",
      anchor: "start",
      fill,
    }),
  ];
}
