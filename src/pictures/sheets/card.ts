import type { SheetPart } from "../../model/picture.ts";
import type { Brush } from "../brush.ts";
import type { Part } from "../layout.ts";
import { artPart, groundPart } from "../layout.ts";
import { MARGIN, PALETTE, SHEET_WIDTH } from "../palette.ts";
import { itemPairs, itemParts } from "./items.ts";
import type { Block } from "./words.ts";
import { HEADING_SIZES, wordsPart } from "./words.ts";

/** The field that cards fill, and the space between them. */
export const FIELD = { x: MARGIN, width: SHEET_WIDTH - 2 * MARGIN } as const;
export const CARD_GAP = 16;
export const CARD_PADDING = 18;

const PICTURE = 64;

interface CardPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A frame as high as what lies in it; `fill` draws that from the place it is given. */
export function framed(
  what: string,
  place: CardPlace,
  fill: (inner: CardPlace) => Block,
  style: { readonly fill?: string; readonly stroke?: string; readonly strokeWidth?: number } = {},
): Block {
  const inner = fill({
    x: place.x + CARD_PADDING,
    y: place.y + CARD_PADDING,
    width: place.width - 2 * CARD_PADDING,
  });
  const bottom = inner.bottom + CARD_PADDING;
  const box = { ...place, height: bottom - place.y };
  const look = { fill: PALETTE.paper, stroke: PALETTE.line, strokeWidth: 3, radius: 20, ...style };
  return { parts: [groundPart(`${what} frame`, box, look), ...inner.parts], bottom };
}

/** Picture and name of a part, beside each other. */
export function headingParts(
  what: string,
  { label, picture }: Pick<SheetPart, "label" | "picture">,
  place: CardPlace,
  brush: Brush,
  fill: string = PALETTE.ink,
): Block {
  const left = picture === undefined ? 0 : PICTURE + 14;
  const style = { weight: "bold", sizes: HEADING_SIZES, fill, x: place.x + left, width: place.width - left } as const;
  const height = Math.max(
    wordsPart(`${what} label`, label, { ...style, y: 0 }).box.height,
    picture === undefined ? 0 : PICTURE,
  );
  const parts: Part[] = [];
  if (picture !== undefined) {
    const box = { x: place.x, y: place.y + (height - PICTURE) / 2, width: PICTURE, height: PICTURE };
    parts.push(artPart(`${what} head picture`, box, brush.thing(picture, box)));
  }
  parts.push(wordsPart(`${what} label`, label, { ...style, y: place.y + height / 2, align: "middle" }));
  return { parts, bottom: place.y + height };
}

/** A framed part: its heading, and its items below, in pairs when `pairs` and they are short. */
export function partCard(what: string, part: SheetPart, place: CardPlace, brush: Brush, pairs = false): Block {
  return framed(what, place, (inner) => {
    const heading = headingParts(what, part, inner, brush);
    const under = { ...inner, y: heading.bottom + 12 };
    const list = (pairs ? itemPairs : itemParts)(`${what} item`, part.items, under, brush);
    return { parts: [...heading.parts, ...list.parts], bottom: list.bottom };
  });
}

/** Blocks below each other. */
export function stacked<T>(
  things: readonly T[],
  top: number,
  draw: (thing: T, y: number, index: number) => Block,
): Block {
  const parts: Part[] = [];
  let bottom = top;
  for (const [index, thing] of things.entries()) {
    const block = draw(thing, index === 0 ? top : bottom + CARD_GAP, index);
    parts.push(...block.parts);
    bottom = block.bottom;
  }
  return { parts, bottom };
}
