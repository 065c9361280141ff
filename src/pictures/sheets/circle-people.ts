import type { SheetPerson } from "../../model/picture.ts";
import type { Part } from "../layout.ts";
import { artPart, groundPart, textPart } from "../layout.ts";
import { PALETTE } from "../palette.ts";
import type { Box } from "../svg.ts";
import { fitText, LINE_HEIGHT } from "../text.ts";
import { drawMark, numberFill } from "./circle-marks.ts";
import type { Point, Size, Spot } from "./circle-places.ts";
import { MARK } from "./circle-rows.ts";
import { fits, SMALLEST } from "./words.ts";

/** People and names of rings around the middle of the circle. */

const TAG = { weight: "bold", sizes: [28, SMALLEST], width: 300, lines: 2 } as const;
const CHIP = { weight: "bold", width: 240, lines: 2 } as const;
const PADDING = { x: 12, y: 5 };
const SMALL_MARK = 30;

/** @throws AppError input: the name of a ring is too long */
export function tagSize(name: string): Size {
  const { width, lines, size } = fitText(name, TAG);
  return { width: width + 2 * PADDING.x, height: lines.length * size * LINE_HEIGHT + 4 };
}

export function tagParts(what: string, name: string, spot: Spot, centre: Point): readonly Part[] {
  const box = boxAt(spot, centre);
  return [
    groundPart(`${what} tag`, box, { fill: PALETTE.ink, radius: 18 }),
    textPart(`${what} name`, name, {
      ...TAG,
      ...middleOf(box),
      anchor: "middle",
      align: "middle",
      fill: PALETTE.paper,
    }),
  ];
}

export function fitsChip({ name }: SheetPerson, size: number): boolean {
  return fits(name, { ...CHIP, sizes: [size] });
}

export function chipSize({ name, helps }: SheetPerson, size: number): Size {
  const { width, lines } = fitText(name, { ...CHIP, sizes: [size] });
  const mark = helps === undefined ? 0 : SMALL_MARK + 6;
  return {
    width: Math.ceil(width + mark + 2 * PADDING.x),
    height: Math.ceil(lines.length * size * LINE_HEIGHT + 2 * PADDING.y),
  };
}

/** A name on a chip, with its mark. */
export function chipParts(person: SheetPerson, size: number, spot: Spot, centre: Point): readonly Part[] {
  const box = boxAt(spot, centre);
  const what = `person ${person.name}`;
  const middle = box.y + box.height / 2;
  const parts: Part[] = [
    groundPart(`${what} chip`, box, { fill: PALETTE.paper, stroke: PALETTE.ink, strokeWidth: 2.5, radius: 20 }),
  ];
  let x = box.x + PADDING.x;
  if (person.helps !== undefined) {
    const mark = { x: x - 3, y: middle - SMALL_MARK / 2, width: SMALL_MARK, height: SMALL_MARK };
    parts.push(artPart(`${what} mark`, mark, drawMark(person.helps, mark)));
    x += SMALL_MARK + 6;
  }
  const style = { ...CHIP, sizes: [size], fill: PALETTE.ink } as const;
  parts.push(textPart(`${what} name`, person.name, { ...style, x, y: middle, anchor: "start", align: "middle" }));
  return parts;
}

export function numberParts(person: SheetPerson, number: number, point: Point, centre: Point): readonly Part[] {
  const box = boxAt({ ...point, width: MARK, height: MARK }, centre);
  return markParts(`number ${number}`, person.helps, number, box);
}

/** The mark of a person with the number that stands for the name. */
export function markParts(what: string, helps: SheetPerson["helps"], number: number, box: Box): readonly Part[] {
  const shape: Part = { role: "ground", what: `${what} mark`, box, svg: drawMark(helps, box) };
  const style = { weight: "bold", sizes: [SMALLEST], width: box.width, lines: 1, fill: numberFill(helps) } as const;
  return [shape, textPart(what, String(number), { ...style, ...middleOf(box), anchor: "middle", align: "middle" })];
}

function boxAt(spot: Spot, centre: Point): Box {
  const { width, height } = spot;
  return { x: centre.x + spot.x - width / 2, y: centre.y + spot.y - height / 2, width, height };
}

function middleOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
