import type { Context } from "hono";
import type { Desk, Owed, TeamsStaff, Tell } from "./parts.ts";

/** What the bot signs in to Teams with. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tenantId: string;
}

/** Where a chat is answered. */
export interface Address {
  readonly conversation: string;
  readonly serviceUrl: string;
}

/** What the bot of staff needs from the rest of the product; wired in wire-teams.ts. */
export interface TeamsParts {
  /** absent: nothing is signed, and only the Playground on this machine is answered */
  readonly credentials?: Credentials;
  /** Whether a request that nobody signed may be the Playground's. Never asked when there are credentials. */
  isPlayground(c: Context): boolean;
  /** Whether an address that an activity gave may be called. */
  mayCall(serviceUrl: string): boolean;
  /** Who has this Entra object id and has not left. */
  staff(aad: string): Promise<TeamsStaff | undefined>;
  /** Writes down that somebody whom the staff list does not know, or another organisation has, was not listened to. */
  refused(rule: "not-on-staff-list" | "not-our-tenant"): Promise<void>;
  /** Remembers where a member of staff is reached. */
  keepChat(staff: TeamsStaff, address: Address, tenant: string): Promise<void>;
  closeChat(staff: string, reason: "blocked" | "removed"): Promise<void>;
  /** Has an answer that Teams did not take made again and brought, `waitMs` from now or a little later than now. */
  owe(staff: string, owed: Owed, address: Address, waitMs: number | undefined): Promise<void>;
  /** False: this was taken before, here or elsewhere. */
  isNew(activity: string): Promise<boolean>;
  readonly desk: Desk;
  readonly tell: Tell;
  /** Words of the bot, from `locales/<language>/teams.yaml`. */
  words(language: string, key: string): string;
  /** Does work of one key one at a time. */
  inOrder<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** A card that is too big is an error instead of a shorter card. */
  readonly strict: boolean;
  /** how long a tap may wait before it is told to wait, milliseconds */
  readonly patienceMs: number;
  /** said to the operator, without anything personal */
  readonly log: { info(text: string): void; warn(text: string): void };
  /** Something went wrong that only an operator can mend. */
  failed(error: unknown): void;
}
