import type { StaffRole } from "../model/staff.ts";
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
  /** which groups allow which roles; empty: the staff list alone decides */
  readonly groups: readonly GroupRole[];
  readonly tell: TellSignIn;
}

/**
 * Somebody may sign in when the staff list knows them, they have not left, and a group allows what they are there.
 * @param subject what the issuer calls them @param claim what of its claims that is
 */
export async function admit(
  { database, groups, tell }: Given,
  subject: string,
  { claim, claims }: { readonly claim: string; readonly claims: Readonly<Record<string, unknown>> },
): Promise<Entered> {
  const staff = await staffByAad(database, subject);
  // object ids are written in any case; what other issuers call people is taken to the letter
  if (!staff || (claim !== "oid" && staff.aad !== subject)) {
    tell("sign-in refused: not on the staff list", {});
    return { refused: "unknown" };
  }
  const roles = rolesOf(claims, groups);
  if (roles && !roles.includes(staff.role)) {
    const why = groupsLeftOut(claims) ? "too many groups for the token: use app roles" : "no group allows the role";
    tell(`sign-in refused: ${why}`, { staff: staff.id, role: staff.role, allowed: roles });
    return { refused: "not-in-group" };
  }
  return { staff: staff.id, roles };
}
