import { localeOf } from "../../render/words.ts";
import { isSameDay, localDate, plusDays } from "../../schedule/local.ts";
import type { Look as PageLook } from "./page.ts";

/** What saying a time takes of a look. */
type Look = Pick<PageLook, "words" | "say" | "now">;

const TIME_ZONE = "Europe/Copenhagen";

/** A moment as people say it: "i dag kl. 10.12", "i går kl. 9.05", "fredag 20. november kl. 10.12"; other years are named. */
export function whenSaid(look: Look, at: Date): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(localeOf(look.words.language), { ...options, timeZone: TIME_ZONE }).format(at);
  const time = format({ hour: "2-digit", minute: "2-digit" });
  const [day, today] = [localDate(at), localDate(look.now)];
  if (day === today) return look.say("when.today", { time });
  if (day === plusDays(today, -1)) return look.say("when.yesterday", { time });
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" as const };
  const said = format({ weekday: "long", day: "numeric", month: "long", ...year }).replace(" den ", " ");
  return look.say("when.other", { day: said, time });
}

/** "10.00". */
export function clockSaid(look: Look, at: Date): string {
  const options: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", timeZone: TIME_ZONE };
  return new Intl.DateTimeFormat(localeOf(look.words.language), options).format(at);
}

/** A local day, "2026-11-27": "fredag 27. november". */
export function daySaid(look: Look, day: string): string {
  const options: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" };
  const said = new Intl.DateTimeFormat(localeOf(look.words.language), options).format(new Date(`${day}T12:00:00Z`));
  return said.replace(" den ", " ");
}

/** The name of a weekday; 0 is Monday. */
export function weekdayName(look: Look, weekday: number): string {
  const options: Intl.DateTimeFormatOptions = { weekday: "long", timeZone: "UTC" };
  return new Intl.DateTimeFormat(localeOf(look.words.language), options).format(
    new Date(Date.UTC(2026, 10, 23 + weekday)),
  );
}

/** Short names of times under a chart: the day, or the time of day where the one before was the same day. */
export function timeNames(look: Look, times: readonly Date[]): string[] {
  const locale = localeOf(look.words.language);
  return times.map((at, i) => {
    const before = times[i - 1];
    const again = before !== undefined && isSameDay(before, at);
    const options: Intl.DateTimeFormatOptions = again
      ? { hour: "2-digit", minute: "2-digit" }
      : { day: "numeric", month: "short" };
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: TIME_ZONE }).format(at);
  });
}

/** A moment in little room: "17. nov. 2026, 10.12". */
export function shortWhen(look: Look, at: Date): string {
  const options: Intl.DateTimeFormatOptions = {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  };
  return new Intl.DateTimeFormat(localeOf(look.words.language), { ...options, timeZone: TIME_ZONE }).format(at);
}

/** A day in little room: "17. nov."; other years are named. */
export function shortDay(look: Look, at: Date): string {
  const [day, today] = [localDate(at), localDate(look.now)];
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" as const };
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", ...year, timeZone: TIME_ZONE };
  return new Intl.DateTimeFormat(localeOf(look.words.language), options).format(at);
}
