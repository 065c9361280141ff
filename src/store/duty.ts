import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { AppError } from "../model/errors.ts";
import type { Database } from "./open.ts";
import { mustExist } from "./people/exist.ts";
import { phoneOf } from "./people/phone.ts";

/** A row of a unit's duty plan; minutes of the Danish day. */
export interface StoredDuty {
  readonly id: string;
  /** "1" Monday to "7" Sunday, "holiday", or a date */
  readonly day: string;
  readonly from: number;
  readonly to: number;
  /** null: nobody is on duty */
  readonly staff: string | null;
  readonly name: string | null;
  readonly left: boolean;
  readonly rank: number;
}

/** How a unit escalates: minutes, and who is told besides those on duty. */
export interface DutySetting {
  readonly firstMinutes: number;
  readonly thenMinutes: number;
  readonly tovholder: string | null;
  readonly leder: string | null;
  /** the number of the leder on duty, to be called by staff */
  readonly lederPhone: string | null;
}

/** All that decides who is told in a unit. */
export interface UnitWatch extends DutySetting {
  readonly duties: readonly StoredDuty[];
}

const DEFAULTS: DutySetting = { firstMinutes: 10, thenMinutes: 10, tovholder: null, leder: null, lederPhone: null };

/** The duty plan and settings of a unit or a citizen's unit; who is to be told and has left is not among the settings. */
export async function watchOf(
  { db }: Database,
  key: { readonly unit: string } | { readonly citizen: string },
): Promise<UnitWatch> {
  const unit =
    "unit" in key ? sql<string>`${key.unit}` : sql<string>`(select unit_id from citizen where id = ${key.citizen})`;
  const rows = await db
    .selectFrom("duty")
    .leftJoin("staff", "staff.id", "duty.staff_id")
    .select(["duty.id", "day", "from_minute as from", "to_minute as to", "staff_id as staff", "rank"])
    .select(["staff.name", "staff.left_at"])
    .where("duty.unit_id", "=", unit)
    .orderBy("day")
    .orderBy("from_minute")
    .orderBy("rank")
    .orderBy("staff.name")
    .execute();
  const duties = rows.map(({ left_at, ...row }) => ({ ...row, left: left_at !== null }));
  const found = await db
    .selectFrom("duty_setting as s")
    .leftJoin("staff as t", (join) => join.onRef("t.id", "=", "s.tovholder_id").on("t.left_at", "is", null))
    .leftJoin("staff as l", (join) => join.onRef("l.id", "=", "s.leder_id").on("l.left_at", "is", null))
    .select(["first_minutes as firstMinutes", "then_minutes as thenMinutes", "leder_phone as lederPhone"])
    .select(["t.id as tovholder", "l.id as leder"])
    .where("s.unit_id", "=", unit)
    .executeTakeFirst();
  return { ...DEFAULTS, ...found, duties };
}

/** A duty that is new. */
export type NewDuty = Pick<StoredDuty, "day" | "from" | "to" | "staff" | "rank">;

/**
 * Puts a duty into a unit's plan.
 * @throws AppError "not-found": no such unit or member of staff; "input": a day, time or rank that there is not;
 * "refused": they have left
 */
export async function addDuty(database: Database, unit: string, duty: NewDuty): Promise<{ readonly id: string }> {
  await mustExist(database, "unit", unit);
  const { day, from, to, staff, rank } = duty;
  if (!isDutyDay(day)) {
    throw new AppError("input", `day: expected 1 (Monday) to 7, holiday, or a day such as 2026-12-24, got "${day}"`);
  }
  const whole = [from, to, rank].every(Number.isInteger);
  if (!whole || from < 0 || from >= 1440 || to < 1 || to > 1440) {
    throw new AppError("input", "from, to: expected times such as 08:00 and 16:00");
  }
  if (!whole || rank < 1 || rank > 9) throw new AppError("input", `rank: expected 1 to 9, got ${rank}`);
  if (staff !== null) await mustBeHere(database, staff);
  const row = { unit_id: unit, day, from_minute: from, to_minute: to, staff_id: staff, rank };
  const id = randomUUID();
  await database.db
    .insertInto("duty")
    .values({ id, ...row })
    .execute();
  return { id };
}

/** Takes a duty out of a unit's plan; one that is not there is out already. */
export async function removeDuty({ db }: Database, unit: string, id: string): Promise<void> {
  await db.deleteFrom("duty").where("id", "=", id).where("unit_id", "=", unit).execute();
}

/**
 * Sets how a unit escalates.
 * @throws AppError "not-found", "refused": as `addDuty`; "input": minutes that are not 1 to 240, or no number
 */
export async function setDuty(database: Database, unit: string, setting: DutySetting): Promise<void> {
  await mustExist(database, "unit", unit);
  for (const minutes of [setting.firstMinutes, setting.thenMinutes]) {
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > 240) {
      throw new AppError("input", `minutes: expected 1 to 240, got ${minutes}`);
    }
  }
  for (const staff of [setting.tovholder, setting.leder]) if (staff !== null) await mustBeHere(database, staff);
  const row = {
    first_minutes: setting.firstMinutes,
    then_minutes: setting.thenMinutes,
    tovholder_id: setting.tovholder,
    leder_id: setting.leder,
    leder_phone: setting.lederPhone === null ? null : phoneOf(setting.lederPhone),
  };
  await database.db
    .insertInto("duty_setting")
    .values({ unit_id: unit, ...row })
    .onConflict((known) => known.column("unit_id").doUpdateSet(row))
    .execute();
}

async function mustBeHere({ db }: Database, staff: string): Promise<void> {
  const found = await db.selectFrom("staff").select("left_at").where("id", "=", staff).executeTakeFirst();
  if (!found) throw new AppError("not-found", `staff: expected the id of a staff member, got "${staff}"`);
  if (found.left_at !== null) throw new AppError("refused", `staff: ${staff} has left (staff left)`);
}

/** Whether a duty can be on such a day. */
export function isDutyDay(day: string): boolean {
  if (/^[1-7]$/.test(day) || day === "holiday") return true;
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : Number.NaN;
  // a day that there is not would become the one after it
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** The minutes of the day of a time, "08:00" or "8.30"; "24:00" is the end of it. NaN: no time. */
export function minutesOf(text: string): number {
  const [, hour, minute] = /^(\d{1,2})[:.](\d\d)$/.exec(text.trim()) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && minutes <= 1440 ? minutes : Number.NaN;
}

/** The time of so many minutes of the day, "08.00". */
export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}.${String(minutes % 60).padStart(2, "0")}`;
}
