import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Answered } from "../model/conversation.ts";
import type { Hours } from "../model/schedule.ts";
import type { CitizenKey, Sealed } from "./keys/citizen-keys.ts";
import { openEach } from "./keys/open-each.ts";
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

/** What became due of a schedule, and when it is due next; null: not any more. */
export interface Noted {
  readonly schedule: string;
  readonly times: readonly { readonly at: Date; readonly state: OccurrenceState; readonly reminders: number }[];
  readonly nextAt: Date | null;
}

/**
 * Writes down what became due of many schedules, once however many processes do. The times come first: of a process that
 * dies here every time is found once more.
 */
export async function noteOccurrences({ pool }: Database, noted: readonly Noted[], at: Date): Promise<void> {
  const times = noted.flatMap(({ schedule, times: due }) => {
    return due.map((it) => ({ schedule, ...it, assignment: randomUUID() }));
  });
  await pool.query({ name: "note-occurrences", text: NOTE, values: [JSON.stringify(times)] });
  const looked = noted.map(({ schedule, nextAt }) => ({ schedule, next: nextAt }));
  await pool.query({ name: "note-looked", text: LOOKED, values: [JSON.stringify(looked), at], byKey: true });
}

const NOTE = `
  insert into occurrence (schedule_id, at, state, reminders, assignment_id)
  select schedule, at, state, reminders, assignment
  from json_to_recordset($1) as o(schedule text, at timestamptz, state text, reminders int, assignment text)
  on conflict do nothing`;
const LOOKED = `
  update schedule set looked_at = $2, next_at = l.next
  from json_to_recordset($1) as l(schedule text, next timestamptz)
  where schedule.id = l.schedule and looked_at < $2`;

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

interface DueRow extends Omit<Due, "params" | "hours" | "talk"> {
  readonly params: Sealed<Due["params"]>;
  readonly hours_from: number;
  readonly hours_to: number;
  readonly appointment_id: string | null;
  readonly appointment_days: number | null;
  readonly talk_at: Date | null;
}

const DUE = `
  select s.id as schedule, o.at, o.assignment_id as assignment, s.citizen_id as citizen, s.flow_id as flow, s.params,
    s.by_staff as by, c.hours_from, c.hours_to, s.around, s.appointment_id, s.appointment_days, p.at as talk_at,
    exists (
      select from assignment a where a.citizen_id = s.citizen_id and a.flow_id = s.flow_id
        and a.id <> o.assignment_id and a.completed_at is null
        and (not exists (select from session t where t.assignment_id = a.id)
          or exists (select from conversation v, json_array_elements(v.state -> 'frames') frame
            where v.citizen_id = a.citizen_id and frame ->> 'assignment' = a.id))) as waits
  from occurrence o join schedule s on s.id = o.schedule_id join citizen c on c.id = s.citizen_id
    left join appointment p on p.id = s.appointment_id
  where o.state = 'due' and s.stopped_at is null and (o.at, o.schedule_id) > ($1, $2)
  order by o.at, o.schedule_id limit $3`;

/** The next to be sent after another, at most so many, in the order in which every process takes them. */
export async function nextDue({ pool, keys }: Database, most: number, after?: Occurrence): Promise<Due[]> {
  const values = [after?.at ?? "-infinity", after?.schedule ?? "", most];
  const { rows } = await pool.query<DueRow>({ name: "next-due", text: DUE, values, byKey: true });
  return await openEach(keys, rows, (row) => row.citizen, dueOf);
}

function dueOf({ hours_from: from, hours_to: to, ...given }: DueRow, key: CitizenKey): Due {
  const { appointment_id, appointment_days, talk_at, ...row } = given;
  const params = key.openValue(row.params, "schedule.params", row.schedule);
  return { ...row, params, hours: { from, to }, talk: talkOf({ appointment_id, appointment_days, talk_at }) };
}

function talkOf(row: Pick<DueRow, "appointment_id" | "appointment_days" | "talk_at">): Due["talk"] {
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

/** What became of one that was due. */
export interface Settled {
  readonly assignment: string;
  readonly state: OccurrenceState;
}

export async function settle({ pool }: Database, settled: readonly Settled[]): Promise<void> {
  await pool.query({ name: "settle", text: SETTLE, values: [JSON.stringify(settled)], byKey: true });
}

const SETTLE = `
  update occurrence o set state = s.state
  from json_to_recordset($1) as s(assignment text, state text)
  where o.assignment_id = s.assignment and o.state = 'due'`;

/** What was sent and not begun, with what decides about a reminder (R29). */
export interface Unbegun extends Occurrence {
  readonly conversation: string;
  readonly hours: Hours;
  readonly reminders: number;
  readonly stopped: boolean;
  readonly latest: readonly Answered[];
}

/** Which of what was sent is looked for. */
export interface Asking {
  readonly since: Date;
  /** by the number of reminders there were: sent no later than this */
  readonly sentBefore: readonly Date[];
  /** the hour of the day, with its minutes as a fraction: citizens whose hours it is */
  readonly hour: number;
  /** the flow whose last answers count */
  readonly checkIn: string;
}

/** The next after another of what was sent and not begun, at most so many, in order. */
export async function nextUnbegun(
  { db, keys }: Database,
  { since, sentBefore, hour, checkIn }: Asking,
  most: number,
  after?: Occurrence,
): Promise<Unbegun[]> {
  let query = db
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
    .where(sql<boolean>`occurrence.at <= (${sentBefore}::timestamptz[])[reminders + 1]`)
    .where(sql<boolean>`${hour}::float8 between hours_from and hours_to`)
    .where(sql<boolean>`not exists (select from session s where s.assignment_id = occurrence.assignment_id)`)
    .orderBy("occurrence.at")
    .orderBy("schedule.id")
    .limit(most);
  if (after) query = query.where(sql<boolean>`(occurrence.at, schedule.id) > (${after.at}, ${after.schedule})`);
  const rows = await query.execute();
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
