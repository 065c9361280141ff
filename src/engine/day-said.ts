import { localDay } from "./days.ts";

/** Words before a day that add nothing to it: "fredag den 5. april". */
const BEFORE = /^(?:den|the|on|d\.)\s+/;
const LEAST_LETTERS = 3;

/**
 * The day that words mean, as "YYYY-MM-DD": "5. april", "5/4", "fredag den 5. april 2027", "April 5". Without a year it is
 * the next such day from `now` on. Undefined when the words are no day, or one that is not in the calendar.
 */
export function dayIn(said: string, now: string, language: string): string | undefined {
  const text = withoutBefore(said.trim().toLowerCase(), language);
  const numbers = /^(\d{1,2})[./-](\d{1,2})\.?(?:[./-]?(\d{4}|\d{2}))?$/.exec(text);
  const dayFirst = /^(\d{1,2})(?:\.|st|nd|rd|th)?\s*(\p{L}+)\.?,?\s*(\d{4})?$/u.exec(text);
  const monthFirst = /^(\p{L}+)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})?$/u.exec(text);
  const [day, month, year] = numbers
    ? [numbers[1], Number(numbers[2]), numbers[3]]
    : dayFirst
      ? [dayFirst[1], monthNamed(dayFirst[2], language), dayFirst[3]]
      : [monthFirst?.[2], monthNamed(monthFirst?.[1], language), monthFirst?.[3]];
  if (day === undefined || month === undefined) return undefined;
  const today = localDay(now);
  if (year !== undefined) return inCalendar(Number(year.padStart(4, "20")), month, Number(day));
  const from = Number(today.slice(0, 4));
  // a leap day may be some years away
  const years = Array.from({ length: 9 }, (_, i) => inCalendar(from + i, month, Number(day)));
  return years.find((it) => it !== undefined && it >= today);
}

function withoutBefore(text: string, language: string): string {
  const weekday = names(language, "weekday", 7).find((it) => text.startsWith(`${it} `));
  const rest = weekday === undefined ? text : text.slice(weekday.length).trim();
  return rest.replace(BEFORE, "");
}

function monthNamed(word: string | undefined, language: string): number | undefined {
  if (word === undefined || word.length < LEAST_LETTERS) return undefined;
  const index = names(language, "month", 12).findIndex((it) => it.startsWith(word));
  return index < 0 ? undefined : index + 1;
}

function names(language: string, what: "weekday" | "month", count: number): string[] {
  const format = new Intl.DateTimeFormat(language, { [what]: "long", timeZone: "UTC" });
  const at = (i: number) => (what === "month" ? Date.UTC(2026, i, 1) : Date.UTC(2026, 0, i + 1));
  return Array.from({ length: count }, (_, i) => format.format(new Date(at(i))).toLowerCase());
}

function inCalendar(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? date.toISOString().slice(0, 10) : undefined;
}
