import { AppError } from "../model/errors.ts";
import { strangerAt } from "../store/audit.ts";
import type { Database } from "../store/open.ts";
import { admit, type Entered, noted, type TellSignIn } from "./admit.ts";
import type { GroupRole } from "./groups.ts";
import { createOidc, type Oidc, type OidcClient } from "./oidc.ts";

export interface SignInConfig extends OidcClient {
  /** which groups allow which roles; empty: the staff list alone decides */
  readonly groups: readonly GroupRole[];
}

/** The sign-in of staff. */
export interface SignIn extends Pick<Oidc, "begin" | "endUrl"> {
  finish(...answer: Parameters<Oidc["finish"]>): Promise<Entered>;
}

interface Given {
  readonly config: SignInConfig;
  readonly database: Database;
  /** how people reach us */
  readonly url: string;
  readonly tell: TellSignIn;
  now(): Date;
}

/** The sign-in with the municipality's own accounts. */
export function createSignIn({ config, database, url, tell, now }: Given): SignIn {
  const at = { callback: `${url}/staff/sign-in/callback`, signedOut: `${url}/staff/signed-out` };
  const oidc = createOidc(config, at, now);
  return {
    ...oidc,
    async finish(search, attempt) {
      const { claim, groups } = config;
      const stranger = strangerAt("sign-in");
      const vouchedFor = async () => {
        const claims = await oidc.finish(search, attempt);
        const subject = claims[claim];
        if (typeof subject === "string" && subject !== "") return { claims, subject };
        throw new AppError("refused", `sign-in: expected the claim "${claim}" in the id token, got none`);
      };
      const { claims, subject } = await noted({ database, stranger, now }, vouchedFor);
      return await admit({ database, stranger, now, groups, tell }, subject, { claim, claims });
    },
  };
}
