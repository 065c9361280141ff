import { danishHolidays } from "../model/danish-holidays.ts";

/** by language and year: to find them takes longer than anything else about a day */
const found = new Map<string, ReadonlyMap<string, string>>();

/** The Danish public holidays of a year: day → name. Days that many take off, such as Christmas Eve, are not among them. */
export function holidaysOf(year: number, language = "da"): ReadonlyMap<string, string> {
  const key = `${language} ${year}`;
  const known = found.get(key);
  if (known) return known;
  const holidays = findHolidays(year, language);
  found.set(key, holidays);
  return holidays;
}

function findHolidays(year: number, language: string): ReadonlyMap<string, string> {
  const all = danishHolidays(language, "da")
    .getHolidays(year, language)
    .filter((it) => it.type === "public");
  return new Map(all.map((it) => [it.date.slice(0, 10), it.name]));
}
