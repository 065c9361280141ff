import type { Logger } from "pino";
import type { Receive } from "../channels/channel.ts";
import { AppError } from "../model/errors.ts";
import type { Hours } from "../model/schedule.ts";
import { withinHours } from "../schedule/hours.ts";
import { localDate } from "../schedule/local.ts";
import { nextSendTime, sendTimes } from "../schedule/occurrences.ts";
import { reminderAt } from "../schedule/remind.ts";
import {
  countReminder,
  type Due,
  nextDue,
  noteOccurrences,
  settle,
  type Unbegun,
  unbegunSince,
} from "../store/occurrences.ts";
import type { Database } from "../store/open.ts";
import { dueSchedules } from "../store/schedules.ts";

/** What sending at times needs. */
export interface DueParts {
  readonly database: Database;
  readonly now: () => Date;
  readonly log: Pick<Logger, "warn">;
  readonly receive: Receive;
  /** asks an exercise now; with the same id twice it is asked once */
  assign(assignment: {
    readonly id: string;
    readonly citizen: string;
    readonly flow: string;
    readonly params: Readonly<Record<string, string>>;
    readonly by?: string;
  }): Promise<unknown>;
}

/** The check-in whose last answers say whether a citizen is better left in peace (R29). */
const CHECK_IN = "opfoelgning";
/** No reminder comes later than this after what it reminds of. */
const REMIND_WITHIN_MS = 2 * 24 * 60 * 60 * 1000;

/**
 * Sends what has become due, then reminds. Any number of processes may do it at once: what each time becomes has one id
 * that all of them use, and an offer or a reminder with an id that was taken is not taken again.
 */
export async function sendDue(parts: DueParts): Promise<void> {
  await noteDue(parts);
  let due = await nextDue(parts.database);
  while (due) {
    await sendOne(parts, due);
    due = await nextDue(parts.database, due);
  }
  await remind(parts);
}

async function noteDue({ database, now }: DueParts): Promise<void> {
  const at = now();
  for (const schedule of await dueSchedules(database, at)) {
    const { id, hours, lookedAt } = schedule;
    const times = sendTimes(schedule, hours, lookedAt, at).map((it) => ({ at: it, state: "due" as const }));
    const nextAt = nextSendTime(schedule, hours, at) ?? null;
    await noteOccurrences(database, id, times, { at, nextAt });
  }
}

async function sendOne(parts: DueParts, due: Due): Promise<void> {
  const { database, log } = parts;
  if (!isSameDay(due.at, parts.now())) return await settle(database, due, "missed");
  if (due.waits) return await settle(database, due, "waiting");
  // late in the evening: it is missed when the day has gone
  if (!isHour(parts.now(), due.hours)) return;
  const { assignment: id, citizen, flow, params, by } = due;
  try {
    await parts.assign({ id, citizen, flow, params, ...(by === null ? {} : { by }) });
    await settle(database, due, "sent");
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "unavailable") throw error;
    log.warn({ schedule: due.schedule, reason: error.code }, "an exercise could not be sent at its time");
    await settle(database, due, "missed");
  }
}

async function remind(parts: DueParts): Promise<void> {
  const now = parts.now();
  const since = new Date(now.getTime() - REMIND_WITHIN_MS);
  for (const asked of await unbegunSince(parts.database, since, CHECK_IN)) {
    const at = reminderAt(asked, asked.hours);
    if (at && at <= now) await remindOne(parts, asked, at);
  }
}

/** A reminder whose day has gone is not made up for. */
async function remindOne(parts: DueParts, asked: Unbegun, at: Date): Promise<void> {
  const now = parts.now();
  const { conversation, assignment, reminders, hours } = asked;
  if (isSameDay(at, now)) {
    if (!isHour(now, hours)) return;
    const id = `${assignment}-${reminders + 1}`;
    await parts.receive(conversation, { kind: "remind", channel: "staff", id, at: now.toISOString(), assignment });
  }
  await countReminder(parts.database, asked);
}

const isSameDay = (a: Date, b: Date): boolean => localDate(a) === localDate(b);
const isHour = (at: Date, hours: Hours): boolean => withinHours(at, hours).getTime() === at.getTime();
