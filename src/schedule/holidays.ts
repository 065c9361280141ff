import { danishHolidays } from "../model/danish-holidays.ts";

/** The Danish public holidays of a year: day → name. Days that many take off, such as Christmas Eve, are not among them. */
export function holidaysOf(year: number, language = "da"): ReadonlyMap<string, string> {
  const all = danishHolidays(language, "da")
    .getHolidays(year, language)
    .filter((it) => it.type === "public");
  return new Map(all.map((it) => [it.date.slice(0, 10), it.name]));
}
