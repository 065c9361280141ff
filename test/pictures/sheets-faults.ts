import type { Brush } from "../../src/pictures/brush.ts";
import type { Layout, Part } from "../../src/pictures/layout.ts";
import type { Box } from "../../src/pictures/svg.ts";

/** A layout is the same whatever is drawn in it. */
export const EMPTY: Brush = { persona: () => "", figure: () => "", thing: () => "" };

const PHONE_WIDTH = 390;

const inside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x - 0.1 &&
  inner.y >= outer.y - 0.1 &&
  inner.x + inner.width <= outer.x + outer.width + 0.1 &&
  inner.y + inner.height <= outer.y + outer.height + 0.1;
const touch = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width - 0.1 && b.x < a.x + a.width - 0.1 && a.y < b.y + b.height - 0.1 && b.y < a.y + a.height - 0.1;

/** What is wrong with a layout, in words: overlaps, cuts, and words too small on a phone. */
export function faultsOf(layout: Layout): string[] {
  const faults: string[] = [];
  const sheet = { x: 0, y: 0, width: layout.width, height: layout.height };
  const grounds = layout.parts.filter((part) => part.role === "ground");
  const contents = layout.parts.filter((part) => part.role !== "ground");
  for (const part of layout.parts) {
    if (!inside(part.box, sheet)) faults.push(`${part.what} leaves the sheet`);
    if (part.size !== undefined && (part.size * PHONE_WIDTH) / layout.width < 14) faults.push(`${part.what} is small`);
  }
  for (const [index, part] of contents.entries()) {
    for (const other of contents.slice(index + 1)) {
      if (touch(part.box, other.box)) faults.push(`${part.what} touches ${other.what}`);
    }
    for (const ground of grounds) {
      if (touch(part.box, ground.box) && !inside(part.box, ground.box)) faults.push(`${part.what} cuts ${ground.what}`);
    }
  }
  return faults;
}

export const partOf = (layout: Layout, what: string): Part | undefined =>
  layout.parts.find((part) => part.what === what);
