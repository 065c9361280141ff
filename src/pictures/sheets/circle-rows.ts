import type { Point, Ring, Size, Spot } from "./circle-places.ts";
import { CENTRE_RADIUS, isApart, OUTER_RADIUS, RINGS, tagSpot } from "./circle-places.ts";

/** The side of a numbered mark, and how far two of them are from each other. */
export const MARK = 52;
const PITCH = 58;
const MARK_SIZE = { width: MARK, height: MARK };
const MOST_ROWS = 4;

interface Marks {
  readonly rings: readonly Ring[];
  /** the middle of each mark, one list per ring */
  readonly points: readonly (readonly Point[])[];
}

/**
 * Places numbered marks in rows along the rings. A ring grows with what it holds.
 * @param tags the names of the rings, which must stay free; none when there is no room for them
 * @returns undefined when the circle has no room for so many
 */
export function placeMarks(counts: readonly number[], tags: readonly Size[]): Marks | undefined {
  for (const least of [94, 84, 74, 62]) {
    const placed = placeWith(counts, tags, least);
    if (placed !== undefined) return placed;
  }
  return undefined;
}

function placeWith(counts: readonly number[], tags: readonly Size[], least: number): Marks | undefined {
  const rings: Ring[] = [];
  const points: Point[][] = [];
  const taken: Spot[] = [];
  for (const [index, count] of counts.entries()) {
    const inner = rings.at(-1)?.outer ?? CENTRE_RADIUS;
    const tag = tags[index];
    let found: Point[] | undefined;
    for (let rows = 1; rows <= MOST_ROWS && found === undefined; rows++) {
      const needed = inner + Math.max(least, rows * PITCH + 4);
      const outer = index === RINGS - 1 ? OUTER_RADIUS : needed;
      if (needed > OUTER_RADIUS) return undefined;
      const ring = { inner, outer };
      const spots = tag === undefined ? taken : [...taken, tagSpot(ring, tag)];
      found = rowPoints(count, ring, rows, spots);
      if (found === undefined) continue;
      rings.push(ring);
      points.push(found);
      if (tag !== undefined) taken.push(tagSpot(ring, tag));
    }
    if (found === undefined) return undefined;
  }
  return { rings, points };
}

/** Fills the rows in the proportion of their room, evenly over the part of each that is free. */
function rowPoints(count: number, ring: Ring, rows: number, taken: readonly Spot[]): Point[] | undefined {
  const start = (ring.inner + ring.outer - rows * PITCH) / 2;
  const lanes = Array.from({ length: rows }, (_, row) => laneAt(start + (row + 0.5) * PITCH, taken));
  const room = lanes.reduce((sum, lane) => sum + lane.room, 0);
  if (room < count) return undefined;
  const points: Point[] = [];
  let left = count;
  let roomLeft = room;
  for (const lane of lanes) {
    const here = Math.min(lane.room, Math.ceil((left * lane.room) / Math.max(1, roomLeft)));
    points.push(...spread(here, lane));
    left -= here;
    roomLeft -= lane.room;
  }
  return left > 0 ? undefined : points;
}

interface Lane {
  readonly radius: number;
  /** how far from the lowest point marks may stand, to both sides, in radians; Math.PI when nothing is in the way */
  readonly reach: number;
  readonly room: number;
}

const DEGREE = Math.PI / 180;

function laneAt(radius: number, taken: readonly Spot[]): Lane {
  const step = 2 * Math.asin(Math.min(1, PITCH / 2 / radius));
  for (let angle = 0; angle <= Math.PI; angle += DEGREE) {
    const point = pointAt(radius, angle);
    if (taken.every((spot) => isApart(point, MARK_SIZE, spot))) continue;
    const reach = angle - DEGREE;
    return { radius, reach, room: reach < 0 ? 0 : Math.floor((2 * reach) / step) + 1 };
  }
  return { radius, reach: Math.PI, room: Math.floor((2 * Math.PI) / step) };
}

/** The first of a row at the left, then clockwise over the top or, where that is taken, along the bottom. */
function spread(count: number, lane: Lane): Point[] {
  const whole = lane.reach === Math.PI;
  return Array.from({ length: count }, (_, index) => {
    if (whole) return pointAt(lane.radius, (2 * Math.PI * index) / count);
    const share = (index + 0.5) / count;
    const dense = count === 1 ? 0.5 : index / (count - 1);
    // Few stand with air to both ends; many need all of the row.
    const place = count * 2 <= lane.room ? share : dense;
    return pointAt(lane.radius, lane.reach * (2 * place - 1));
  });
}

/** `angle` from the lowest point, anticlockwise as seen. */
function pointAt(radius: number, angle: number): Point {
  return { x: radius * Math.sin(angle), y: radius * Math.cos(angle) };
}
