import { randomUUID } from "node:crypto";
import { type Selectable, sql } from "kysely";
import { newConversation } from "../model/conversation.ts";
import { AppError } from "../model/errors.ts";
import type { Persona } from "../model/picture.ts";
import type { StaffRole } from "../model/staff.ts";
import { checkName, PROBLEMS } from "../people/profile.ts";
import type { Database } from "./open.ts";
import { mustExist } from "./people/exist.ts";
import { byName, withNames } from "./people/names.ts";
import { phoneOf } from "./people/phone.ts";
import { storable } from "./storable.ts";
import type { Tables } from "./tables.ts";
import { TALK } from "./talk.ts";
import { inTransaction } from "./transaction.ts";
import { storedState } from "./turn-rows.ts";

export { mustExist } from "./people/exist.ts";
export { relate } from "./people/relations.ts";

export type Unit = Pick<Selectable<Tables["unit"]>, "id" | "name">;
export type Staff = Selectable<Tables["staff"]>;
export type Citizen = Selectable<Tables["citizen"]> & { readonly conversation: string };

export interface NewCitizen {
  readonly name: string;
  readonly unit: string;
  readonly language?: string;
  readonly persona?: Persona;
}

/** @throws AppError "input": a name that is empty, too long, or holds a CPR number */
export async function addUnit({ db }: Database, name: string, phone: string | null = null): Promise<Unit> {
  return await db
    .insertInto("unit")
    .values({ id: randomUUID(), name: nameOf(name), phone: phone === null ? null : phoneOf(phone) })
    .returning(["id", "name"])
    .executeTakeFirstOrThrow();
}

/** The number that call buttons of its citizens have. @throws AppError "not-found"; "input": no number */
export async function setUnitPhone(database: Database, unit: string, phone: string): Promise<void> {
  await mustExist(database, "unit", unit);
  await database.db
    .updateTable("unit")
    .set({ phone: phoneOf(phone) })
    .where("id", "=", unit)
    .execute();
}

export async function listUnits({ db }: Database): Promise<Unit[]> {
  return await db.selectFrom("unit").select(["id", "name"]).orderBy("name").execute();
}

/** @throws AppError "not-found": no such unit; "input": as `addUnit`; "conflict": another staff member has this object id */
export async function addStaff(
  database: Database,
  staff: { name: string; role: StaffRole; unit: string; aad?: string },
): Promise<Staff> {
  await mustExist(database, "unit", staff.unit);
  const taken =
    staff.aad && (await database.db.selectFrom("staff").select("id").where("aad", "=", staff.aad).execute())[0];
  if (taken) throw new AppError("conflict", `staff: the object id is taken by staff member ${taken.id}`);
  const row = {
    id: randomUUID(),
    unit_id: staff.unit,
    name: nameOf(staff.name),
    role: staff.role,
    aad: staff.aad ?? null,
  };
  return await database.db.insertInto("staff").values(row).returningAll().executeTakeFirstOrThrow();
}

export async function listStaff({ db }: Database): Promise<Staff[]> {
  return await db.selectFrom("staff").selectAll().orderBy("name").execute();
}

/** A staff member who may sign in: they are known and have not left. */
export async function activeStaff({ db }: Database, id: string): Promise<Staff | undefined> {
  return await db.selectFrom("staff").selectAll().where("id", "=", id).where("left_at", "is", null).executeTakeFirst();
}

/** @throws AppError "not-found" */
export async function getStaff({ db }: Database, id: string): Promise<Staff> {
  const found = await db.selectFrom("staff").selectAll().where("id", "=", id).executeTakeFirst();
  if (!found) throw new AppError("not-found", `staff: expected the id of a staff member, got "${id}"`);
  return found;
}

/**
 * A citizen has one conversation from the start.
 * @param languages those there are words in
 * @throws AppError "not-found": no such unit; "input": no words in that language, or as `addUnit`
 */
export async function addCitizen(
  database: Database,
  citizen: NewCitizen,
  languages: readonly string[] = ["da"],
): Promise<Citizen> {
  if (citizen.language !== undefined && !languages.includes(citizen.language)) {
    throw new AppError("input", `language: expected one of ${languages.join(", ")}, got "${citizen.language}"`);
  }
  await mustExist(database, "unit", citizen.unit);
  const { name: given, unit, language, persona } = citizen;
  const optional = { ...(language ? { language } : {}), ...(persona ? { persona } : {}) };
  const [id, name] = [randomUUID(), nameOf(given)];
  const { row: wrapped, key } = await database.keys.make(id);
  const row = { id, name: key.seal(name, "citizen.name", id), unit_id: unit, word_for_use: null, ...optional };
  const conversation = newConversation(randomUUID(), id);
  const state = JSON.stringify(storedState(conversation, key));
  return await inTransaction(database, async (inside) => {
    await inside.db.insertInto("citizen").values(row).execute();
    await inside.db.insertInto("citizen_key").values(wrapped).execute();
    await inside.db.insertInto("conversation").values({ id: conversation.id, citizen_id: id, state }).execute();
    return await getCitizen(inside, id);
  });
}

export async function listCitizens(database: Database): Promise<Citizen[]> {
  return byName(await withNames(database, await citizensIn(database).execute()));
}

const citizensIn = ({ db }: Database) => db.selectFrom("citizen").selectAll().select(TALK.as("conversation"));

/** Those of the words that are the id of a citizen. */
export async function citizensAmong({ db }: Database, words: readonly string[]): Promise<string[]> {
  if (words.length === 0) return [];
  const rows = await db.selectFrom("citizen").select("id").where("id", "=", sql<string>`any(${words})`).execute();
  return rows.map(({ id }) => id);
}

/** @throws AppError "not-found" */
export async function getCitizen(database: Database, id: string): Promise<Citizen> {
  const found = await citizensIn(database).where("citizen.id", "=", id).executeTakeFirst();
  const [opened] = found ? await withNames(database, [found]) : [];
  if (!opened) throw new AppError("not-found", `citizen: expected the id of a citizen, got "${id}"`);
  return opened;
}

/** People by their ids, looked up together. */
export interface People {
  readonly citizens: ReadonlyMap<string, Citizen>;
  readonly staff: ReadonlyMap<string, Staff>;
}

/** Those there are of many: one statement for each kind. */
export async function peopleAmong(
  database: Database,
  wanted: { readonly citizens: readonly string[]; readonly staff: readonly string[] },
): Promise<People> {
  const among = (ids: readonly string[]) => sql<string>`any(${ids})`;
  const rows = await citizensIn(database).where("citizen.id", "=", among(wanted.citizens)).execute();
  const citizens = await withNames(database, rows);
  const staff = await database.db.selectFrom("staff").selectAll().where("id", "=", among(wanted.staff)).execute();
  return {
    citizens: new Map(citizens.map((it) => [it.id, it])),
    staff: new Map(staff.map((it) => [it.id, it])),
  };
}

function nameOf(given: string): string {
  const checked = checkName(given);
  if (checked.ok) return storable(checked.value);
  throw new AppError("input", `name: expected ${checked.problems.map((it) => PROBLEMS[it.problem]).join(", ")}`);
}
