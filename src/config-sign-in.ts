import type { RefinementCtx } from "zod";
import { isLoopback } from "./http/loopback.ts";
import { AppError } from "./model/errors.ts";
import { STAFF_ROLES, type StaffRole } from "./model/staff.ts";

/** How the staff of a municipality signs in. */
export interface SignInConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** the claim that the staff list knows people by */
  readonly claim: string;
  /** which groups allow which roles; empty: the staff list alone decides */
  readonly groups: readonly { readonly group: string; readonly role: StaffRole }[];
}

const ENTRA = /(^|\.)login\.(microsoftonline\.(com|us)|partner\.microsoftonline\.cn)$/;
/** Entra's addresses for people of any tenant: whoever has an account anywhere would be one of ours. */
const ANY_TENANT = /^\/(common|organizations|consumers)(\/|$)/;

/** An issuer's address: https, or http on this machine; with Entra that of one tenant. */
export function isIssuer(value: string): boolean {
  const url = URL.parse(value);
  if (url?.username !== "" || url.search !== "" || url.hash !== "") return false;
  if (ENTRA.test(url.hostname) && ANY_TENANT.test(url.pathname)) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
}

/** Reads `group-id=behandler,other-id=leder`. */
export function readGroups(value: string, ctx: RefinementCtx): SignInConfig["groups"] {
  const pairs = value.split(",").map((it) => it.trim().split("="));
  return pairs.flatMap(([group = "", role = "", ...more]) => {
    const known = STAFF_ROLES.find((it) => it === role);
    if (group !== "" && known && more.length === 0) return [{ group, role: known }];
    ctx.addIssue({
      code: "custom",
      message: `expected group-id=role,… with a role of ${STAFF_ROLES.join(", ")}`,
    });
    return [];
  });
}

interface Given {
  readonly OIDC_ISSUER?: string | undefined;
  readonly OIDC_CLIENT_ID?: string | undefined;
  readonly OIDC_CLIENT_SECRET?: string | undefined;
  readonly OIDC_CLAIM?: string | undefined;
  readonly OIDC_GROUPS: SignInConfig["groups"];
}

/** Undefined: sign-in is not set up. @throws AppError "config": it is set up by half */
export function signInOf(env: Given): SignInConfig | undefined {
  const needed = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;
  const missing = needed.filter((name) => env[name] === undefined);
  if (missing.length === needed.length) return undefined;
  if (missing.length > 0) {
    throw new AppError(
      "config",
      missing.map((it) => `${it}: expected with ${needed.join(", ")}, got nothing`).join("\n"),
    );
  }
  const issuer = env.OIDC_ISSUER as string;
  return Object.freeze({
    issuer,
    clientId: env.OIDC_CLIENT_ID as string,
    clientSecret: env.OIDC_CLIENT_SECRET as string,
    claim: env.OIDC_CLAIM ?? (ENTRA.test(new URL(issuer).hostname) ? "oid" : "sub"),
    groups: env.OIDC_GROUPS,
  });
}
