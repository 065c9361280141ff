import { AppError } from "../../model/errors.ts";
import { type MovePlan, planMove } from "../../people/move.ts";
import type { Closing } from "../../people/profile.ts";
import type { MayStart } from "../../people/roles.ts";
import type { Database } from "../open.ts";
import { getCitizen } from "../people.ts";
import { inTransaction } from "../transaction.ts";
import { mustExist } from "./exist.ts";
import { passAppointments } from "./handover.ts";
import {
  activeOf,
  beginRelation,
  endRelation,
  lockStaff,
  members,
  NOW,
  pass,
  relationsOf,
  workBy,
} from "./relations.ts";

/** A citizen who moves to another unit. */
export interface Moving {
  readonly citizen: string;
  readonly unit: string;
  /** the behandler from now on; absent: the one who stays */
  readonly behandler?: string | undefined;
  /** staff of the old unit who go on with the citizen */
  readonly keep?: readonly string[] | undefined;
}

/** What would happen. Changes nothing. @throws AppError "not-found": no such citizen, unit or staff member */
export async function previewMove(database: Database, moving: Moving, mayStart: MayStart): Promise<MovePlan> {
  const { citizen: id, unit, behandler: chosen, keep } = moving;
  const citizen = await getCitizen(database, id);
  await mustExist(database, "unit", unit);
  const ties = await activeOf(database, id);
  const work = [];
  for (const by of new Set(ties.map((it) => it.staff.id))) {
    work.push(...(await workBy(database, by, id)).map((it) => ({ ...it, by })));
  }
  const behandler = chosen === undefined ? undefined : (await members(database)).find((it) => it.id === chosen);
  if (chosen !== undefined && !behandler) {
    throw new AppError("not-found", `staff: expected the id of a staff member, got "${chosen}"`);
  }
  return planMove({ from: citizen.unit_id, to: unit, ties, work, behandler, keep, mayStart });
}

/** Moves a citizen, in one moment, or not at all. @throws AppError "not-found" */
export async function moveCitizen(database: Database, moving: Moving, mayStart: MayStart): Promise<MovePlan> {
  const { citizen, unit } = moving;
  return await inTransaction(database, async (inside) => {
    const before = (await activeOf(inside, citizen)).map((it) => it.staff.id);
    await lockStaff(inside, [...new Set([...before, ...(moving.behandler === undefined ? [] : [moving.behandler])])]);
    const plan = await previewMove(inside, moving, mayStart);
    if (!plan.ok) return plan;
    await inside.db.updateTable("citizen").set({ unit_id: unit }).where("id", "=", citizen).execute();
    for (const { staff, role } of plan.ends) {
      await endRelation(inside, { citizen, staff: staff.id, role });
    }
    for (const { staff, role } of plan.begins) {
      await beginRelation(inside, { citizen, staff: staff.id, role });
      const from = plan.ends.find((it) => it.role === role)?.staff.id;
      if (from !== undefined) await passAppointments(inside, { citizen, from, to: staff.id });
    }
    await pass(inside, plan.passed);
    return plan;
  });
}

/**
 * Ends a citizen's course: what is sent at times stops, with its reminders, and nobody of the staff belongs to the citizen
 * any more. The chat, what the citizen keeps and what they answered stay theirs.
 * @throws AppError "not-found"; "conflict": it has ended
 */
export async function closeCourse(database: Database, id: string, reason: Closing): Promise<void> {
  await inTransaction(database, async (inside) => {
    await mustExist(inside, "citizen", id);
    const closed = await inside.db
      .updateTable("citizen")
      .set({ closed_at: NOW, closed_reason: reason })
      .where("id", "=", id)
      .where("closed_at", "is", null)
      .returning("id")
      .execute();
    if (closed.length === 0) throw new AppError("conflict", `citizen ${id}: the course has ended already`);
    for (const { staff, role } of await activeOf(inside, id)) {
      await endRelation(inside, { citizen: id, staff: staff.id, role });
    }
    const stopping = inside.db.updateTable("schedule").set({ stopped_at: NOW }).where("citizen_id", "=", id);
    await stopping.where("stopped_at", "is", null).execute();
  });
}

/**
 * Takes a course up again, with the staff who belonged to the citizen when it ended and who have not left. What was sent
 * at times is not: it is planned anew.
 * @returns whether the citizen has a behandler
 * @throws AppError "not-found"; "conflict": it has not ended
 */
export async function reopenCourse(database: Database, id: string): Promise<{ behandler: boolean }> {
  return await inTransaction(database, async (inside) => {
    const { closed_at: closed } = await getCitizen(inside, id);
    if (!closed) throw new AppError("conflict", `citizen ${id}: the course has not ended`);
    const until = await untilClosing(inside, id, closed);
    const locked = await lockStaff(inside, [...new Set(until.map((it) => it.staff.id))]);
    const here = new Set(locked.filter((it) => !it.left).map((it) => it.id));
    const returning = until.filter((it) => here.has(it.staff.id));
    for (const { staff, role } of returning) await beginRelation(inside, { citizen: id, staff: staff.id, role });
    const opened = { closed_at: null, closed_reason: null };
    await inside.db.updateTable("citizen").set(opened).where("id", "=", id).execute();
    return { behandler: returning.some((it) => it.role === "behandler") };
  });
}

/** The relations that ended with the course. */
export async function untilClosing(database: Database, citizen: string, closed: Date) {
  const all = await relationsOf(database, citizen);
  return all.filter(({ to }) => to?.getTime() === closed.getTime());
}
