import type { Hours } from "../model/schedule.ts";
import { localTime, momentOf } from "./local.ts";

export const isWithinHours = (at: Date, hours: Hours): boolean => withinHours(at, hours).getTime() === at.getTime();

/** A moment in the citizen's hours: itself, or when the hours begin next. */
export function withinHours(at: Date, { from, to }: Hours): Date {
  const local = localTime(at);
  const morning = local.toPlainDate().toPlainDateTime({ hour: from });
  if (Temporal.PlainDateTime.compare(local, morning) < 0) return momentOf(morning);
  const evening = local.toPlainDate().toPlainDateTime({ hour: to });
  return Temporal.PlainDateTime.compare(local, evening) <= 0 ? at : momentOf(morning.add({ days: 1 }));
}
