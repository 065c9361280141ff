import { takeBack } from "./jobs/take-back.ts";
import type { Appointment } from "./model/appointment.ts";
import { AppError } from "./model/errors.ts";
import type { Timing } from "./model/schedule.ts";
import type { Product } from "./product.ts";
import { AROUND, relativeOf, startOf } from "./schedule/appointment.ts";
import { localTime } from "./schedule/local.ts";
import { nextSendTime } from "./schedule/occurrences.ts";
import { asService } from "./store/acting.ts";
import {
  addAppointment,
  cancelAppointment,
  findAppointment,
  getAppointment,
  moveAppointment,
  type NewAppointment,
  noteAppointment,
} from "./store/appointments.ts";
import type { Database } from "./store/open.ts";
import { getCitizen, getStaff } from "./store/people.ts";
import {
  addSchedule,
  type Follower,
  followersOf,
  restartSchedule,
  stopFollowers,
  stopSchedule,
} from "./store/schedules.ts";

/** What can be done with a citizen's appointments; what follows them is moved and dropped with them. */
export interface Appointments {
  /** @throws AppError "not-found": no such citizen or staff; "input": a time that has gone, or a wrong length */
  make(made: NewAppointment): Promise<Appointment>;
  /** @param minutes as before when absent. @throws AppError "not-found"; "input": a time that has gone, or it was cancelled */
  move(id: string, at: Date, minutes?: number): Promise<Appointment>;
  /** @throws AppError "not-found" */
  cancel(id: string): Promise<void>;
  /** Says what became of it. @throws AppError "not-found"; "input": it was cancelled, or is still to come */
  note(id: string, became: NonNullable<Appointment["became"]>): Promise<void>;
}

type Parts = Pick<Product, "database" | "library" | "receive" | "now">;

export function createAppointments(parts: Parts): Appointments {
  const { database, receive, now } = parts;

  const dropSent = async ({ conversation, sent }: Follower): Promise<void> => {
    if (sent !== null) await takeBack({ database, now, receive: receive.receive }, { conversation, assignment: sent });
  };

  const restart = async (follower: Follower, moved: Appointment): Promise<void> => {
    const { id, relative, hours, sent } = follower;
    if (!relative) return;
    await dropSent(follower);
    const at = now();
    const soon = localTime(new Date(at.getTime() + 60_000)).toString({ smallestUnit: "second" });
    const start = startOf(relative, moved);
    const wanted = (it: string) => nextSendTime({ ...follower, start: it }, hours, at) ?? null;
    const next = wanted(start);
    // what waited under the old time, and is too late for the new one, is asked at once
    if (next === null && sent !== null) await restartSchedule(database, id, soon, { at, nextAt: wanted(soon) });
    else await restartSchedule(database, id, start, { at, nextAt: next });
  };

  /** What follows an appointment is ours to move and drop: whoever may move it need not see what was begun. */
  const following = (appointment: Appointment, work: (follower: Follower) => Promise<void>): Promise<void> =>
    asService("jobs", async () => {
      for (const follower of await followersOf(database, appointment)) await work(follower);
    });

  return {
    async make(made) {
      checkTime(made.at, made.minutes, now());
      const before = made.id === undefined ? undefined : await findAppointment(database, made.id);
      if (before) return before;
      const citizen = await getCitizen(database, made.citizen);
      const staff = await Promise.all(
        [...made.staff, ...(made.by ? [made.by] : [])].map((id) => getStaff(database, id)),
      );
      const asks = staff.find(({ role }) => role === "behandler");
      const hours = { from: citizen.hours_from, to: citizen.hours_to };
      const at = now();
      // all or nothing: an appointment without what is asked around it would stay so
      return await database.db.transaction().execute(async (db) => {
        const inside: Database = { ...database, db };
        const appointment = await addAppointment(inside, made, at);
        for (const around of AROUND.filter((it) => parts.library.latest(it.flow))) {
          const relative = relativeOf(around, appointment.id, hours);
          const timing: Timing = { start: startOf(relative, appointment), holidays: "keep", relative };
          const about = { citizen: citizen.id, flow: around.flow, params: {}, around: around.kind };
          const next = nextSendTime(timing, hours, at) ?? null;
          await addSchedule(inside, { ...timing, ...about, ...(asks ? { by: asks.id } : {}) }, at, next);
        }
        return appointment;
      });
    },
    async move(id, at, minutes) {
      const appointment = await getAppointment(database, id);
      checkTime(at, minutes ?? appointment.minutes, now());
      const moved = await moveAppointment(database, appointment, { at, minutes: minutes ?? appointment.minutes });
      await following(moved, (follower) => restart(follower, moved));
      return moved;
    },
    async cancel(id) {
      const appointment = await getAppointment(database, id);
      await cancelAppointment(database, id, now());
      await asService("jobs", async () => {
        const followers = await followersOf(database, appointment);
        await stopFollowers(database, id, now());
        for (const follower of followers) await dropSent(follower);
      });
    },
    async note(id, became) {
      const appointment = await getAppointment(database, id);
      if (appointment.cancelledAt || appointment.at > now()) {
        throw new AppError("input", "appointment: expected one whose time has come, got a cancelled or a coming one");
      }
      await noteAppointment(database, id, became, now());
      if (became === "held") return;
      await following(appointment, async (follower) => {
        if (follower.around !== "afterwards") return;
        await stopSchedule(database, follower.id, now());
        await dropSent(follower);
      });
    },
  };
}

const SHORTEST = 5;
const LONGEST = 480;

/** @throws AppError "input" */
function checkTime(at: Date, minutes: number, now: Date): void {
  if (!(at > now))
    throw new AppError(
      "input",
      `at: expected a time to come, got ${Number.isNaN(at.getTime()) ? "none" : at.toISOString()}`,
    );
  if (!Number.isInteger(minutes) || minutes < SHORTEST || minutes > LONGEST) {
    throw new AppError("input", `minutes: expected ${SHORTEST} to ${LONGEST}, got ${minutes}`);
  }
}
