import type { Logger } from "pino";
import type { Config } from "./config.ts";
import type { Product } from "./product.ts";
import { createSignIn, type SignIn } from "./sign-in/index.ts";
import { createStaffSessions, type StaffSessions } from "./sign-in/sessions.ts";
import { createTeamsSignIn, type TeamsSignIn } from "./sign-in/teams.ts";

interface Given {
  readonly config: Config;
  readonly url: string;
  readonly secure: boolean;
  readonly log: Logger;
}

/** Who of the staff is signed in, and how they get in where sign-in is set up. */
export interface StaffDoor {
  readonly sessions: StaffSessions;
  readonly signIn?: SignIn;
  readonly tab?: TeamsSignIn;
}

export function staffDoor({ database, now }: Product, { config, url, secure, log }: Given): StaffDoor {
  const tell = (what: string, details: Readonly<Record<string, unknown>>): void => log.info(details, what);
  const sessions = createStaffSessions({ database, limits: config.staffSession, secure, now, tell });
  const { teams, signIn } = config;
  const groups = signIn?.groups ?? [];
  return {
    sessions,
    ...(signIn ? { signIn: createSignIn({ config: signIn, database, url, tell, now }) } : {}),
    ...(teams ? { tab: createTeamsSignIn({ app: teams, groups, database, url, tell, now }) } : {}),
  };
}
