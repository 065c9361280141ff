import { createRequire } from "node:module";
import type Holidays from "date-holidays";

const load = createRequire(import.meta.url);

/** The calendar of Denmark. It comes with those of the whole world: loaded when a day is asked for, not at the start. */
export function danishHolidays(...languages: string[]): Holidays {
  const Calendar = load("date-holidays") as typeof Holidays;
  return new Calendar("DK", { languages });
}
