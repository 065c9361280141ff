import type { Place } from "./frame.ts";

/**
 * What stays ticked at a place, in the order it was ticked: where only so many may be, the first gives way to the last.
 * `beside` counts what is given beside the ticks, in own words or as a picture.
 */
export function ticksAt(place: Pick<Place, "ask"> | null, ids: readonly string[], beside = 0): readonly string[] {
  const step = place?.ask.step;
  if (step?.type !== "pick" || step.max === undefined) return ids;
  return ids.slice(Math.max(0, ids.length - Math.max(0, step.max - beside)));
}
