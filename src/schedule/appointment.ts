import type { Appointment, Relative } from "../model/appointment.ts";
import { AppError } from "../model/errors.ts";
import type { Hours } from "../model/schedule.ts";
import { localTime } from "./local.ts";
import { REMINDERS } from "./remind.ts";

/** What is asked of a citizen around each appointment, without anybody asking for it (toolbox rows 16 and 19). */
export interface Around {
  readonly kind: "preparation" | "afterwards";
  readonly flow: string;
  readonly days: number;
  /** counted as given already: what comes the day before is itself the reminder of the first */
  readonly reminders: number;
}

export const AROUND: readonly Around[] = [
  { kind: "preparation", flow: "samtale-forbered", days: -2, reminders: REMINDERS - 1 },
  { kind: "preparation", flow: "samtale-forbered", days: -1, reminders: REMINDERS },
  { kind: "afterwards", flow: "efter-samtalen", days: 0, reminders: REMINDERS },
];

/** The preparation of the kontaktperson, and the exercise whose sheet is the agenda. */
export const COUNTERPART = "samtale-kontakt";
export const AGENDA = "dagsorden";

/** The hour at which the preparation is offered, when the citizen's hours allow it. */
const PREPARE_HOUR = 10;
/** How long after its end one is asked how it was. */
const AFTER_MINUTES = 15;
/** A preparation of these days is for this appointment, if none lay in between. */
const PREPARED_DAYS = 7;
const MOST_DAYS = 30;

/** When a part of what is asked around an appointment comes; the citizen's hours are kept by whoever sends. */
export function relativeOf({ kind, days }: Around, appointment: string, hours: Hours): Relative {
  if (kind === "afterwards") return { appointment, days };
  const hour = Math.min(Math.max(PREPARE_HOUR, hours.from), hours.to);
  return { appointment, days, time: `${String(hour).padStart(2, "0")}:00` };
}

/** The local time that a relative time means now, "2026-11-27T10:00:00". */
export function startOf({ days, time }: Relative, { at, minutes }: Pick<Appointment, "at" | "minutes">): string {
  const day = localTime(at).toPlainDate().add({ days });
  const start =
    time === undefined
      ? localTime(new Date(at.getTime() + (minutes + AFTER_MINUTES) * 60_000))
      : day.toPlainDateTime(Temporal.PlainTime.from(time));
  return start.toString({ smallestUnit: "second" });
}

/**
 * A relative time from what was typed.
 * @throws AppError "input"
 */
export function relativeFrom(appointment: string, days: number, time: string): Relative {
  if (!Number.isInteger(days) || Math.abs(days) > MOST_DAYS) {
    throw new AppError("input", `days: expected a whole number from -${MOST_DAYS} to ${MOST_DAYS}, got ${days}`);
  }
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    throw new AppError("input", `time: expected a time of day such as 10:00, got "${time}"`);
  }
  return { appointment, days, time };
}

/** Since when a preparation counts as one for this appointment. @param before the appointment before it, if any */
export function preparedSince(at: Date, before: Date | undefined): Date {
  const days = new Date(at.getTime() - PREPARED_DAYS * 24 * 60 * 60 * 1000);
  return before && before > days ? before : days;
}
