import type { StaffRole } from "../model/staff.ts";

/** A group or app role of the sign-in, and the role here that it allows. */
export interface GroupRole {
  readonly group: string;
  readonly role: StaffRole;
}

/** Where issuers put what somebody is a member of: groups, and the app roles of Entra. */
const CLAIMS = ["groups", "roles"];

/**
 * The roles that the groups of a sign-in allow; null: no groups are configured, and the staff list alone decides. The
 * groups give nothing by themselves: one is what the staff list says, and only if a group allows it.
 */
export function rolesOf(claims: Readonly<Record<string, unknown>>, groups: readonly GroupRole[]): StaffRole[] | null {
  if (groups.length === 0) return null;
  const held = CLAIMS.flatMap((name) => claims[name] ?? []);
  return [...new Set(groups.filter(({ group }) => held.includes(group)).map(({ role }) => role))];
}

/** Entra leaves the groups out of the token of somebody who is in too many, and says where to ask for them. */
export function groupsLeftOut(claims: Readonly<Record<string, unknown>>): boolean {
  const names = claims._claim_names;
  return typeof names === "object" && names !== null && "groups" in names;
}
