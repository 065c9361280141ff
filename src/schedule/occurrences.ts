import type { Hours, Timing } from "../model/schedule.ts";
import { holidaysOf } from "./holidays.ts";
import { withinHours } from "./hours.ts";
import { localDate, localTime, momentOf } from "./local.ts";
import { timesOf } from "./rule.ts";

/** No hour of a night's shift, and no night that something waits for the morning, is longer. */
const MARGIN = { days: 2 };
/** How far ahead the next time is looked for: near first, as most are. The last covers a leap day. */
const AHEAD_DAYS = [8, 70, 740, 3000];
const DAY_MS = 24 * 60 * 60 * 1000;

/** The moments at which a schedule asks, after one and up to and with the other, without holidays and pauses. */
export function occurrences(timing: Timing, from: Date, to: Date): Date[] {
  const isOff = offDays(timing);
  return timesOf(timing, localTime(from).subtract(MARGIN), localTime(to).add(MARGIN))
    .filter((local) => !isOff(local.toPlainDate().toString()))
    .map(momentOf)
    .filter((at) => at > from && at <= to);
}

/** The moments at which it is sent: what falls into the citizen's night waits for the morning, and is sent once. */
export function sendTimes(timing: Timing, hours: Hours, from: Date, to: Date): Date[] {
  const isOff = offDays(timing);
  const earliest = momentOf(localTime(from).subtract(MARGIN));
  const moments = occurrences(timing, earliest, to).map((at) => withinHours(at, hours).getTime());
  return [...new Set(moments)].map((ms) => new Date(ms)).filter((at) => at > from && at <= to && !isOff(localDate(at)));
}

/** The next moment at which it is sent; undefined: it is over. */
export function nextSendTime(timing: Timing, hours: Hours, after: Date): Date | undefined {
  // what is asked once is at one time
  for (const days of timing.rule === undefined ? AHEAD_DAYS.slice(-1) : AHEAD_DAYS) {
    const [next] = sendTimes(timing, hours, after, new Date(after.getTime() + days * DAY_MS));
    if (next) return next;
  }
  return undefined;
}

function offDays({ holidays, paused }: Timing): (day: string) => boolean {
  const isHoliday = (day: string): boolean => holidaysOf(Number(day.slice(0, 4))).has(day);
  return (day) => (paused && paused.from <= day && day <= paused.to) || (holidays === "skip" && isHoliday(day));
}
