import type { MARKERS } from "../flow/steps/date.ts";
import { danishHolidays } from "../model/danish-holidays.ts";

/** The day a marker means, as "YYYY-MM-DD": the next one from `now` on (ISO date or time, taken as the local day). */
export function dayOf(marker: (typeof MARKERS)[number], now: string): string {
  const today = localDay(now);
  const year = Number(today.slice(0, 4));
  switch (marker) {
    case "today":
      return today;
    case "tomorrow":
      return plus(today, { days: 1 });
    case "in-a-week":
      return plus(today, { days: 7 });
    case "in-a-month":
      return plus(today, { months: 1 });
    case "easter":
      return next(today, [easter(year), easter(year + 1)]);
    case "summer":
      return next(today, [`${year}-07-01`, `${year + 1}-07-01`]);
    case "christmas":
      return next(today, [`${year}-12-24`, `${year + 1}-12-24`]);
    case "new-year":
      return next(today, [`${year}-12-31`, `${year + 1}-12-31`]);
  }
}

/** making a format takes longer than all else about a day */
const dayFormat = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" });

/** The day in Denmark at a moment. */
export function localDay(now: string): string {
  return dayFormat.format(new Date(now));
}

function next(today: string, days: readonly [string, string]): string {
  return days[0] >= today ? days[0] : days[1];
}

function easter(year: number): string {
  const day = danishHolidays("da")
    .getHolidays(year)
    .find((it) => it.rule === "easter");
  return (day as { date: string }).date.slice(0, 10);
}

function plus(day: string, add: { days?: number; months?: number }): string {
  const date = new Date(`${day}T12:00:00Z`);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + (add.months ?? 0) + 1, 0)).getUTCDate();
  const wanted = Math.min(date.getUTCDate(), last);
  const moved = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + (add.months ?? 0), wanted + (add.days ?? 0), 12);
  return new Date(moved).toISOString().slice(0, 10);
}
