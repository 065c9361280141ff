import { randomUUID } from "node:crypto";
import { type Selectable, sql } from "kysely";
import type { Appointment } from "../model/appointment.ts";
import { AppError } from "../model/errors.ts";
import type { CitizenKey } from "./keys/citizen-keys.ts";
import { getMedia } from "./media.ts";
import type { Database } from "./open.ts";
import { storable } from "./storable.ts";
import type { Tables } from "./tables.ts";

/** What there is to say of an appointment when it is made. */
export type NewAppointment = Omit<Appointment, "id" | "createdAt" | "cancelledAt" | "movedFrom" | "became"> & {
  /** made twice with the same id it is made once; absent: a new one */
  readonly id?: string;
};

export async function addAppointment({ db, keys }: Database, made: NewAppointment, now: Date): Promise<Appointment> {
  const id = made.id ?? randomUUID();
  const key = await keys.of(made.citizen);
  const row = {
    id,
    citizen_id: made.citizen,
    at: made.at,
    minutes: made.minutes,
    place: key.seal(storable(made.place), "appointment.place", id),
    place_picture: "picture" in made.look ? made.look.picture : null,
    place_photo: "photo" in made.look ? made.look.photo : null,
    with_staff: [...made.staff],
    with_others: made.others.map((it) => key.seal(storable(it), "appointment.with_others", id)),
    by_staff: made.by ?? null,
    created_at: now,
  };
  return appointmentOf(await db.insertInto("appointment").values(row).returningAll().executeTakeFirstOrThrow(), key);
}

/** Undefined: there is none of this id. */
export async function findAppointment({ db, keys }: Database, id: string): Promise<Appointment | undefined> {
  const row = await db.selectFrom("appointment").selectAll().where("id", "=", id).executeTakeFirst();
  return row && appointmentOf(row, await keys.of(row.citizen_id));
}

/** @throws AppError "not-found" */
export async function getAppointment(database: Database, id: string): Promise<Appointment> {
  const found = await findAppointment(database, id);
  if (!found) throw new AppError("not-found", `appointment: expected the id of an appointment, got "${id}"`);
  return found;
}

/** The appointments of a citizen since a moment that are not cancelled, in order. */
export async function appointmentsOf({ db, keys }: Database, citizen: string, since: Date): Promise<Appointment[]> {
  const rows = await db
    .selectFrom("appointment")
    .selectAll()
    .where("citizen_id", "=", citizen)
    .where("cancelled_at", "is", null)
    .where("at", ">=", since)
    .orderBy("at")
    .orderBy("id")
    .execute();
  if (rows.length === 0) return [];
  const key = await keys.of(citizen);
  return rows.map((row) => appointmentOf(row, key));
}

/** The last appointment of a citizen before a moment that was not cancelled. */
export async function appointmentBefore(
  { db, keys }: Database,
  citizen: string,
  before: Date,
): Promise<Appointment | undefined> {
  const row = await db
    .selectFrom("appointment")
    .selectAll()
    .where("citizen_id", "=", citizen)
    .where("cancelled_at", "is", null)
    .where("at", "<", before)
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && appointmentOf(row, await keys.of(citizen));
}

/** When the last talk with a citizen was that was held. */
export async function lastHeld({ db }: Database, citizen: string, before: Date): Promise<Date | undefined> {
  const row = await db
    .selectFrom("appointment")
    .select("at")
    .where("citizen_id", "=", citizen)
    .where("cancelled_at", "is", null)
    .where("became", "=", "held")
    .where("at", "<", before)
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.at;
}

/** @throws AppError "input": it was cancelled */
export async function moveAppointment(
  { db, keys }: Database,
  { id, at }: Pick<Appointment, "id" | "at">,
  to: Pick<Appointment, "at" | "minutes">,
): Promise<Appointment> {
  const row = await db
    .updateTable("appointment")
    .set({ at: to.at, minutes: to.minutes, moved_from: at, became: null, became_at: null })
    .where("id", "=", id)
    .where("cancelled_at", "is", null)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new AppError("input", "appointment: expected one that is not cancelled, got a cancelled one");
  return appointmentOf(row, await keys.of(row.citizen_id));
}

/** Once: cancelled again it stays as it was. */
export async function cancelAppointment({ db }: Database, id: string, now: Date): Promise<void> {
  await db
    .updateTable("appointment")
    .set({ cancelled_at: now })
    .where("id", "=", id)
    .where("cancelled_at", "is", null)
    .execute();
}

/** Says what became of it. */
export async function noteAppointment(
  { db }: Database,
  id: string,
  became: NonNullable<Appointment["became"]>,
  now: Date,
): Promise<void> {
  await db.updateTable("appointment").set({ became, became_at: now }).where("id", "=", id).execute();
}

/** The names of those who come, staff first. */
export async function namesWith({ db }: Database, { staff, others }: Appointment): Promise<string[]> {
  if (staff.length === 0) return [...others];
  const rows = await db.selectFrom("staff").select(["id", "name"]).where("id", "in", staff).execute();
  const names = staff.flatMap((id) => rows.find((row) => row.id === id)?.name ?? []);
  return [...names, ...others];
}

function appointmentOf(row: Selectable<Tables["appointment"]>, key: CitizenKey): Appointment {
  return {
    id: row.id,
    citizen: row.citizen_id,
    at: row.at,
    minutes: row.minutes,
    place: key.open(row.place, "appointment.place", row.id),
    look: row.place_photo === null ? { picture: row.place_picture as string } : { photo: row.place_photo },
    staff: row.with_staff,
    others: row.with_others.map((it) => key.open(it, "appointment.with_others", row.id)),
    createdAt: row.created_at,
    ...(row.by_staff === null ? {} : { by: row.by_staff }),
    ...(row.cancelled_at === null ? {} : { cancelledAt: row.cancelled_at }),
    ...(row.moved_from === null ? {} : { movedFrom: row.moved_from }),
    ...(row.became === null ? {} : { became: row.became }),
  };
}

/** The photo of where one of a citizen's appointments is. */
export async function placePhoto(
  database: Database,
  citizen: string,
  appointment: string,
): Promise<{ mime: string; bytes: Buffer } | undefined> {
  const row = await database.db
    .selectFrom("appointment")
    .select("place_photo")
    .where("id", "=", appointment)
    .where("citizen_id", "=", citizen)
    .executeTakeFirst();
  return row?.place_photo ? await getMedia(database, citizen, row.place_photo) : undefined;
}

/** The staff around a citizen now, by name: those who may come to a talk. */
export async function staffAround({ db }: Database, citizen: string): Promise<{ id: string; name: string }[]> {
  return await db
    .selectFrom("relation")
    .innerJoin("staff", "staff.id", "relation.staff_id")
    .select(["staff.id", "staff.name"])
    .distinct()
    .where("relation.citizen_id", "=", citizen)
    .where("relation.from_at", "<=", sql<Date>`now()`)
    .where((active) => active.or([active("to_at", "is", null), active("to_at", ">", sql<Date>`now()`)]))
    .orderBy("staff.name")
    .orderBy("staff.id")
    .execute();
}
