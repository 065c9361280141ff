import type { Logger } from "pino";
import type { Receive } from "../channels/channel.ts";
import { AppError } from "../model/errors.ts";
import type { Talk } from "../model/inbound.ts";
import { AROUND, preparedSince } from "../schedule/appointment.ts";
import { isWithinHours } from "../schedule/hours.ts";
import { isSameDay, localDate } from "../schedule/local.ts";
import { nextSendTime, sendTimes } from "../schedule/occurrences.ts";
import { appointmentBefore } from "../store/appointments.ts";
import {
  type Due,
  hasCompleted,
  latePreparations,
  type Noted,
  nextDue,
  noteOccurrences,
  noteTakenBack,
  settle,
} from "../store/occurrences.ts";
import type { Database } from "../store/open.ts";
import { type People, peopleAmong } from "../store/people.ts";
import { dueSchedules, type StoredSchedule } from "../store/schedules.ts";
import type { OccurrenceState } from "../store/tables.ts";
import { batches, eachOf } from "./each.ts";
import { remind } from "./remind.ts";
import { takeBack } from "./take-back.ts";

/** What sending at times needs. */
export interface DueParts {
  readonly database: Database;
  readonly now: () => Date;
  readonly log: Pick<Logger, "warn">;
  readonly receive: Receive;
  /** asks an exercise now; with the same id twice it is asked once */
  assign(
    assignment: {
      readonly id: string;
      readonly citizen: string;
      readonly flow: string;
      readonly params: Readonly<Record<string, string>>;
      readonly by?: string;
      readonly talk?: Talk;
    },
    people: People,
  ): Promise<unknown>;
}

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
  const due = (most: number, last?: StoredSchedule) => dueSchedules(database, at, most, last?.id ?? "");
  for await (const schedules of batches(due)) {
    await noteOccurrences(
      database,
      schedules.map((it) => noted(it, at)),
      at,
    );
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

async function sendAll(parts: DueParts): Promise<void> {
  const due = async (most: number, last?: Due) => untilAgain(await nextDue(parts.database, most, last));
  for await (const next of batches(due)) {
    const people = await peopleAmong(parts.database, {
      citizens: next.map((due) => due.citizen),
      staff: next.flatMap((due) => due.by ?? []),
    });
    const settled: { assignment: string; state: OccurrenceState }[] = [];
    await eachOf(next, async (due) => {
      const state = await sendOne(parts, due, people);
      if (state) settled.push({ assignment: due.assignment, state });
    }).finally(() => settle(parts.database, settled));
  }
}

/** Up to where a citizen comes for the second time: what waits for them then is known only after the first. */
function untilAgain(due: readonly Due[]): readonly Due[] {
  const seen = new Set<string>();
  const again = due.findIndex(({ citizen }) => seen.size === seen.add(citizen).size);
  return again < 0 ? due : due.slice(0, again);
}

/** @returns what became of it; undefined: nothing yet */
async function sendOne(parts: DueParts, due: Due, people: People): Promise<OccurrenceState | undefined> {
  const { log } = parts;
  const { talk } = due;
  const isOver = talk?.side === "before" && talk.at <= parts.now();
  if (isOver || !isSameDay(due.at, parts.now())) return "missed";
  if (await isPrepared(parts.database, due)) return "done";
  if (due.waits) return "waiting";
  // late in the evening: it is missed when the day has gone
  if (!isWithinHours(parts.now(), due.hours)) return undefined;
  const { assignment: id, citizen, flow, params, by } = due;
  try {
    const about = talk && { talk: { day: localDate(talk.at), side: talk.side } };
    await parts.assign({ id, citizen, flow, params, ...(by === null ? {} : { by }), ...about }, people);
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
