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
  type Settled,
  settle,
} from "../store/occurrences.ts";
import type { Database } from "../store/open.ts";
import { type People, peopleAmong } from "../store/people.ts";
import { dueSchedules, type StoredSchedule } from "../store/schedules.ts";
import type { OccurrenceState } from "../store/tables.ts";
import { ahead, batches } from "./each.ts";
import { remind } from "./remind.ts";
import { takeBack } from "./take-back.ts";

/** What sending at times needs. */
export interface DueParts {
  readonly database: Database;
  readonly now: () => Date;
  readonly log: Pick<Logger, "warn">;
  readonly receive: Receive;
  /**
   * Stores that exercises are asked, and gives back what offers them and says what became of each; with the same id twice
   * one is asked once.
   */
  assignAll(
    assignments: readonly {
      readonly id: string;
      readonly citizen: string;
      readonly flow: string;
      readonly params: Readonly<Record<string, string>>;
      readonly by?: string;
      readonly talk?: Talk;
    }[],
    people: People,
  ): Promise<() => Promise<readonly PromiseSettledResult<void>[]>>;
}

/**
 * Sends what has become due, then reminds. Any number of processes may do it at once: what each time becomes has one id
 * that all of them use, and an offer or a reminder with an id that was taken is not taken again.
 */
export async function sendDue(parts: DueParts): Promise<void> {
  await dropLate(parts);
  // what a process before noted and did not send
  await sendNoted(parts);
  await noteAndSend(parts);
  await remind(parts);
}

/** Once a talk has begun nobody is asked to prepare it. */
async function dropLate(parts: DueParts): Promise<void> {
  for (const late of await latePreparations(parts.database, parts.now())) {
    await takeBack(parts, late);
    await noteTakenBack(parts.database, late);
  }
}

/** What was due first is sent before the last is looked at. */
async function noteAndSend(parts: DueParts): Promise<void> {
  for await (const _ of ahead(noteDue(parts))) await sendNoted(parts);
}

/** Notes all that is due, some at a time. */
async function* noteDue({ database, now }: DueParts): AsyncGenerator<void> {
  const at = now();
  const due = (most: number, last?: StoredSchedule) => dueSchedules(database, at, most, last);
  for await (const schedules of batches(due)) {
    await noteOccurrences(
      database,
      schedules.map((it) => noted(it, at)),
      at,
    );
    yield;
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

/** Some are stored as asked while those before them are offered. */
async function sendNoted(parts: DueParts): Promise<void> {
  for await (const { without, sending, offer } of ahead(asked(parts))) {
    const { settled, failed } = settledBy(parts, sending, await offer());
    await settle(parts.database, [...without, ...settled]);
    if (failed) throw failed.reason;
  }
}

interface Asked {
  /** what became of those that are not sent now */
  readonly without: readonly Settled[];
  readonly sending: readonly Due[];
  offer(): Promise<readonly PromiseSettledResult<void>[]>;
}

async function* asked(parts: DueParts): AsyncGenerator<Asked> {
  const { database } = parts;
  const next = async (most: number, last?: Due) => untilAgain(await nextDue(database, most, last));
  for await (const some of batches(next)) {
    const judged = await Promise.all(some.map(async (due) => ({ due, state: await stateBefore(parts, due) })));
    const without = judged.flatMap(({ due, state }) => (state && state !== "send" ? [settledAs(due, state)] : []));
    const sending = judged.flatMap(({ due, state }) => (state === "send" ? [due] : []));
    yield { without, sending, offer: await store(parts, sending) };
  }
}

const settledAs = ({ assignment }: Due, state: OccurrenceState): Settled => ({ assignment, state });

/** Up to where a citizen comes for the second time: what waits for them then is known only after the first. */
function untilAgain(due: readonly Due[]): readonly Due[] {
  const seen = new Set<string>();
  const again = due.findIndex(({ citizen }) => seen.size === seen.add(citizen).size);
  return again < 0 ? due : due.slice(0, again);
}

/** What becomes of it without asking; "send": it is asked. Undefined: nothing yet. */
async function stateBefore(parts: DueParts, due: Due): Promise<OccurrenceState | "send" | undefined> {
  const { talk } = due;
  const isOver = talk?.side === "before" && talk.at <= parts.now();
  if (isOver || !isSameDay(due.at, parts.now())) return "missed";
  if (await isPrepared(parts.database, due)) return "done";
  if (due.waits) return "waiting";
  // late in the evening: it is missed when the day has gone
  return isWithinHours(parts.now(), due.hours) ? "send" : undefined;
}

async function store({ database, assignAll }: DueParts, sending: readonly Due[]): Promise<Asked["offer"]> {
  const people = await peopleAmong(database, {
    citizens: sending.map((due) => due.citizen),
    staff: sending.flatMap((due) => due.by ?? []),
  });
  const assignments = sending.map(({ assignment: id, citizen, flow, params, by, talk }) => {
    const about = talk && { talk: { day: localDate(talk.at), side: talk.side } };
    return { id, citizen, flow, params, ...(by === null ? {} : { by }), ...about };
  });
  return await assignAll(assignments, people);
}

/** @returns what became of those of which something did, and a failure that says nothing of them */
function settledBy(
  { log }: DueParts,
  sending: readonly Due[],
  became: readonly PromiseSettledResult<void>[],
): { settled: Settled[]; failed: PromiseRejectedResult | undefined } {
  const settled = sending.flatMap((due, i): Settled[] => {
    const one = became[i];
    if (one?.status === "fulfilled") return [settledAs(due, "sent")];
    if (!isAnswer(one?.reason)) return [];
    log.warn({ schedule: due.schedule, reason: one.reason.code }, "an exercise could not be sent at its time");
    return [settledAs(due, "missed")];
  });
  const failed = became.find((it): it is PromiseRejectedResult => it.status === "rejected" && !isAnswer(it.reason));
  return { settled, failed };
}

const isAnswer = (reason: unknown): reason is AppError => reason instanceof AppError && reason.code !== "unavailable";

/** Whether the citizen has prepared this talk already, by themselves or when it was offered first. */
async function isPrepared(database: Database, { citizen, flow, talk, around }: Due): Promise<boolean> {
  if (!talk || around !== "preparation") return false;
  const before = await appointmentBefore(database, citizen, talk.at);
  return await hasCompleted(database, citizen, flow, preparedSince(talk.at, before?.at));
}
