import type { Context } from "hono";
import { dropCookie, keepCookie, readCookie } from "../http/cookies.ts";
import type { Database } from "../store/open.ts";
import {
  endSessionOf,
  findStaffSession,
  type NewSession,
  type SessionLimits,
  type StaffSession,
  startStaffSession,
} from "../store/staff-sessions.ts";
import type { SignInMethod } from "../store/tables.ts";
import { browserOf } from "./browser.ts";

const COOKIE = "skridt-staff";

/** Who of the staff is signed in, by the cookie of a browser. */
export interface StaffSessions {
  readonly limits: SessionLimits;
  /** Signs a member of staff in, in this browser, and ends what was there: a cookie from before opens nothing. */
  start(c: Context, session: Omit<NewSession, "browser">): Promise<void>;
  /** Who is signed in; changes the secret of the cookie now and then. */
  who(c: Context): Promise<StaffSession | undefined>;
  /** Signs this browser out. */
  end(c: Context): Promise<void>;
}

interface Given {
  readonly database: Database;
  readonly limits: SessionLimits;
  readonly secure: boolean;
  /** what an operator should know; ids only */
  readonly tell: (what: string, details: Readonly<Record<string, unknown>>) => void;
  now(): Date;
}

export function createStaffSessions({ database, limits, secure, tell, now }: Given): StaffSessions {
  const keep = (c: Context, secret: string, method: SignInMethod): void =>
    keepCookie(c, COOKIE, secret, { secure, embedded: method === "teams" && secure });
  return {
    limits,
    async start(c, session) {
      const before = readCookie(c, COOKIE, secure);
      if (before) await endSessionOf(database, before);
      const browser = browserOf(c.req.header("user-agent") ?? "");
      const { secret } = await startStaffSession(database, { ...session, browser }, limits, now());
      keep(c, secret, session.method);
      tell("signed in", { staff: session.staff, method: session.method });
    },
    async who(c) {
      const secret = readCookie(c, COOKIE, secure);
      if (!secret) return undefined;
      const found = await findStaffSession(database, secret, limits, { now: now(), active: isActive(c) });
      if (found?.secret) keep(c, found.secret, found.method);
      return found;
    },
    async end(c) {
      const secret = readCookie(c, COOKIE, secure);
      if (secret) await endSessionOf(database, secret);
      dropCookie(c, COOKIE, { secure });
    },
  };
}

/** What a page asks for by itself, to stay up to date, is nothing that the person did. */
function isActive(c: Context): boolean {
  return !c.req.path.endsWith("/events") && c.req.header("hx-target") !== "div#fresh";
}
