import { sql } from "kysely";
import { AppError } from "../../model/errors.ts";
import { canBe, type Held, type MayStart, type Member, type Passed, passOn, type Work } from "../../people/roles.ts";
import type { Database } from "../open.ts";
import { inTransaction } from "../transaction.ts";
import { mustExist } from "./exist.ts";
import { byName, withNames } from "./names.ts";

/** By the database's clock: what ends and what begins in one transaction do so at the same moment. */
export const NOW = sql<Date>`now()`;

export interface Relation {
  readonly staff: Member;
  readonly role: string;
  readonly from: Date;
  /** null: until further notice */
  readonly to: Date | null;
}

export interface Relating {
  readonly citizen: string;
  readonly staff: string;
  readonly role: string;
  /** when it ends by itself */
  readonly until?: Date | undefined;
}

/**
 * Ties a citizen to a staff member from now on; once, however often it is asked. Asked again with another end, it ends then.
 * @throws AppError "not-found": no such citizen or staff member; "refused": they left, or cannot be that to a citizen, or the course has ended;
 * "input": an end that has gone
 */
export async function relate(database: Database, relating: Relating): Promise<Omit<Relating, "until">> {
  const { citizen, staff, role, until } = relating;
  await mustExist(database, "citizen", citizen);
  await mustExist(database, "staff", staff);
  await inTransaction(database, async (inside) => {
    const [taker] = await lockStaff(inside, [staff]);
    if (!taker || taker.left) throw new AppError("refused", `staff: ${staff} has left (staff left)`);
    if (!canBe(taker.role, role)) {
      throw new AppError("refused", `role: a ${taker.role} cannot be ${role} to a citizen (role can-be)`);
    }
    if (await hasEnded(inside, citizen)) {
      throw new AppError("refused", `citizen ${citizen}: the course has ended (course open). Take it up again first.`);
    }
    await beginRelation(inside, relating);
    if (until && until <= (await nowOf(inside))) throw new AppError("input", "until: expected a time to come");
  });
  return { citizen, staff, role };
}

/** Whether a citizen's course has ended; it is kept from ending until the transaction does. */
async function hasEnded({ db }: Database, citizen: string): Promise<boolean> {
  const row = await db
    .selectFrom("citizen")
    .select("closed_at")
    .where("id", "=", citizen)
    .forShare()
    .executeTakeFirst();
  return row?.closed_at !== null;
}

/** Staff, kept from changing until the transaction ends; always in the same order. */
export async function lockStaff({ db }: Database, ids: readonly string[]): Promise<Member[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("staff")
    .select(MEMBER)
    .where("id", "in", ids)
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
  return rows.map(memberOf);
}

/** All staff, also those who left, by name. */
export async function members({ db }: Database): Promise<Member[]> {
  return (await db.selectFrom("staff").select(MEMBER).orderBy("name").orderBy("id").execute()).map(memberOf);
}

/** The relations of a citizen, also those that ended: the newest first. */
export async function relationsOf({ db }: Database, citizen: string): Promise<Relation[]> {
  const rows = await db
    .selectFrom("relation")
    .innerJoin("staff", "staff.id", "relation.staff_id")
    .select(["staff.id", "staff.name", "staff.role", "unit_id", "left_at", "relation.role as as"])
    .select(["from_at as from", "to_at as to"])
    .where("citizen_id", "=", citizen)
    .orderBy("from_at", "desc")
    .orderBy("staff.name")
    .execute();
  return rows.map(({ as, from, to, ...row }) => ({ staff: memberOf(row), role: as, from, to }));
}

/** The relations of a citizen that hold now. */
export async function activeOf(database: Database, citizen: string): Promise<Relation[]> {
  const now = await nowOf(database);
  return (await relationsOf(database, citizen)).filter(({ to }) => to === null || to > now).toReversed();
}

/** What a staff member is to citizens now, by the citizens' names. */
export async function heldBy(database: Database, staff: string): Promise<Held[]> {
  const rows = await database.db
    .selectFrom("relation")
    .innerJoin("citizen", "citizen.id", "relation.citizen_id")
    .select(["citizen.id", "citizen.name", "relation.role"])
    .where("staff_id", "=", staff)
    .where(isActive)
    .orderBy("relation.role")
    .execute();
  const named = byName(await withNames(database, rows));
  return named.map(({ id, name, role }) => ({ citizen: { id, name }, role }));
}

/** What somebody asked that is to come or waits, of all citizens or of one. */
export async function workBy({ db }: Database, staff: string, citizen?: string): Promise<Work[]> {
  const schedules = db
    .selectFrom("schedule")
    .select(["id", "citizen_id as citizen", "flow_id as flow"])
    .where("by_staff", "=", staff)
    .where("stopped_at", "is", null)
    .$if(citizen !== undefined, (query) => query.where("citizen_id", "=", citizen as string));
  const assignments = db
    .selectFrom("assignment")
    .select(["id", "citizen_id as citizen", "flow_id as flow"])
    .where("by_staff", "=", staff)
    .where("completed_at", "is", null)
    .$if(citizen !== undefined, (query) => query.where("citizen_id", "=", citizen as string));
  return [
    ...(await schedules.execute()).map((it) => ({ kind: "schedule" as const, ...it })),
    ...(await assignments.execute()).map((it) => ({ kind: "assignment" as const, ...it })),
  ];
}

/**
 * Ends what a staff member is to a citizen. What they asked goes to a behandler of the citizen, or to nobody in particular.
 * @param role absent: everything they are to the citizen
 * @throws AppError "not-found": they are not that now; "refused": the citizen would be left without a behandler
 */
export async function unrelate(
  database: Database,
  { citizen, staff, role }: { citizen: string; staff: string; role?: string | undefined },
  mayStart: MayStart,
): Promise<void> {
  await inTransaction(database, async (inside) => {
    const before = await activeOf(inside, citizen);
    await lockStaff(inside, [...new Set(before.map((it) => it.staff.id))]);
    const all = await activeOf(inside, citizen);
    const ends = all.filter((it) => it.staff.id === staff && (role === undefined || it.role === role));
    const stays = all.filter((it) => !ends.includes(it));
    if (ends.length === 0) throw new AppError("not-found", "relation: expected one that holds now");
    const behandler = stays.find((it) => it.role === "behandler")?.staff;
    if (!behandler && ends.some((it) => it.role === "behandler")) {
      const text = `citizen ${citizen}: would be left without a behandler (nobody orphaned). Hand over, or close the course.`;
      throw new AppError("refused", text);
    }
    for (const it of ends) await endRelation(inside, { citizen, staff, role: it.role });
    if (stays.some((it) => it.staff.id === staff)) return;
    const work = await workBy(inside, staff, citizen);
    await pass(
      inside,
      work.map((it) => passOn(it, behandler, mayStart)),
    );
  });
}

/** Within a transaction. One that holds already is made to end at `until` instead. */
export async function beginRelation({ db }: Database, { citizen, staff, role, until }: Relating): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("relation")
    .set({ to_at: until ?? null })
    .where("citizen_id", "=", citizen)
    .where("staff_id", "=", staff)
    .where("role", "=", role)
    .where(isActive)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  const row = { citizen_id: citizen, staff_id: staff, role, to_at: until ?? null };
  await db.insertInto("relation").values(row).execute();
}

/** Within a transaction. */
export async function endRelation({ db }: Database, { citizen, staff, role }: Relating): Promise<void> {
  await db
    .updateTable("relation")
    .set({ to_at: NOW })
    .where("citizen_id", "=", citizen)
    .where("staff_id", "=", staff)
    .where("role", "=", role)
    .where(isActive)
    .execute();
}

/** Gives what was asked to others. Within a transaction. */
export async function pass({ db }: Database, passed: readonly Passed[]): Promise<void> {
  for (const { work, to } of passed) {
    await db.updateTable(work.kind).set({ by_staff: to }).where("id", "=", work.id).execute();
  }
}

export async function nowOf({ db }: Database): Promise<Date> {
  return (await db.selectNoFrom(NOW.as("now")).executeTakeFirstOrThrow()).now;
}

const isActive = sql<boolean>`(relation.to_at is null or relation.to_at > now())`;
const MEMBER = ["id", "name", "role", "unit_id", "left_at"] as const;

export function memberOf(row: {
  id: string;
  name: string;
  role: Member["role"];
  unit_id: string;
  left_at: Date | null;
}): Member {
  const { id, name, role, unit_id: unit, left_at } = row;
  return { id, name, role, unit, left: left_at !== null };
}
