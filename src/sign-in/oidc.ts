import * as client from "openid-client";
import { AppError } from "../model/errors.ts";

/** How we are known to the municipality's sign-in: Entra ID, or any other that speaks OpenID Connect. */
export interface OidcClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** the claim that is matched to the staff list: "oid" of Entra, "sub" of others */
  readonly claim: string;
}

/** What a browser carries from the beginning of a sign-in to its end. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** where they wanted to go */
  readonly to: string;
}

export type Claims = Readonly<Record<string, unknown>>;

export interface Oidc {
  /**
   * @param another whether the issuer asks who it is, also when somebody is signed in there
   * @throws AppError "unavailable": the issuer does not answer
   */
  begin(to: string, another?: boolean): Promise<{ url: URL; attempt: Attempt }>;
  /**
   * What the issuer says of who came back.
   * @param search of the address they came back to
   * @throws AppError "unavailable"; "refused": they were not let in, or the answer is not for this attempt
   */
  finish(search: string, attempt: Attempt): Promise<Claims>;
  /** Where one is signed out of the issuer as well; undefined: it has no such place, or does not answer. */
  endUrl(): Promise<URL | undefined>;
}

const TIMEOUT_SECONDS = 10;
/** What the issuer says of itself is asked again after so long: addresses and keys change seldom. */
const KNOWN_MS = 60 * 60 * 1000;

/** @param at our own addresses: where one comes back to, and where one is when signed out */
export function createOidc(our: OidcClient, at: { callback: string; signedOut: string }, now: () => Date): Oidc {
  let known: { config: client.Configuration; at: number } | undefined;
  let asking: Promise<client.Configuration> | undefined;

  const discover = async (): Promise<client.Configuration> => {
    // signatures are checked as well, though what comes from the issuer itself over TLS would need none
    const execute = [client.enableNonRepudiationChecks, ...(isHttp(our.issuer) ? [client.allowInsecureRequests] : [])];
    const options = { execute, timeout: TIMEOUT_SECONDS };
    const config = await client.discovery(new URL(our.issuer), our.clientId, our.clientSecret, undefined, options);
    known = { config, at: now().getTime() };
    return config;
  };
  /** As it is known, or asked for; what was known before does when the issuer is away. */
  const configuration = async (): Promise<client.Configuration> => {
    if (known && now().getTime() - known.at < KNOWN_MS) return known.config;
    asking ??= discover().finally(() => {
      asking = undefined;
    });
    try {
      return await asking;
    } catch (error) {
      if (known) return known.config;
      throw new AppError("unavailable", `OIDC_ISSUER: the sign-in does not answer (${codeOf(error)})`, {
        cause: error,
      });
    }
  };

  return {
    async begin(to, another = false) {
      const config = await configuration();
      const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: at.callback,
        // Entra has its object id in the profile
        scope: "openid profile",
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        ...(another ? { prompt: "login" } : {}),
      });
      return { url, attempt: { state, nonce, verifier, to } };
    },

    async finish(search, { state, nonce, verifier }) {
      const config = await configuration();
      const url = new URL(at.callback);
      url.search = search;
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      try {
        const claims = (await client.authorizationCodeGrant(config, url, checks)).claims();
        if (!claims) throw new AppError("refused", "sign-in: expected an id token, got none");
        return claims;
      } catch (error) {
        throw error instanceof AppError ? error : failure(error);
      }
    },

    async endUrl() {
      const config = await configuration().catch(() => undefined);
      if (!config?.serverMetadata().end_session_endpoint) return undefined;
      return client.buildEndSessionUrl(config, { post_logout_redirect_uri: at.signedOut });
    },
  };
}

/** An issuer that is away is no refusal. Nothing of the answer is passed on: it may hold a name. */
function failure(cause: unknown): AppError {
  const status = cause instanceof client.ResponseBodyError ? cause.status : 0;
  // fetch fails with a bare TypeError; those of the library about what it was given have a code
  const unreachable = cause instanceof TypeError && !("code" in cause);
  const away = unreachable || codeOf(cause) === "OAUTH_TIMEOUT" || status >= 500;
  const text = away ? "the sign-in does not answer" : "the sign-in was refused, or was not this one";
  return new AppError(away ? "unavailable" : "refused", `sign-in: ${text} (${codeOf(cause)})`, { cause });
}

/** A short word of the library or the system, such as OAUTH_INVALID_RESPONSE, access_denied or ECONNREFUSED. */
function codeOf(error: unknown): string {
  const { code, error: said, name, cause } = error as { code?: string; error?: string; name: string; cause?: unknown };
  const inner = cause as { code?: string } | undefined;
  const word = said ?? (inner?.code?.startsWith?.("E") ? inner.code : (code ?? name));
  return /^[\w-]{1,60}$/.test(word) ? word : name;
}

const isHttp = (address: string): boolean => new URL(address).protocol === "http:";
