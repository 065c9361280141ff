import { AppError } from "../model/errors.ts";
import type { Timing } from "../model/schedule.ts";
import { timingFrom } from "../schedule/timing.ts";

/** The days of a week as a rule names them, Monday first. */
export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

/** What a form lacks that says when: a key of the words. */
export interface WhenLacking {
  readonly problem: "when-missing" | "weekday-missing";
}

/**
 * Reads when an exercise is sent: `when` is "now", "once" with `day` and `time`, or "weekly" with any of `weekday`,
 * `weekly-time`, and `until` or not. @returns undefined: now
 */
export function readWhen(form: Readonly<Record<string, unknown>>, now: Date): Timing | WhenLacking | undefined {
  if (form.when !== "once" && form.when !== "weekly") return undefined;
  const asked = [form.weekday].flat();
  const days = WEEKDAYS.filter((it) => asked.includes(it));
  if (form.when === "weekly" && days.length === 0) return { problem: "weekday-missing" };
  try {
    return form.when === "once" ? onceFrom(form, now) : weeklyFrom(form, days, now);
  } catch (error) {
    if (error instanceof AppError && error.code === "input") return { problem: "when-missing" };
    throw error;
  }
}

/** @throws AppError "input" */
function onceFrom({ day, time }: Readonly<Record<string, unknown>>, now: Date): Timing {
  return { ...timingFrom({ at: `${day}T${time}`, now }), holidays: "keep" };
}

/** @throws AppError "input" */
function weeklyFrom(form: Readonly<Record<string, unknown>>, days: readonly string[], now: Date): Timing {
  const [hour, minute] = String(form["weekly-time"]).split(":").map(Number);
  const until = String(form.until ?? "").replaceAll("-", "");
  const last = until === "" ? "" : `;UNTIL=${until}`;
  const every = `FREQ=WEEKLY;BYDAY=${days.join(",")};BYHOUR=${hour};BYMINUTE=${minute}${last}`;
  return { ...timingFrom({ every, now }), holidays: form.holidays === "keep" ? "keep" : "skip" };
}

export function isWhenLacking(read: ReturnType<typeof readWhen>): read is WhenLacking {
  return read !== undefined && "problem" in read;
}
