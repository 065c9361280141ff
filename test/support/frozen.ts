/** Time, ids and chance as tests know them: the same in every run. */

/** A Friday morning in November. */
export const NOW = "2026-11-20T09:00:00.000Z";

/** What chance begins with in property tests. */
export const SEED = 20_261_120;

/** Time that stands still until it is told to pass. */
export interface Clock {
  now(): string;
  pass(time: { readonly days?: number; readonly hours?: number; readonly minutes?: number }): void;
}

export function frozenClock(from = NOW): Clock {
  let time = Date.parse(from);
  return {
    now: () => new Date(time).toISOString(),
    pass: ({ days = 0, hours = 0, minutes = 0 }) => {
      time += ((days * 24 + hours) * 60 + minutes) * 60 * 1000;
    },
  };
}

/** Ids in order: "m1", "m2" … */
export function countedIds(prefix: string): () => string {
  let count = 0;
  return () => `${prefix}${++count}`;
}
