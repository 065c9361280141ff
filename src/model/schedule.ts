import type { Relative } from "./appointment.ts";

/** When an exercise is asked of a citizen. Days and times are local in Denmark, on either side of daylight saving. */
export interface Timing {
  /** the first time, "2026-11-27T10:00:00" */
  readonly start: string;
  /** an RFC 5545 rule such as "FREQ=WEEKLY;BYDAY=FR"; absent: once */
  readonly rule?: string;
  /** what happens on a Danish public holiday; what is skipped counts in a rule's COUNT */
  readonly holidays: "skip" | "keep";
  /** nothing is asked from the first to the last of these days, "2026-12-21" */
  readonly paused?: Pause;
  /** what `start` follows: moved with the appointment, and dropped with it */
  readonly relative?: Relative;
}

export interface Pause {
  readonly from: string;
  readonly to: string;
}

/** The hours of the day in which a citizen may be written to, such as 8 to 20. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** An exercise that is asked of a citizen at times. The newest version of the flow is asked. */
export interface Schedule extends Timing {
  readonly id: string;
  readonly citizen: string;
  readonly flow: string;
  readonly params: Readonly<Record<string, string>>;
  /** the member of staff who asks */
  readonly by?: string;
}
