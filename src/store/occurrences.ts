import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Answered } from "../model/conversation.ts";
import type { Hours } from "../model/schedule.ts";
import type { Sealed } from "./keys/citizen-keys.ts";
import type { Database } from "./open.ts";
import type { Around } from "./schedules.ts";
import type { OccurrenceState } from "./tables.ts";

/** One time of a schedule. */
export interface Occurrence {
  readonly schedule: string;
  readonly at: Date;
  /** the id of the assignment that it becomes: the same in every process that comes to it */
  readonly assignment: string;
}

/** Writes down what became due, once however many processes do, and when the schedule is due next. */
export async function noteOccurrences(
  { db }: Database,
  schedule: string,
  times: readonly { readonly at: Date; readonly state: OccurrenceState; readonly reminders: number }[],
  looked: { readonly at: Date; readonly nextAt: Date | null },
): Promise<void> {
  if (times.length > 0) {
    const rows = times.map((it) => ({ ...it, schedule_id: schedule, assignment_id: randomUUID() }));
    await db
      .insertInto("occurrence")
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await db
    .updateTable("schedule")
    .set({ looked_at: looked.at, next_at: looked.nextAt })
    .where("id", "=", schedule)
    .where("looked_at", "<", looked.at)
    .execute();
}

/** An occurrence to be sent, with what is asked. */
export interface Due extends Occurrence {
  readonly citizen: string;
  readonly flow: string;
  readonly params: Readonly<Record<string, string>>;
  readonly by: string | null;
  readonly hours: Hours;
  /** another of the same exercise waits for the citizen already */
  readonly waits: boolean;
  /** the appointment it follows, and on which side of it */
  readonly talk: { readonly id: string; readonly at: Date; readonly side: "before" | "after" } | undefined;
  readonly around: Around | null;
}

/** The next to be sent after another, in the order in which every process takes them; undefined: no more. */
export async function nextDue({ db, keys }: Database, after?: Occurrence): Promise<Due | undefined> {
  let query = db
    .selectFrom("occurrence")
    .innerJoin("schedule", "schedule.id", "occurrence.schedule_id")
    .innerJoin("citizen", "citizen.id", "schedule.citizen_id")
    .leftJoin("appointment", "appointment.id", "schedule.appointment_id")
    .select(["schedule.around", "appointment_id", "appointment_days", "appointment.at as talk_at"])
    .select([
      "schedule.id as schedule",
      "occurrence.at",
      "assignment_id as assignment",
      "schedule.citizen_id as citizen",
    ])
    .select(["flow_id as flow", "params", "schedule.by_staff as by", "hours_from", "hours_to"])
    .select(
      sql<boolean>`exists (
        select from assignment a where a.citizen_id = schedule.citizen_id and a.flow_id = schedule.flow_id
          and a.id <> occurrence.assignment_id and a.completed_at is null
          and (not exists (select from session s where s.assignment_id = a.id)
            or exists (select from conversation c, json_array_elements(c.state -> 'frames') frame
              where c.citizen_id = a.citizen_id and frame ->> 'assignment' = a.id)))`.as("waits"),
    )
    .where("state", "=", "due")
    .where("stopped_at", "is", null)
    .orderBy("occurrence.at")
    .orderBy("schedule.id")
    .limit(1);
  if (after) query = query.where(sql<boolean>`(occurrence.at, schedule.id) > (${after.at}, ${after.schedule})`);
  const row = await query.executeTakeFirst();
  if (!row) return undefined;
  const params = (await keys.of(row.citizen)).openValue(row.params, "schedule.params", row.schedule);
  return { ...row, params, hours: { from: row.hours_from, to: row.hours_to }, talk: talkOf(row) };
}

function talkOf(row: {
  appointment_id: string | null;
  appointment_days: number | null;
  talk_at: Date | null;
}): Due["talk"] {
  const { appointment_id: id, talk_at: at, appointment_days: days } = row;
  return id === null || at === null ? undefined : { id, at, side: (days ?? 0) < 0 ? "before" : "after" };
}

/** Whether a citizen has completed an exercise since a moment. */
export async function hasCompleted({ db }: Database, citizen: string, flow: string, since: Date): Promise<boolean> {
  const found = await db
    .selectFrom("session")
    .select("id")
    .where("citizen_id", "=", citizen)
    .where("flow_id", "=", flow)
    .where("status", "=", "completed")
    .where("completed_at", ">", since)
    .executeTakeFirst();
  return found !== undefined;
}

/** Says what became of one that was due. */
export async function settle({ db }: Database, { assignment }: Occurrence, state: OccurrenceState): Promise<void> {
  await db
    .updateTable("occurrence")
    .set({ state })
    .where("assignment_id", "=", assignment)
    .where("state", "=", "due")
    .execute();
}

/** What was sent and not begun, with what decides about a reminder (R29). */
export interface Unbegun extends Occurrence {
  readonly conversation: string;
  readonly hours: Hours;
  readonly reminders: number;
  readonly stopped: boolean;
  readonly latest: readonly Answered[];
}

/** What was sent since a moment and not begun. @param checkIn the flow whose last answers count */
export async function unbegunSince({ db, keys }: Database, since: Date, checkIn: string): Promise<Unbegun[]> {
  const rows = await db
    .selectFrom("occurrence")
    .innerJoin("schedule", "schedule.id", "occurrence.schedule_id")
    .innerJoin("citizen", "citizen.id", "schedule.citizen_id")
    .innerJoin("conversation", "conversation.citizen_id", "schedule.citizen_id")
    .select(["schedule.id as schedule", "occurrence.at", "assignment_id as assignment", "reminders"])
    .select(["conversation.id as conversation", "hours_from", "hours_to", "citizen.id as citizen"])
    .select([
      sql<boolean>`exists (
        select from turn t where t.conversation_id = conversation.id and t.at > occurrence.at
          and t.events::jsonb -> 'types' ? 'stopped')`.as("stopped"),
      sql<{ id: string; answers: Sealed<Answered[]> } | null>`(
        select json_build_object('id', s.id, 'answers', s.answers) from session s where s.citizen_id = citizen.id and s.flow_id = ${checkIn}
          and s.status = 'completed' order by s.completed_at desc limit 1)`.as("latest"),
    ])
    .where("occurrence.state", "=", "sent")
    .where("stopped_at", "is", null)
    .where("occurrence.at", ">", since)
    .where(sql<boolean>`not exists (select from session s where s.assignment_id = occurrence.assignment_id)`)
    .orderBy("occurrence.at")
    .execute();
  const all = await keys.all(rows.map((row) => row.citizen));
  return rows.map(({ hours_from, hours_to, latest, citizen, ...row }) => ({
    ...row,
    hours: { from: hours_from, to: hours_to },
    latest: latest ? (all.get(citizen)?.openValue(latest.answers, "session.answers", latest.id) ?? []) : [],
  }));
}

/** The preparations that wait for a citizen although their talk has begun. */
export async function latePreparations(
  { db }: Database,
  now: Date,
): Promise<readonly (Occurrence & { readonly conversation: string })[]> {
  return await db
    .selectFrom("occurrence")
    .innerJoin("schedule", "schedule.id", "occurrence.schedule_id")
    .innerJoin("appointment", "appointment.id", "schedule.appointment_id")
    .innerJoin("conversation", "conversation.citizen_id", "schedule.citizen_id")
    .select(["schedule.id as schedule", "occurrence.at", "assignment_id as assignment"])
    .select("conversation.id as conversation")
    .where("around", "=", "preparation")
    .where("occurrence.state", "=", "sent")
    .where("stopped_at", "is", null)
    .where("appointment.at", "<=", now)
    .where(sql<boolean>`not exists (select from session s where s.assignment_id = occurrence.assignment_id)`)
    .execute();
}

/** What was sent was taken back. */
export async function noteTakenBack({ db }: Database, { assignment }: Occurrence): Promise<void> {
  await db.updateTable("occurrence").set({ state: "missed" }).where("assignment_id", "=", assignment).execute();
}

/** Counts a reminder, whether or not it was needed: it is not given again. */
export async function countReminder({ db }: Database, { assignment, reminders }: Unbegun): Promise<void> {
  await db
    .updateTable("occurrence")
    .set({ reminders: reminders + 1 })
    .where("assignment_id", "=", assignment)
    .where("reminders", "=", reminders)
    .execute();
}

/** A time whose exercise was not done. */
export interface Unanswered {
  readonly flow: string;
  readonly at: Date;
  readonly state: "sent" | "waiting" | "missed";
}

/**
 * The times since a moment whose exercise was not begun, newest first: of what this member of staff asked, or nobody.
 * What is asked around an appointment is not among them: that is seen at the appointment.
 */
export async function unansweredOf(
  { db }: Database,
  citizen: string,
  staff: string,
  since: Date,
): Promise<Unanswered[]> {
  return await db
    .selectFrom("occurrence")
    .innerJoin("schedule", "schedule.id", "occurrence.schedule_id")
    .select(["flow_id as flow", "occurrence.at", "state"])
    .where("schedule.citizen_id", "=", citizen)
    .where((where) => where.or([where("by_staff", "=", staff), where("by_staff", "is", null)]))
    .where("occurrence.at", ">", since)
    .where("around", "is", null)
    .where("state", "not in", ["due", "done"])
    .where(sql<boolean>`not skridt_begun(occurrence.assignment_id)`)
    .orderBy("occurrence.at", "desc")
    .$narrowType<{ state: Unanswered["state"] }>()
    .execute();
}
