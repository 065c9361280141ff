import type { Appointment } from "../model/appointment.ts";
import { AppError } from "../model/errors.ts";
import type { Timing } from "../model/schedule.ts";
import { relativeFrom, startOf } from "../schedule/appointment.ts";
import { timingFrom } from "../schedule/timing.ts";
import { allChosenIn, chosenIn, type Form } from "./form.ts";

/** The days of a week as a rule names them, Monday first. */
export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

const WHENS = ["now", "once", "weekly", "talk"] as const;

/** What a form lacks that says when: a key of the words. */
export interface WhenLacking {
  readonly problem: "when-missing" | "weekday-missing";
}

/**
 * Reads when an exercise is sent: `when` is "now", "once" with `day` and `time`, or "weekly" with any of `weekday`,
 * `weekly-time`, and `until` or not, or "talk" with `talk-days` from the next appointment and `talk-time`.
 * @returns undefined: now
 * @throws AppError "input": what no form of ours sends
 */
export function readWhen(form: Form, now: Date, next: Appointment | undefined): Timing | WhenLacking | undefined {
  const when = chosenIn(form, "when", WHENS) ?? "now";
  if (when === "now") return undefined;
  const days = allChosenIn(form, "weekday", WEEKDAYS);
  if (when === "weekly" && days.length === 0) return { problem: "weekday-missing" };
  try {
    if (when === "talk") return next ? besideTalk(form, next) : { problem: "when-missing" };
    return when === "once" ? onceFrom(form, now) : weeklyFrom(form, days, now);
  } catch (error) {
    if (error instanceof AppError && error.code === "input") return { problem: "when-missing" };
    throw error;
  }
}

/** Days from an appointment that can be chosen. */
export const TALK_DAYS = [-3, -2, -1, 1, 2, 3] as const;

/** @throws AppError "input" */
function besideTalk(form: Form, next: Appointment): Timing {
  const days = TALK_DAYS.find((it) => String(it) === form["talk-days"]) ?? Number.NaN;
  const relative = relativeFrom(next.id, days, String(form["talk-time"]));
  return { start: startOf(relative, next), holidays: "keep", relative };
}

/** @throws AppError "input" */
function onceFrom({ day, time }: Form, now: Date): Timing {
  return { ...timingFrom({ at: `${day}T${time}`, now }), holidays: "keep" };
}

/** @throws AppError "input" */
function weeklyFrom(form: Form, days: readonly string[], now: Date): Timing {
  const [hour, minute] = String(form["weekly-time"]).split(":").map(Number);
  const until = String(form.until ?? "").replaceAll("-", "");
  const last = until === "" ? "" : `;UNTIL=${until}`;
  const every = `FREQ=WEEKLY;BYDAY=${days.join(",")};BYHOUR=${hour};BYMINUTE=${minute}${last}`;
  return { ...timingFrom({ every, now }), holidays: chosenIn(form, "holidays", ["keep"]) ?? "skip" };
}

export function isWhenLacking(read: ReturnType<typeof readWhen>): read is WhenLacking {
  return read !== undefined && "problem" in read;
}
