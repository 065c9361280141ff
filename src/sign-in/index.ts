import { AppError } from "../model/errors.ts";
import type { StaffRole } from "../model/staff.ts";
import type { Database } from "../store/open.ts";
import { staffByAad } from "../store/teams.ts";
import { type GroupRole, groupsLeftOut, rolesOf } from "./groups.ts";
import { createOidc, type Oidc, type OidcClient } from "./oidc.ts";

export interface SignInConfig extends OidcClient {
  /** which groups allow which roles; empty: the staff list alone decides */
  readonly groups: readonly GroupRole[];
}

/** Who came back from the issuer, or why they are not let in. */
export type Entered =
  | { readonly staff: string; readonly roles: readonly StaffRole[] | null }
  | { readonly refused: "unknown" | "not-in-group" };

/** The sign-in of staff. */
export interface SignIn extends Pick<Oidc, "begin" | "endUrl"> {
  finish(...answer: Parameters<Oidc["finish"]>): Promise<Entered>;
}

interface Given {
  readonly config: SignInConfig;
  readonly database: Database;
  /** how people reach us */
  readonly url: string;
  /** what an operator should know; ids only */
  readonly tell: (what: string, details: Readonly<Record<string, unknown>>) => void;
  now(): Date;
}

/** Somebody may sign in when the staff list knows them, they have not left, and a group allows what they are there. */
export function createSignIn({ config, database, url, tell, now }: Given): SignIn {
  const at = { callback: `${url}/staff/sign-in/callback`, signedOut: `${url}/staff/signed-out` };
  const oidc = createOidc(config, at, now);
  return {
    ...oidc,
    async finish(search, attempt) {
      const claims = await oidc.finish(search, attempt);
      const subject = claims[config.claim];
      if (typeof subject !== "string" || subject === "") {
        throw new AppError("refused", `sign-in: expected the claim "${config.claim}" in the id token, got none`);
      }
      const staff = await staffByAad(database, subject);
      // object ids are written in any case; what other issuers call people is taken to the letter
      if (!staff || (config.claim !== "oid" && staff.aad !== subject)) {
        tell("sign-in refused: not on the staff list", {});
        return { refused: "unknown" };
      }
      const roles = rolesOf(claims, config.groups);
      if (roles && !roles.includes(staff.role)) {
        const why = groupsLeftOut(claims) ? "too many groups for the token: use app roles" : "no group allows the role";
        tell(`sign-in refused: ${why}`, { staff: staff.id, role: staff.role, allowed: roles });
        return { refused: "not-in-group" };
      }
      return { staff: staff.id, roles };
    },
  };
}
