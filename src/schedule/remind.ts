import type { Answered } from "../model/conversation.ts";
import type { Hours } from "../model/schedule.ts";
import { withinHours } from "./hours.ts";

const HOUR_MS = 60 * 60 * 1000;

/** A reminder comes this long after the exercise was sent; there are no others (R29). */
const AFTER_HOURS = [4, 24] as const;
export const REMINDERS = AFTER_HOURS.length;

/** By the number of reminders there were: what was sent later than this needs no reminder yet. */
export const remindedBefore = (now: Date): Date[] =>
  AFTER_HOURS.map((hours) => new Date(now.getTime() - hours * HOUR_MS));

/** What is known of an exercise that was sent and not begun. */
export interface Asked {
  readonly at: Date;
  /** how many reminders there were */
  readonly reminders: number;
  /** whether the citizen has said stop since */
  readonly stopped: boolean;
  /** the answers of the citizen's last check-in */
  readonly latest: readonly Answered[];
}

/** R29: when to remind next, in the citizen's hours; undefined: not any more, or they are better left in peace. */
export function reminderAt({ at, reminders, stopped, latest }: Asked, hours: Hours): Date | undefined {
  const after = AFTER_HOURS[reminders];
  if (after === undefined || stopped || wasHard(latest)) return undefined;
  return withinHours(new Date(at.getTime() + after * HOUR_MS), hours);
}

/** The lowest two of five for mood, the highest two for craving. */
function wasHard(answers: readonly Answered[]): boolean {
  return answers.some(
    ([path, value]) =>
      value.kind === "number" && ((path === "mood" && value.number <= 2) || (path === "craving" && value.number >= 4)),
  );
}
