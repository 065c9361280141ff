import Holidays from "date-holidays";

/** The Danish public holidays of a year: day → name. Days that many take off, such as Christmas Eve, are not among them. */
export function holidaysOf(year: number, language = "da"): ReadonlyMap<string, string> {
  const danish = new Holidays("DK", { languages: [language, "da"] });
  const all = danish.getHolidays(year, language).filter((it) => it.type === "public");
  return new Map(all.map((it) => [it.date.slice(0, 10), it.name]));
}
