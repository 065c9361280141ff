import { localDate } from "./local.ts";

/** The days of a citizen's first contact and first talk, "2026-11-27". */
export interface FirstDays {
  readonly firstContactOn: string | null;
  readonly firstTalkOn: string | null;
}

/** How many days a citizen has waited for their first talk; undefined: they do not wait. */
export function daysWaited({ firstContactOn, firstTalkOn }: FirstDays, now: Date): number | undefined {
  if (firstContactOn === null || firstTalkOn !== null) return undefined;
  const { days } = Temporal.PlainDate.from(firstContactOn).until(localDate(now));
  return days < 0 ? undefined : days;
}
