/** Where people stand in the three rings: geometry only, in units around the centre (0, 0), y downwards. */

export interface Ring {
  readonly inner: number;
  readonly outer: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A box by its middle. */
export type Spot = Point & Size;

export const CENTRE_RADIUS = 62;
export const OUTER_RADIUS = 344;
export const RINGS = 3;

/** Ring widths that give a crowded ring more; each has at least `least`. */
export function sharedRings(counts: readonly number[], least: number): Ring[] {
  const spare = OUTER_RADIUS - CENTRE_RADIUS - RINGS * least;
  const all = counts.reduce((sum, count) => sum + count, 0);
  let inner = CENTRE_RADIUS;
  return counts.map((count) => {
    const ring = { inner, outer: inner + least + spare * (all === 0 ? 1 / RINGS : count / all) };
    inner = ring.outer;
    return ring;
  });
}

/**
 * Places boxes at even angles in the rings, and each at the nearest free place when that is taken.
 * @param boxes one list per ring
 * @param taken boxes that must stay free
 * @returns the middle of each box; undefined when one has no place
 */
export function placeBoxes(
  boxes: readonly (readonly Size[])[],
  rings: readonly Ring[],
  taken: readonly Spot[],
): Point[][] | undefined {
  let best: { readonly cost: number; readonly points: Point[][] } | undefined;
  for (const turn of [0, 0.25, 0.5, 0.75]) {
    const tried = placeFrom(turn, boxes, rings, taken);
    if (tried !== undefined && (best === undefined || tried.cost < best.cost)) best = tried;
  }
  return best?.points;
}

function placeFrom(
  turn: number,
  boxes: readonly (readonly Size[])[],
  rings: readonly Ring[],
  taken: readonly Spot[],
): { readonly cost: number; readonly points: Point[][] } | undefined {
  const placed = [...taken];
  const points: Point[][] = [];
  let cost = 0;
  for (const [index, sizes] of boxes.entries()) {
    const ring = rings[index]!;
    const inRing: Point[] = [];
    for (const [position, size] of sizes.entries()) {
      const wanted = Math.PI / 2 + (2 * Math.PI * (position + turn)) / sizes.length;
      const found = nearestFree(wanted, size, ring, placed);
      if (found === undefined) return undefined;
      cost += found.cost;
      inRing.push(found.point);
      placed.push({ ...found.point, ...size });
    }
    points.push(inRing);
  }
  return { cost, points };
}

const STEP = Math.PI / 60;

function nearestFree(
  wanted: number,
  size: Size,
  ring: Ring,
  placed: readonly Spot[],
): { readonly point: Point; readonly cost: number } | undefined {
  const middle = (ring.inner + ring.outer) / 2;
  const reach = (ring.outer - ring.inner) / 2;
  let best: { readonly point: Point; readonly cost: number } | undefined;
  for (let away = 0; away <= 60; away++) {
    for (const side of away === 0 ? [1] : [1, -1]) {
      for (const out of [0, 0.2, -0.2, 0.4, -0.4]) {
        const radius = middle + out * reach;
        const angle = wanted + side * away * STEP;
        const moved = away * STEP * middle + Math.abs(out) * reach;
        if (best !== undefined && moved >= best.cost) continue;
        const point = { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
        const share = shareInRing(point, size, ring);
        if (share < LEAST_SHARE || !placed.every((other) => isApart(point, size, other))) continue;
        const cost = moved + (1 - share) * LEAVING;
        if (best === undefined || cost < best.cost) best = { point, cost };
      }
    }
    if (best !== undefined && away * STEP * middle >= best.cost) break;
  }
  return best;
}

/** Most of a box is in its ring, so that nobody is taken for the ring beside; to leave it a little costs a long move. */
const LEAST_SHARE = 0.65;
const LEAVING = 700;
const SAMPLES = { x: [-0.48, -0.32, -0.16, 0, 0.16, 0.32, 0.48], y: [-0.45, 0, 0.45] };

const APART = 8;

export function isApart(point: Point, size: Size, other: Spot): boolean {
  return (
    Math.abs(point.x - other.x) >= (size.width + other.width) / 2 + APART ||
    Math.abs(point.y - other.y) >= (size.height + other.height) / 2 + APART
  );
}

/** The name of a ring stands at the top, inside its line. */
export function tagSpot(ring: Ring, size: Size): Spot {
  return { x: 0, y: -(ring.outer - 5 - size.height / 2), ...size };
}

/** How much of a box is in the ring, 0 to 1; 0 when it leaves the sheet or covers the persona. */
function shareInRing(point: Point, size: Size, ring: Ring): number {
  const left = Math.abs(point.x) + size.width / 2;
  const top = Math.abs(point.y) + size.height / 2;
  if (left > OUTER_RADIUS || top > OUTER_RADIUS) return 0;
  const nearX = Math.max(0, Math.abs(point.x) - size.width / 2);
  const nearY = Math.max(0, Math.abs(point.y) - size.height / 2);
  if (Math.hypot(nearX, nearY) < CENTRE_RADIUS + 4) return 0;
  let within = 0;
  for (const column of SAMPLES.x) {
    for (const row of SAMPLES.y) {
      const distance = Math.hypot(point.x + column * size.width, point.y + row * size.height);
      if (distance >= ring.inner && distance <= ring.outer) within++;
    }
  }
  return within / (SAMPLES.x.length * SAMPLES.y.length);
}
