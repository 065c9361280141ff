import { randomUUID } from "node:crypto";
import type { StaffRole } from "../model/staff.ts";
import { asService } from "./acting.ts";
import type { Database } from "./open.ts";
import { hashOf, newSecret } from "./secrets.ts";
import type { SignInMethod } from "./tables.ts";

const MINUTE_MS = 60_000;
/** How often the secret in the cookie is changed. */
const ROTATE_MS = 15 * MINUTE_MS;
/** Requests that were on their way when the secret changed still count. */
const OVERLAP_MS = MINUTE_MS;
/** That somebody was seen is written down this often, not at each request. */
const SEEN_MS = MINUTE_MS;

/** How long one stays signed in, milliseconds: without doing anything, and at most. */
export interface SessionLimits {
  readonly idleMs: number;
  readonly mostMs: number;
}

export interface NewSession {
  readonly staff: string;
  readonly method: SignInMethod;
  /** what the groups of the sign-in allow; null: groups are not asked */
  readonly roles: readonly StaffRole[] | null;
  /** "Edge, Windows": for the list of where one is signed in */
  readonly browser: string;
}

/** A live session with its member of staff. */
export interface StaffSession {
  readonly id: string;
  readonly staff: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly method: SignInMethod;
  /** a new secret for the cookie, when it was time for one */
  readonly secret?: string;
}

/** One line of the list of where somebody is signed in. */
export interface ListedSession {
  readonly id: string;
  readonly method: SignInMethod;
  readonly browser: string;
  readonly begunAt: Date;
  readonly seenAt: Date;
}

/** Starts a session and forgets all that are over. The secret is for the cookie; only its hash is kept. */
export async function startStaffSession(
  { db }: Database,
  { staff, method, roles, browser }: NewSession,
  { mostMs }: SessionLimits,
  now: Date,
): Promise<{ id: string; secret: string }> {
  const old = db.deleteFrom("staff_session").where("begun_at", "<", before(now, mostMs));
  const [id, secret] = [randomUUID(), newSecret()];
  const times = { begun_at: now, seen_at: now, rotated_at: now };
  const row = { id, staff_id: staff, secret_hash: hashOf(secret), previous_hash: null, method, browser };
  const begun = db.insertInto("staff_session").values({ ...row, ...times, roles: roles && [...roles] });
  await asService("entry", async () => {
    await old.execute();
    await begun.execute();
  });
  return { id, secret };
}

/**
 * Who a cookie belongs to. Undefined: nobody, or the session is over, or they have left, or their role is no longer one
 * that their groups allowed.
 * @param active whether the person did something; a page that fetches itself keeps nobody signed in
 */
export async function findStaffSession(
  database: Database,
  secret: string,
  limits: SessionLimits,
  when: { now: Date; active: boolean },
): Promise<StaffSession | undefined> {
  return await asService("entry", () => found(database, secret, limits, when));
}

async function found(
  { db }: Database,
  secret: string,
  { idleMs, mostMs }: SessionLimits,
  { now, active }: { now: Date; active: boolean },
): Promise<StaffSession | undefined> {
  const hash = hashOf(secret);
  const found = await db
    .selectFrom("staff_session as s")
    .innerJoin("staff", "staff.id", "s.staff_id")
    .select(["s.id", "s.staff_id as staff", "staff.name", "staff.role", "s.method", "s.roles"])
    .select(["s.seen_at as seenAt", "s.rotated_at as rotatedAt", "s.secret_hash as current"])
    .where((or) =>
      or.or([
        or("s.secret_hash", "=", hash),
        or.and([or("s.previous_hash", "=", hash), or("s.rotated_at", ">", before(now, OVERLAP_MS))]),
      ]),
    )
    .where("s.seen_at", ">", before(now, idleMs))
    .where("s.begun_at", ">", before(now, mostMs))
    .where("staff.left_at", "is", null)
    .executeTakeFirst();
  if (!found) return undefined;
  const { roles, seenAt, rotatedAt, current, ...session } = found;
  if (roles && !roles.includes(session.role)) return undefined;
  if (!active) return session;
  const next = current === hash && rotatedAt <= before(now, ROTATE_MS) ? newSecret() : undefined;
  if (next === undefined && seenAt > before(now, SEEN_MS)) return session;
  const rotation = next ? { previous_hash: hash, secret_hash: hashOf(next), rotated_at: now } : {};
  const { numUpdatedRows } = await db
    .updateTable("staff_session")
    .set({ seen_at: now, ...rotation })
    .where("id", "=", session.id)
    // of two requests at once one changes it; the other's secret is good for a moment
    .where("secret_hash", "=", current)
    .executeTakeFirst();
  return next && numUpdatedRows > 0n ? { ...session, secret: next } : session;
}

/** Ends the session of a cookie, if there is one. */
export async function endSessionOf({ db }: Database, secret: string): Promise<void> {
  const hash = hashOf(secret);
  const ended = db
    .deleteFrom("staff_session")
    .where((or) => or.or([or("secret_hash", "=", hash), or("previous_hash", "=", hash)]));
  await asService("entry", () => ended.execute());
}

/** Ends one session of a member of staff, or all of them; returns how many. */
export async function endStaffSessions({ db }: Database, staff: string, id?: string): Promise<number> {
  const own = db.deleteFrom("staff_session").where("staff_id", "=", staff);
  const { numDeletedRows } = await (id === undefined ? own : own.where("id", "=", id)).executeTakeFirst();
  return Number(numDeletedRows);
}

/** Where a member of staff is signed in, the latest seen first. */
export async function listStaffSessions(
  { db }: Database,
  staff: string,
  { idleMs, mostMs }: SessionLimits,
  now: Date,
): Promise<ListedSession[]> {
  return await db
    .selectFrom("staff_session")
    .select(["id", "method", "browser", "begun_at as begunAt", "seen_at as seenAt"])
    .where("staff_id", "=", staff)
    .where("seen_at", ">", before(now, idleMs))
    .where("begun_at", ">", before(now, mostMs))
    .orderBy("seen_at", "desc")
    .execute();
}

const before = (now: Date, ms: number): Date => new Date(now.getTime() - ms);
