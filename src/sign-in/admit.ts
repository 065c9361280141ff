import { AppError } from "../model/errors.ts";
import type { StaffRole } from "../model/staff.ts";
import { refusedBy } from "../people/entry.ts";
import { recordDenied } from "../store/audit.ts";
import type { Database } from "../store/open.ts";
import { staffByAad } from "../store/teams.ts";
import { type GroupRole, groupsLeftOut, rolesOf } from "./groups.ts";

/** Who an issuer says is there, or why they are not let in. */
export type Entered =
  | { readonly staff: string; readonly roles: readonly StaffRole[] | null }
  | { readonly refused: "unknown" | "not-in-group" };

/** What an operator should know of sign-ins; ids only. */
export type TellSignIn = (what: string, details: Readonly<Record<string, unknown>>) => void;

interface Given {
  readonly database: Database;
  /** somebody whom nobody knows, as the audit names them */
  readonly stranger: string;
  now(): Date;
  /** which groups allow which roles; empty: the staff list alone decides */
  readonly groups: readonly GroupRole[];
  readonly tell: TellSignIn;
}

/**
 * Somebody may sign in when the staff list knows them, they have not left, and a group allows what they are there.
 * @param subject what the issuer calls them @param claim what of its claims that is
 */
export async function admit(
  { database, stranger, now, groups, tell }: Given,
  subject: string,
  { claim, claims }: { readonly claim: string; readonly claims: Readonly<Record<string, unknown>> },
): Promise<Entered> {
  const staff = await staffByAad(database, subject);
  // object ids are written in any case; what other issuers call people is taken to the letter
  if (!staff || (claim !== "oid" && staff.aad !== subject)) {
    tell("sign-in refused: not on the staff list", {});
    const ruling = refusedBy("not-on-staff-list");
    await recordDenied(database, { actor: stranger, what: "entry", ruling }, now());
    return { refused: "unknown" };
  }
  const roles = rolesOf(claims, groups);
  if (roles && !roles.includes(staff.role)) {
    const why = groupsLeftOut(claims) ? "too many groups for the token: use app roles" : "no group allows the role";
    tell(`sign-in refused: ${why}`, { staff: staff.id, role: staff.role, allowed: roles });
    const ruling = refusedBy("no-group-for-role");
    await recordDenied(database, { actor: staff.id, what: "entry", ruling }, now());
    return { refused: "not-in-group" };
  }
  return { staff: staff.id, roles };
}

/** Finds out who somebody is; that the issuer did not vouch for them is a try that was denied. */
export async function noted<T>(
  { database, stranger, now }: Pick<Given, "database" | "stranger" | "now">,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.code === "refused") {
      const ruling = refusedBy("not-vouched-for");
      await recordDenied(database, { actor: stranger, what: "entry", ruling }, now());
    }
    throw error;
  }
}
