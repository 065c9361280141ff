import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { AppError } from "../model/errors.ts";
import { strangerAt } from "../store/audit.ts";
import type { Database } from "../store/open.ts";
import { admit, type Entered, noted, type TellSignIn } from "./admit.ts";
import type { GroupRole } from "./groups.ts";

/** The sign-in of a tab in Teams: a token that Entra gave Teams for our app. */
export interface TeamsSignIn {
  /** @throws AppError "refused": no token that Entra gave Teams for us; "unavailable": Entra's keys cannot be had */
  enter(token: string): Promise<Entered>;
}

interface Given {
  readonly app: { readonly clientId: string; readonly tenantId: string };
  readonly groups: readonly GroupRole[];
  readonly database: Database;
  /** how people reach us */
  readonly url: string;
  readonly tell: TellSignIn;
  now(): Date;
}

const ENTRA = "https://login.microsoftonline.com";
/** Teams itself, on desktop and phone, and in a browser: another program of the tenant gets nobody in. */
const TEAMS = ["1fec8e78-bce4-4aaf-ab1b-5451cc387264", "5e3ce6c0-2b1f-4285-8d4b-75ee78787346"];
const SCOPE = "access_as_user";
const TIMEOUT_MS = 5000;
const CLOCKS_APART_S = 60;

/** How Entra names our app: in the manifest, and in its tokens of the first version. */
export const resourceOf = (url: string, clientId: string): string => `api://${new URL(url).host}/botid-${clientId}`;

export function createTeamsSignIn({ app, groups, database, url, tell, now }: Given): TeamsSignIn {
  const { clientId, tenantId } = app;
  const keys = createRemoteJWKSet(new URL(`${ENTRA}/${tenantId}/discovery/v2.0/keys`), {
    timeoutDuration: TIMEOUT_MS,
  });
  const expected = {
    algorithms: ["RS256"],
    audience: [clientId, resourceOf(url, clientId)],
    issuer: [`${ENTRA}/${tenantId}/v2.0`, `https://sts.windows.net/${tenantId}/`],
    requiredClaims: ["exp", "iat", "oid", "tid"],
    clockTolerance: CLOCKS_APART_S,
  };
  return {
    async enter(token) {
      const stranger = strangerAt("teams");
      const claims = await noted({ database, stranger, now }, async () => {
        const { payload } = await jwtVerify(token, keys, expected).catch(failure);
        if (isOfTeams(payload, tenantId)) return payload;
        throw new AppError("refused", "teams: expected a token that Teams got for us");
      });
      return await admit({ database, stranger, now, groups, tell }, String(claims.oid), { claim: "oid", claims });
    },
  };
}

/** Of a person of our tenant, given to Teams for our tab; not of a program. */
function isOfTeams({ tid, oid, scp, azp, appid, idtyp }: JWTPayload, tenant: string): boolean {
  const scopes = typeof scp === "string" ? scp.split(" ") : [];
  const isPerson = idtyp !== "app" && typeof oid === "string" && oid !== "";
  return isPerson && tid === tenant && scopes.includes(SCOPE) && TEAMS.includes(String(azp ?? appid));
}

/** Nothing of the token is passed on: it holds a name. */
function failure(error: unknown): never {
  const code = error instanceof errors.JOSEError ? error.code : undefined;
  const away = code === undefined || ["ERR_JWKS_TIMEOUT", "ERR_JOSE_GENERIC", "ERR_JWKS_INVALID"].includes(code);
  if (away) throw new AppError("unavailable", `teams: the keys of Entra cannot be had (${code ?? "no answer"})`);
  throw new AppError("refused", `teams: expected a token that Entra gave Teams for us (${code})`);
}
