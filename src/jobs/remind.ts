import { isWithinHours } from "../schedule/hours.ts";
import { isSameDay, localTime } from "../schedule/local.ts";
import { remindedBefore, reminderAt } from "../schedule/remind.ts";
import { countReminder, nextUnbegun, type Unbegun } from "../store/occurrences.ts";
import type { DueParts } from "./due.ts";
import { batches, eachOf } from "./each.ts";

/** The check-in whose last answers say whether a citizen is better left in peace (R29). */
const CHECK_IN = "opfoelgning";
/** No reminder comes later than this after what it reminds of. */
const REMIND_WITHIN_MS = 2 * 24 * 60 * 60 * 1000;

/** Reminds of what was sent and not begun (R29). */
export async function remind(parts: DueParts): Promise<void> {
  const now = parts.now();
  const since = new Date(now.getTime() - REMIND_WITHIN_MS);
  const { hour, minute } = localTime(now);
  const asking = { since, sentBefore: remindedBefore(now), hour: hour + minute / 60, checkIn: CHECK_IN };
  const unbegun = (most: number, last?: Unbegun) => nextUnbegun(parts.database, asking, most, last);
  for await (const next of batches(unbegun)) {
    await eachOf(next, async (asked) => {
      const at = reminderAt(asked, asked.hours);
      if (at && at <= now) await remindOne(parts, asked, at);
    });
  }
}

/** A reminder whose day has gone is not made up for. */
async function remindOne(parts: DueParts, asked: Unbegun, at: Date): Promise<void> {
  const now = parts.now();
  const { conversation, assignment, reminders, hours } = asked;
  if (isSameDay(at, now)) {
    if (!isWithinHours(now, hours)) return;
    const id = `${assignment}-${reminders + 1}`;
    await parts.receive(conversation, { kind: "remind", channel: "staff", id, at: now.toISOString(), assignment });
  }
  await countReminder(parts.database, asked);
}
