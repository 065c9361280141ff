import type { Measured, Timeline } from "../series.ts";

/** How many of the times something was chosen. */
export interface Count {
  readonly times: number;
  readonly of: number;
}

/** One of several things to choose, before a moment and since. */
export interface ItemChange {
  readonly label: string;
  readonly picture?: string;
  readonly before: Count;
  readonly since: Count;
  /** how much it filled, the last time it was said before and the last time since; absent: not said */
  readonly filled: { readonly before?: number; readonly now?: number };
}

/** Which things were chosen more often than before, less often, and as often. */
export interface ItemsChange {
  readonly title: string;
  /** the highest number of the scale */
  readonly of: number;
  readonly more: readonly ItemChange[];
  readonly less: readonly ItemChange[];
  readonly same: readonly ItemChange[];
  /** there is no time before to hold it up against: what was chosen is in `same` */
  readonly first: boolean;
}

/** How often each thing was chosen of the times before and of those since; undefined: not asked since. */
export function itemsChanged({ title, scale, times, rows }: Timeline, since: Date): ItemsChange | undefined {
  const split = times.findIndex((at) => at >= since);
  if (split < 0) return undefined;
  const first = split === 0;
  const items = rows
    .map(({ values, ...named }): ItemChange => {
      const [before, after] = [values.slice(0, split), values.slice(split)];
      const [was, now] = [lastNumber(before), lastNumber(after)];
      const filled = { ...(was === undefined ? {} : { before: was }), ...(now === undefined ? {} : { now }) };
      return { ...named, before: countOf(before), since: countOf(after), filled };
    })
    .filter((it) => it.before.times + it.since.times > 0);
  const side = (sign: number) => items.filter((it) => !first && Math.sign(shareGrown(it)) === sign);
  return { title, of: scale.length, more: side(1), less: side(-1), same: first ? items : side(0), first };
}

/** Above 0: a larger part of the times than before. */
const shareGrown = ({ before, since }: ItemChange): number => since.times * before.of - before.times * since.of;

const countOf = (values: readonly Measured[]): Count => ({
  times: values.filter((it) => it !== undefined).length,
  of: values.length,
});

const lastNumber = (values: readonly Measured[]): number | undefined =>
  values.findLast((it): it is number => typeof it === "number");
