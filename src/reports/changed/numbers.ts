import type { Timeline } from "../series.ts";

/** A number that was given, and the words beside it. */
export interface Given {
  readonly at: Date;
  /** null: asked, but skipped or not known */
  readonly number: number | null;
  readonly said: string;
}

/** The number of one question before a moment and now. */
export interface NumberChange {
  /** the exercise, and what it was about */
  readonly title: string;
  /** the question in short */
  readonly label: string;
  /** the highest number of the scale */
  readonly of: number;
  /** undefined: it was not asked before */
  readonly before: Given | undefined;
  readonly now: Given;
}

/** The last number before a moment and the newest; undefined: it was not asked since. */
export function numbersChanged(timeline: Timeline, since: Date): NumberChange | undefined {
  const { title, label, scale, times, rows } = timeline;
  const given = times.flatMap((at, i): Given[] => {
    const number = rows[0]?.values[i];
    return number === undefined ? [] : [{ at, number, said: number === null ? "" : (scale[number - 1] ?? "") }];
  });
  const now = given.at(-1);
  if (!now || now.at < since) return undefined;
  return { title, label, of: scale.length, before: given.findLast((it) => it.at < since), now };
}
