import { AppError } from "../../model/errors.ts";
import type { Sheet } from "../../model/picture.ts";
import type { Brush } from "../brush.ts";
import type { Layout, Part } from "../layout.ts";
import { artPart } from "../layout.ts";
import { MARGIN, PALETTE, SHEET_WIDTH } from "../palette.ts";
import { tenth } from "../svg.ts";
import { circleList } from "./circle-list.ts";
import { chipParts, chipSize, fitsChip, numberParts, tagParts, tagSize } from "./circle-people.ts";
import type { Point, Ring } from "./circle-places.ts";
import { CENTRE_RADIUS, OUTER_RADIUS, placeBoxes, RINGS, sharedRings, tagSpot } from "./circle-places.ts";
import { placeMarks } from "./circle-rows.ts";
import { headerParts } from "./header.ts";
import { withoutEmoji } from "./plain.ts";
import { SMALLEST } from "./words.ts";

export type CircleSheet = Extract<Sheet, { sheet: "circle" }>;

export const MOST_PEOPLE = 25;
const CENTRE = SHEET_WIDTH / 2;
const FACE = 84;
const LEAST_RING = 80;

/**
 * The persona in the middle of three rings, everybody in theirs: by name where all names have room, else by a number
 * that the list below explains. The list also says what the rings are called and who the people are.
 * @throws AppError input: more people than the circle has room for, or the name of a ring is too long
 */
export function layoutCircle(sheet: CircleSheet, brush: Brush): Layout {
  if (sheet.people.length > MOST_PEOPLE) {
    throw new AppError("input", `a circle sheet: expected at most ${MOST_PEOPLE} people, got ${sheet.people.length}`);
  }
  const header = headerParts(sheet);
  const middle = Math.ceil(header.bottom + 12 + OUTER_RADIUS);
  const drawn = drawnRings(sheet);
  const box = { x: 2, y: middle - OUTER_RADIUS - 2, width: SHEET_WIDTH - 4, height: 2 * OUTER_RADIUS + 4 };
  const ground: Part = { role: "ground", what: "rings", box, svg: drawRings(drawn.rings, middle) };
  const face = { x: CENTRE - FACE / 2, y: middle - FACE / 2, width: FACE, height: FACE };
  const persona = artPart("persona", face, brush.persona(sheet.persona, "calm", face));
  const list = circleList(sheet, drawn, box.y + box.height + 8, brush);
  return {
    width: SHEET_WIDTH,
    height: Math.ceil(list.bottom + MARGIN),
    parts: [...header.parts, ground, persona, ...drawn.partsAt(middle), ...list.parts],
  };
}

/** Whether the people are shown by number, in the order of the rings, because not all names have room. */
export function showsNumbers(sheet: CircleSheet): boolean {
  return drawnRings(withoutEmoji(sheet)).numbered;
}

/** From the outside inwards, and a disc for the persona. */
function drawRings(rings: readonly Ring[], middle: number): string {
  const circles = rings.map(({ outer }, index) => {
    const place = `cx="${CENTRE}" cy="${middle}" r="${tenth(outer)}"`;
    return `<circle ${place} fill="${RING_FILLS[index]}" stroke="${PALETTE.stepEdge}" stroke-width="4"/>`;
  });
  const disc = `<circle cx="${CENTRE}" cy="${middle}" r="${CENTRE_RADIUS - 1.5}" fill="${PALETTE.paper}" stroke="${PALETTE.ink}" stroke-width="3"/>`;
  return circles.reverse().join("") + disc;
}

const RING_FILLS = [PALETTE.step, PALETTE.tint, PALETTE.paper] as const;

interface DrawnRings {
  readonly rings: readonly Ring[];
  readonly numbered: boolean;
  readonly named: boolean;
  /** the people and the names of the rings, around a centre at this height */
  readonly partsAt: (middle: number) => Part[];
}

const at = (middle: number): Point => ({ x: CENTRE, y: middle });

function drawnRings(sheet: CircleSheet): DrawnRings {
  const inRing = Array.from({ length: RINGS }, (_, index) => sheet.people.filter(({ ring }) => ring === index + 1));
  const counts = inRing.map((people) => people.length);
  const tags = sheet.rings.map((name) => tagSize(name));
  const named = (rings: readonly Ring[], middle: number): Part[] =>
    sheet.rings.flatMap((name, index) =>
      tagParts(`ring ${index + 1}`, name, tagSpot(rings[index]!, tags[index]!), at(middle)),
    );

  for (const size of [30, 28, SMALLEST]) {
    if (!sheet.people.every((person) => fitsChip(person, size))) continue;
    const sizes = inRing.map((people) => people.map((person) => chipSize(person, size)));
    const rings = sharedRings(counts, LEAST_RING);
    const spots = rings.map((ring, index) => tagSpot(ring, tags[index]!));
    const places = placeBoxes(sizes, rings, spots);
    if (places === undefined) continue;
    const chips = (middle: number): Part[] =>
      inRing.flatMap((people, ring) =>
        people.flatMap((person, index) =>
          chipParts(person, size, { ...sizes[ring]![index]!, ...places[ring]![index]! }, at(middle)),
        ),
      );
    return { rings, numbered: false, named: true, partsAt: (middle) => [...named(rings, middle), ...chips(middle)] };
  }

  const tagged = placeMarks(counts, tags);
  const placed = tagged ?? placeMarks(counts, []);
  if (placed === undefined)
    throw new AppError("input", "a circle sheet: expected fewer people, got too many in one ring");
  const numbers = (middle: number): Part[] => {
    let number = 0;
    return inRing.flatMap((people, ring) =>
      people.flatMap((person, index) => {
        number += 1;
        return numberParts(person, number, placed.points[ring]![index]!, at(middle));
      }),
    );
  };
  return {
    rings: placed.rings,
    numbered: true,
    named: tagged !== undefined,
    partsAt: (middle) => [...(tagged === undefined ? [] : named(placed.rings, middle)), ...numbers(middle)],
  };
}
