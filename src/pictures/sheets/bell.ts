import type { Sheet } from "../../model/picture.ts";
import type { Brush } from "../brush.ts";
import type { Layout, Part } from "../layout.ts";
import { artPart, groundPart } from "../layout.ts";
import { MARGIN, PALETTE, SHEET_WIDTH } from "../palette.ts";
import { drawGlass, drawHouse, drawSun, drawTree, GLASS_TOP } from "./bell-drawing.ts";
import { CARD_GAP, FIELD, headingParts, partCard } from "./card.ts";
import { headerParts } from "./header.ts";
import { itemParts } from "./items.ts";
import type { Block } from "./words.ts";

type BellSheet = Extract<Sheet, { sheet: "bell" }>;
type Place = { readonly x: number; readonly y: number; readonly width: number };

const BELL = { x: 118, width: 484 } as const;
const PANEL = { x: BELL.x + 34, width: BELL.width - 68 } as const;
const PANEL_PADDING = 16;
const FACE = 200;
const BASE = 34;
const SIDE = 82;

/**
 * The persona under a glass bell with what it is like there; around it the world and what is there; below, what can
 * help to come out.
 */
export function layoutBell(sheet: BellSheet, brush: Brush): Layout {
  const words = sheet.drawingOnly !== true;
  const header = headerParts(sheet);
  const top = header.bottom + CARD_GAP;
  const bell = bellParts(sheet, top + 14, words, brush);
  const scenery = sceneryParts(top, bell.bottom);
  const outside = words
    ? listParts("outside", sheet.outside, { x: FIELD.x + 20, y: bell.bottom + 18, width: FIELD.width - 40 }, brush)
    : { parts: [], bottom: bell.bottom };
  const world = { ...FIELD, y: top, height: outside.bottom + 20 - top };
  const look = { fill: PALETTE.tint, stroke: PALETTE.stepEdge, strokeWidth: 3, radius: 24 };
  const out = words
    ? partCard("out", sheet.out, { ...FIELD, y: world.y + world.height + CARD_GAP }, brush)
    : { parts: [], bottom: world.y + world.height };
  return {
    width: SHEET_WIDTH,
    height: Math.ceil(out.bottom + MARGIN),
    parts: [
      ...header.parts,
      groundPart("world", world, look),
      ...scenery,
      ...bell.parts,
      ...outside.parts,
      ...out.parts,
    ],
  };
}

/** The bell is as high as what is said inside it. */
function bellParts(sheet: BellSheet, y: number, words: boolean, brush: Brush): Block {
  const face = { x: SHEET_WIDTH / 2 - FACE / 2, y: y + GLASS_TOP, width: FACE, height: FACE };
  const below = face.y + FACE;
  const inner = { x: PANEL.x + PANEL_PADDING, y: below + PANEL_PADDING, width: PANEL.width - 2 * PANEL_PADDING };
  const inside = words ? listParts("inside", sheet.inside, inner, brush) : { parts: [], bottom: below };
  const panel = { ...PANEL, y: below, height: inside.bottom + PANEL_PADDING - below };
  const floor = words ? panel.y + panel.height + 14 : below;
  const box = { ...BELL, y, height: floor + BASE - y };
  const parts: Part[] = [{ role: "ground", what: "bell", box, svg: drawGlass(box, BASE) }];
  parts.push(artPart("persona", face, brush.persona(sheet.persona, "calm", face)));
  if (words) {
    parts.push(
      groundPart("inside panel", panel, { fill: PALETTE.paper, stroke: PALETTE.line, strokeWidth: 3, radius: 16 }),
      ...inside.parts,
    );
  }
  return { parts, bottom: box.y + box.height };
}

function listParts(what: string, part: BellSheet["inside"], place: Place, brush: Brush): Block {
  const heading = headingParts(what, part, place, brush);
  const list = itemParts(`${what} item`, part.items, { ...place, y: heading.bottom + 10 }, brush);
  return { parts: [...heading.parts, ...list.parts], bottom: list.bottom };
}

function sceneryParts(top: number, floor: number): readonly Part[] {
  const left = FIELD.x + 8;
  const right = FIELD.x + FIELD.width - 8 - SIDE;
  const at = (x: number, y: number, height: number) => ({ x, y, width: SIDE, height });
  const sun = at(right, top + 24, SIDE);
  const tree = at(left, floor - 150, 150);
  const house = at(right, floor - 110, 110);
  return [
    artPart("sun", sun, drawSun(sun)),
    artPart("tree", tree, drawTree(tree)),
    artPart("house", house, drawHouse(house)),
  ];
}
