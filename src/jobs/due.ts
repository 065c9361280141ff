import type { Logger } from "pino";
import type { Receive } from "../channels/channel.ts";
import { AppError } from "../model/errors.ts";
import type { Talk } from "../model/inbound.ts";
import type { Hours } from "../model/schedule.ts";
import { AROUND, preparedSince } from "../schedule/appointment.ts";
import { withinHours } from "../schedule/hours.ts";
import { localDate, localTime } from "../schedule/local.ts";
import { nextSendTime, sendTimes } from "../schedule/occurrences.ts";
import { remindedBefore, reminderAt } from "../schedule/remind.ts";
import { appointmentBefore } from "../store/appointments.ts";
import {
  countReminder,
  type Due,
  hasCompleted,
  latePreparations,
  type Noted,
  nextDue,
  nextUnbegun,
  noteOccurrences,
  noteTakenBack,
  settle,
  type Unbegun,
} from "../store/occurrences.ts";
import type { Database } from "../store/open.ts";
import { dueSchedules, type StoredSchedule } from "../store/schedules.ts";
import type { OccurrenceState } from "../store/tables.ts";
import { takeBack } from "./take-back.ts";

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
    readonly talk?: Talk;
  }): Promise<unknown>;
}

/** The check-in whose last answers say whether a citizen is better left in peace (R29). */
const CHECK_IN = "opfoelgning";
/** Looked at in one go. */
const AT_ONCE = 500;
/** Sent at the same moment. */
const LANES = 8;
/** No reminder comes later than this after what it reminds of. */
const REMIND_WITHIN_MS = 2 * 24 * 60 * 60 * 1000;

/**
 * Sends what has become due, then reminds. Any number of processes may do it at once: what each time becomes has one id
 * that all of them use, and an offer or a reminder with an id that was taken is not taken again.
 */
export async function sendDue(parts: DueParts): Promise<void> {
  await dropLate(parts);
  await noteDue(parts);
  await sendAll(parts);
  await remind(parts);
}

/** Once a talk has begun nobody is asked to prepare it. */
async function dropLate(parts: DueParts): Promise<void> {
  for (const late of await latePreparations(parts.database, parts.now())) {
    await takeBack(parts, late);
    await noteTakenBack(parts.database, late);
  }
}

async function noteDue({ database, now }: DueParts): Promise<void> {
  const at = now();
  let last = "";
  for (;;) {
    const schedules = await dueSchedules(database, at, AT_ONCE, last);
    if (schedules.length === 0) return;
    await noteOccurrences(
      database,
      schedules.map((it) => noted(it, at)),
      at,
    );
    last = schedules.at(-1)?.id as string;
  }
}

function noted(schedule: StoredSchedule, at: Date): Noted {
  const { id, hours, lookedAt } = schedule;
  const begun = { state: "due" as const, reminders: remindersGiven(schedule) };
  const times = sendTimes(schedule, hours, lookedAt, at).map((it) => ({ at: it, ...begun }));
  return { schedule: id, times, nextAt: nextSendTime(schedule, hours, at) ?? null };
}

/** Of what is asked around an appointment fewer reminders are given (R29). */
function remindersGiven({ around, relative }: StoredSchedule): number {
  return AROUND.find((it) => it.kind === around && it.days === relative?.days)?.reminders ?? 0;
}

/** A few at the same time: what they save goes together, and people who answer meanwhile are not kept waiting. */
async function sendAll(parts: DueParts): Promise<void> {
  let last: Due | undefined;
  for (;;) {
    const next = untilAgain(await nextDue(parts.database, AT_ONCE, last));
    if (next.length === 0) return;
    const settled: { assignment: string; state: OccurrenceState }[] = [];
    await eachOf(next, async (due) => {
      const state = await sendOne(parts, due);
      if (state) settled.push({ assignment: due.assignment, state });
    }).finally(() => settle(parts.database, settled));
    last = next.at(-1);
  }
}

/** Up to where a citizen comes for the second time: what waits for them then is known only after the first. */
function untilAgain(due: readonly Due[]): readonly Due[] {
  const seen = new Set<string>();
  const again = due.findIndex(({ citizen }) => seen.size === seen.add(citizen).size);
  return again < 0 ? due : due.slice(0, again);
}

/** Does the work for each, `LANES` at a time. What failed is thrown when the others are done. */
async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = all.values();
  const lanes = Array.from({ length: LANES }, async () => {
    for (const one of left) await work(one);
  });
  const failed = (await Promise.allSettled(lanes)).find((it) => it.status === "rejected");
  if (failed) throw failed.reason;
}

/** @returns what became of it; undefined: nothing yet */
async function sendOne(parts: DueParts, due: Due): Promise<OccurrenceState | undefined> {
  const { log } = parts;
  const { talk } = due;
  const isOver = talk?.side === "before" && talk.at <= parts.now();
  if (isOver || !isSameDay(due.at, parts.now())) return "missed";
  if (await isPrepared(parts.database, due)) return "done";
  if (due.waits) return "waiting";
  // late in the evening: it is missed when the day has gone
  if (!isHour(parts.now(), due.hours)) return undefined;
  const { assignment: id, citizen, flow, params, by } = due;
  try {
    const about = talk && { talk: { day: localDate(talk.at), side: talk.side } };
    await parts.assign({ id, citizen, flow, params, ...(by === null ? {} : { by }), ...about });
    return "sent";
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "unavailable") throw error;
    log.warn({ schedule: due.schedule, reason: error.code }, "an exercise could not be sent at its time");
    return "missed";
  }
}

/** Whether the citizen has prepared this talk already, by themselves or when it was offered first. */
async function isPrepared(database: Database, { citizen, flow, talk, around }: Due): Promise<boolean> {
  if (!talk || around !== "preparation") return false;
  const before = await appointmentBefore(database, citizen, talk.at);
  return await hasCompleted(database, citizen, flow, preparedSince(talk.at, before?.at));
}

async function remind(parts: DueParts): Promise<void> {
  const now = parts.now();
  const since = new Date(now.getTime() - REMIND_WITHIN_MS);
  const { hour, minute } = localTime(now);
  const asking = { since, sentBefore: remindedBefore(now), hour: hour + minute / 60, checkIn: CHECK_IN };
  let last: Unbegun | undefined;
  for (;;) {
    const next = await nextUnbegun(parts.database, asking, AT_ONCE, last);
    if (next.length === 0) return;
    await eachOf(next, async (asked) => {
      const at = reminderAt(asked, asked.hours);
      if (at && at <= now) await remindOne(parts, asked, at);
    });
    last = next.at(-1);
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
