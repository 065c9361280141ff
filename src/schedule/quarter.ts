import { AppError } from "../model/errors.ts";
import type { Quarter } from "../model/indicators.ts";
import { localDate } from "./local.ts";
import { periodOf } from "./period.ts";

/** What staff write down late is still counted. */
export const SETTLE_DAYS = 14;

const MONTHS = 3;

/** @throws AppError "input" */
export function quarterOf(id: string): Quarter {
  const [, year, number] = /^(\d{4})-Q([1-4])$/.exec(id) ?? [];
  if (year === undefined || number === undefined) {
    throw new AppError("input", `period: expected a quarter such as 2026-Q4, got "${id}"`);
  }
  const from = Temporal.PlainDate.from({ year: Number(year), month: (Number(number) - 1) * MONTHS + 1, day: 1 });
  const days = { from: from.toString(), after: from.add({ months: MONTHS }).toString() };
  return { id, ...days, begin: startOf(days.from), end: startOf(days.after) };
}

const startOf = (day: string): Date => periodOf({ from: day }).from as Date;

/** The local day from which the numbers of a quarter can be had: they are made once, and stay. */
export function readyOn({ after }: Quarter): string {
  return Temporal.PlainDate.from(after).add({ days: SETTLE_DAYS }).toString();
}

/** The quarter a moment is in, in Denmark. */
export function quarterAt(at: Date): Quarter {
  const { year, month } = Temporal.PlainDate.from(localDate(at));
  return quarterOf(`${String(year).padStart(4, "0")}-Q${Math.ceil(month / MONTHS)}`);
}

export function quarterBefore({ from }: Quarter): Quarter {
  const { year, month } = Temporal.PlainDate.from(from).subtract({ months: MONTHS });
  return quarterOf(`${year}-Q${Math.ceil(month / MONTHS)}`);
}

/** The newest quarters whose numbers can be had, the newest first. */
export function readyQuarters(now: Date, count: number): Quarter[] {
  const today = localDate(now);
  let quarter = quarterBefore(quarterAt(now));
  if (readyOn(quarter) > today) quarter = quarterBefore(quarter);
  const quarters = [quarter];
  while (quarters.length < count) {
    quarter = quarterBefore(quarter);
    quarters.push(quarter);
  }
  return quarters;
}
