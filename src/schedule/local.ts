/** Appointments are made in Danish time, wherever the machine stands. */
const ZONE = "Europe/Copenhagen";

/** A moment as the clock on a Danish wall shows it. */
export function localTime(at: Date): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(ZONE).toPlainDateTime();
}

/** The local day of a moment, "2026-11-27". */
export function localDate(at: Date): string {
  return localTime(at).toPlainDate().toString();
}

export const isSameDay = (a: Date, b: Date): boolean => localDate(a) === localDate(b);

/** The day so many days after another, "2026-11-27"; before it with a negative number. */
export function plusDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The moment of a local time. A time that a spring night leaves out is an hour later; of one that comes twice, the first. */
export function momentOf(local: Temporal.PlainDateTime): Date {
  return new Date(local.toZonedDateTime(ZONE).epochMilliseconds);
}

/** Whether this is a day of the calendar, "2026-11-27". */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
