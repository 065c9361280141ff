import { sql } from "kysely";
import { AppError } from "../../model/errors.ts";
import { type HandoverPlan, planHandover } from "../../people/handover.ts";
import type { MayStart } from "../../people/roles.ts";
import type { Database } from "../open.ts";
import { inTransaction } from "../transaction.ts";
import { mustExist } from "./exist.ts";
import { beginRelation, endRelation, heldBy, lockStaff, members, NOW, pass, workBy } from "./relations.ts";

/** Who gives up their citizens, and who takes them. */
export interface HandingOver {
  readonly staff: string;
  readonly to?: string | undefined;
  /** citizen → the one who takes them, where it is not `to` */
  readonly each?: Readonly<Record<string, string>> | undefined;
  /** they leave as well, in the same moment */
  readonly leave?: boolean | undefined;
}

/** What would happen. Changes nothing. @throws AppError "not-found": no such staff member */
export async function previewHandover(
  database: Database,
  handing: HandingOver,
  mayStart: MayStart,
): Promise<HandoverPlan> {
  const { staff, to, each } = handing;
  await mustExist(database, "staff", staff);
  const [held, work, all] = [await heldBy(database, staff), await workBy(database, staff), await members(database)];
  return planHandover({ leaving: { id: staff }, held, work, staff: all, to, each, mayStart });
}

/**
 * Gives all citizens of a staff member to others, in one moment, or nothing when somebody would be left without anybody.
 * Outcomes that were shown to the one who leaves are not shown to who comes: only the citizen can do that.
 * @throws AppError "not-found": no such staff member
 */
export async function handOver(database: Database, handing: HandingOver, mayStart: MayStart): Promise<HandoverPlan> {
  const { staff, to, each = {}, leave = false } = handing;
  return await inTransaction(database, async (inside) => {
    // nobody gets a citizen, and no successor leaves, between the plan and what it changes
    await lockStaff(inside, [...new Set([staff, ...(to === undefined ? [] : [to]), ...Object.values(each)])]);
    const plan = await previewHandover(inside, handing, mayStart);
    if (!plan.ok) return plan;
    for (const { citizen, role, to: taker } of plan.moves) {
      await endRelation(inside, { citizen: citizen.id, staff, role });
      await beginRelation(inside, { citizen: citizen.id, staff: taker.id, role });
      await passAppointments(inside, { citizen: citizen.id, from: staff, to: taker.id });
    }
    await pass(inside, plan.passed);
    if (leave) await markLeft(inside, staff);
    return plan;
  });
}

/**
 * A staff member has left: they cannot sign in any more, nor be tied to a citizen.
 * @throws AppError "not-found"; "refused" while there are citizens, who must be handed over
 */
export async function leave(database: Database, staff: string): Promise<void> {
  await inTransaction(database, async (inside) => {
    const [found] = await lockStaff(inside, [staff]);
    if (!found) throw new AppError("not-found", `staff: expected the id of a staff member, got "${staff}"`);
    const held = await heldBy(inside, staff);
    if (held.length > 0) {
      const ids = [...new Set(held.map((it) => it.citizen.id))].join(", ");
      const text = `staff ${staff}: has citizens (${ids}). Hand them over first: skridt handover --staff ${staff} --to ID`;
      throw new AppError("refused", text);
    }
    await pass(
      inside,
      (await workBy(inside, staff)).map((work) => ({ work, to: null })),
    );
    await markLeft(inside, staff);
  });
}

async function markLeft({ db }: Database, staff: string): Promise<void> {
  await db.updateTable("staff").set({ left_at: NOW }).where("id", "=", staff).where("left_at", "is", null).execute();
}

/** Who comes to the talks that are to come. */
export async function passAppointments(
  { db }: Database,
  { citizen, from, to }: { citizen: string; from: string; to: string },
): Promise<void> {
  await db
    .updateTable("appointment")
    .set({ with_staff: sql<string[]>`array_append(array_remove(array_remove(with_staff, ${from}), ${to}), ${to})` })
    .where("citizen_id", "=", citizen)
    .where("at", ">", NOW)
    .where(sql<boolean>`${from} = any(with_staff)`)
    .execute();
}
