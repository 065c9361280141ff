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
/** Of the tab in Teams: it is there for that place alone, and tells a tab from a browser when the session is over. */
const TAB_COOKIE = "skridt-staff-tab";

/** Who of the staff is signed in, by the cookie of a browser. */
export interface StaffSessions {
  readonly limits: SessionLimits;
  /** Signs a member of staff in, in this browser, and ends what was there: a cookie from before opens nothing. */
  start(c: Context, session: Omit<NewSession, "browser">): Promise<void>;
  /** Who is signed in; changes the secret of the cookie now and then. */
  who(c: Context): Promise<StaffSession | undefined>;
  /** Whether this browser is the inside of a tab in Teams, where somebody is or was signed in. */
  inTab(c: Context): boolean;
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
    keepCookie(c, nameFor(method), secret, { secure, embedded: method === "teams" && secure });
  const secretsOf = (c: Context): string[] => [TAB_COOKIE, COOKIE].flatMap((name) => readCookie(c, name, secure) ?? []);
  const endAll = async (c: Context): Promise<void> => {
    for (const secret of secretsOf(c)) await endSessionOf(database, secret);
  };
  return {
    limits,
    async start(c, session) {
      await endAll(c);
      const browser = browserOf(c.req.header("user-agent") ?? "");
      const { secret } = await startStaffSession(database, { ...session, browser }, limits, now());
      keep(c, secret, session.method);
      tell("signed in", { staff: session.staff, method: session.method });
    },
    async who(c) {
      for (const secret of secretsOf(c)) {
        const found = await findStaffSession(database, secret, limits, { now: now(), active: isActive(c) });
        if (found?.secret) keep(c, found.secret, found.method);
        if (found) return found;
      }
      return undefined;
    },
    inTab: (c) => readCookie(c, TAB_COOKIE, secure) !== undefined,
    async end(c) {
      await endAll(c);
      dropCookie(c, COOKIE, { secure });
      dropCookie(c, TAB_COOKIE, { secure, embedded: secure });
    },
  };
}

const nameFor = (method: SignInMethod): string => (method === "teams" ? TAB_COOKIE : COOKIE);

/** What a page asks for by itself, to stay up to date, is nothing that the person did. */
function isActive(c: Context): boolean {
  return !c.req.path.endsWith("/events") && c.req.header("hx-target") !== "div#fresh";
}
