import { randomUUID } from "node:crypto";
import { type Selectable, sql } from "kysely";
import type { Appointment } from "../model/appointment.ts";
import { AppError } from "../model/errors.ts";
import type { Hours, Pause, Schedule } from "../model/schedule.ts";
import { type CitizenKey, jsonOf } from "./keys/citizen-keys.ts";
import { openEach } from "./keys/open-each.ts";
import type { Database } from "./open.ts";
import { storable } from "./storable.ts";
import type { Tables } from "./tables.ts";
import { TALK } from "./talk.ts";

/** A schedule as it is stored, with what sending needs to know. */
export interface StoredSchedule extends Schedule {
  readonly conversation: string;
  readonly hours: Hours;
  /** what became due up to then was dealt with */
  readonly lookedAt: Date;
  /** when it is sent next; null: it is over */
  readonly nextAt: Date | null;
  /** asked around every appointment, and not by anybody in particular */
  readonly around: Around | null;
}

export type Around = NonNullable<Tables["schedule"]["around"]>;

/**
 * An exercise asked of a citizen at times; once per id, where one is given.
 * @param nextAt when it is sent first; null: not as it stands now
 */
export async function addSchedule(
  { db, keys }: Database,
  schedule: Omit<Schedule, "id"> & { readonly id?: string; readonly around?: Around },
  now: Date,
  nextAt: Date | null,
): Promise<{ id: string }> {
  const { relative } = schedule;
  const id = schedule.id ?? randomUUID();
  const key = await keys.of(schedule.citizen);
  const row = {
    id,
    citizen_id: schedule.citizen,
    flow_id: schedule.flow,
    params: jsonOf(key.sealValue(storable(schedule.params), "schedule.params", id)),
    by_staff: schedule.by ?? null,
    start: schedule.start,
    rule: schedule.rule ?? null,
    holidays: schedule.holidays,
    created_at: now,
    looked_at: now,
    next_at: nextAt,
    appointment_id: relative?.appointment ?? null,
    appointment_days: relative?.days ?? null,
    appointment_time: relative?.time ?? null,
    around: schedule.around ?? null,
  };
  await db
    .insertInto("schedule")
    .values(row)
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  return { id: row.id };
}

/** The schedules that became due, at most so many, after another: what was due first comes first. */
export async function dueSchedules(
  database: Database,
  now: Date,
  most: number,
  after?: StoredSchedule,
): Promise<StoredSchedule[]> {
  let due = running(database).where("next_at", "<=", now);
  if (after) due = due.where(sql<boolean>`(next_at, schedule.id) > (${after.nextAt}, ${after.id})`);
  return await schedulesIn(database, await due.orderBy("next_at").orderBy("schedule.id").limit(most).execute());
}

/**
 * The schedules of a citizen that are not over, the one that comes first first.
 * @param reader a member of staff: only what they asked for, or nobody in particular
 */
export async function schedulesOf(database: Database, citizen: string, reader?: string): Promise<StoredSchedule[]> {
  let query = running(database)
    .where("schedule.citizen_id", "=", citizen)
    .where("next_at", "is not", null)
    .orderBy("next_at");
  if (reader !== undefined) {
    query = query.where((where) => where.or([where("by_staff", "=", reader), where("by_staff", "is", null)]));
  }
  return await schedulesIn(database, await query.execute());
}

/** What a member of staff asks of anybody at times and that is not over, the one that comes first first. */
export async function schedulesBy(database: Database, staff: string): Promise<StoredSchedule[]> {
  const query = running(database).where("by_staff", "=", staff).where("next_at", "is not", null);
  return await schedulesIn(database, await query.orderBy("next_at").execute());
}

/** @throws AppError "not-found": no such schedule, or it was stopped */
export async function getSchedule(database: Database, id: string): Promise<StoredSchedule> {
  const row = await running(database).where("schedule.id", "=", id).executeTakeFirst();
  if (!row) throw new AppError("not-found", `schedule: expected the id of one that is not stopped, got "${id}"`);
  return scheduleOf(row, await database.keys.of(row.citizen_id));
}

/** Nothing more is sent. @throws AppError "not-found": no such schedule, or it was stopped */
export async function stopSchedule(database: Database, id: string, now: Date): Promise<void> {
  await getSchedule(database, id);
  await database.db.updateTable("schedule").set({ stopped_at: now }).where("id", "=", id).execute();
}

/** @param looked up to when what became due was dealt with, and when it is sent next with the pause; null: not any more */
export async function pauseSchedule(
  { db }: Database,
  id: string,
  pause: Pause | undefined,
  looked: { readonly at: Date; readonly nextAt: Date | null },
): Promise<void> {
  await db
    .updateTable("schedule")
    .set({ paused_from: pause?.from ?? null, paused_to: pause?.to ?? null })
    .set({ looked_at: looked.at, next_at: looked.nextAt })
    .where("id", "=", id)
    .execute();
}

/** What follows an appointment and was not begun. */
export interface Follower extends StoredSchedule {
  /** the assignment that waits for the citizen */
  readonly sent: string | null;
}

export async function followersOf(database: Database, { id }: Pick<Appointment, "id">): Promise<Follower[]> {
  const rows = await running(database)
    .select((select) =>
      select
        .selectFrom("occurrence")
        .select("assignment_id")
        .whereRef("schedule_id", "=", "schedule.id")
        .where("state", "=", "sent")
        .orderBy("at", "desc")
        .limit(1)
        .as("sent"),
    )
    .where("appointment_id", "=", id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("occurrence")
            .innerJoin("session", "session.assignment_id", "occurrence.assignment_id")
            .select("session.id")
            .whereRef("schedule_id", "=", "schedule.id"),
        ),
      ),
    )
    .execute();
  return await openEach(
    database.keys,
    rows,
    (row) => row.citizen_id,
    (row, key) => ({ ...scheduleOf(row, key), sent: row.sent }),
  );
}

/** Begins a schedule anew at another time: what became of its earlier times is forgotten. */
export async function restartSchedule(
  { db }: Database,
  id: string,
  start: string,
  looked: { readonly at: Date; readonly nextAt: Date | null },
): Promise<void> {
  await db
    .with("dropped", (dropped) => dropped.deleteFrom("occurrence").where("schedule_id", "=", id))
    .updateTable("schedule")
    .set({ start, looked_at: looked.at, next_at: looked.nextAt })
    .where("id", "=", id)
    .execute();
}

/** Nothing more is sent of what follows an appointment. */
export async function stopFollowers({ db }: Database, appointment: string, now: Date): Promise<void> {
  await db
    .updateTable("schedule")
    .set({ stopped_at: now })
    .where("appointment_id", "=", appointment)
    .where("stopped_at", "is", null)
    .execute();
}

function running({ db }: Database) {
  return db
    .selectFrom("schedule")
    .innerJoin("citizen", "citizen.id", "schedule.citizen_id")
    .selectAll("schedule")
    .select(["hours_from", "hours_to", TALK.as("conversation")])
    .where("stopped_at", "is", null);
}

type Row = Selectable<Tables["schedule"]> & { hours_from: number; hours_to: number; conversation: string };

/** In the order of the rows. */
const schedulesIn = ({ keys }: Database, rows: readonly Row[]): Promise<StoredSchedule[]> =>
  openEach(keys, rows, (row) => row.citizen_id, scheduleOf);

function scheduleOf(row: Row, key: CitizenKey): StoredSchedule {
  const { paused_from: from, paused_to: to } = row;
  return {
    id: row.id,
    citizen: row.citizen_id,
    flow: row.flow_id,
    params: key.openValue(row.params, "schedule.params", row.id),
    ...(row.by_staff === null ? {} : { by: row.by_staff }),
    start: row.start,
    ...(row.rule === null ? {} : { rule: row.rule }),
    holidays: row.holidays,
    ...(from === null || to === null ? {} : { paused: { from, to } }),
    ...relativeOf(row),
    conversation: row.conversation,
    hours: { from: row.hours_from, to: row.hours_to },
    lookedAt: row.looked_at,
    nextAt: row.next_at,
    around: row.around,
  };
}

function relativeOf(row: Row): Pick<Schedule, "relative"> {
  const { appointment_id: appointment, appointment_days: days, appointment_time: time } = row;
  if (appointment === null) return {};
  return { relative: { appointment, days: days ?? 0, ...(time === null ? {} : { time }) } };
}
