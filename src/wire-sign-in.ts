import type { Logger } from "pino";
import type { Config } from "./config.ts";
import type { Product } from "./product.ts";
import type { SignIn } from "./sign-in/index.ts";
import { createStaffSessions, type StaffSessions } from "./sign-in/sessions.ts";
import type { TeamsSignIn } from "./sign-in/teams.ts";

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

/** What checks who they are is loaded only where it is set up. */
export async function staffDoor({ database, now }: Product, { config, url, secure, log }: Given): Promise<StaffDoor> {
  const tell = (what: string, details: Readonly<Record<string, unknown>>): void => log.info(details, what);
  const sessions = createStaffSessions({ database, limits: config.staffSession, secure, now, tell });
  const { teams, signIn } = config;
  const groups = signIn?.groups ?? [];
  const shared = { database, url, tell, now };
  const ways: Partial<StaffDoor>[] = [];
  if (signIn) {
    const { createSignIn } = await import("./sign-in/index.ts");
    ways.push({ signIn: createSignIn({ config: signIn, ...shared }) });
  }
  if (teams) {
    const { createTeamsSignIn } = await import("./sign-in/teams.ts");
    ways.push({ tab: createTeamsSignIn({ app: teams, groups, ...shared }) });
  }
  return Object.assign({ sessions }, ...ways);
}
