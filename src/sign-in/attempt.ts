import type { Context } from "hono";
import { dropCookie, keepCookie, readCookie } from "../http/cookies.ts";
import type { Attempt } from "./oidc.ts";

const COOKIE = "skridt-sign-in";
/** A sign-in that took longer is begun anew. */
const MAX_AGE_SECONDS = 15 * 60;
const START = "/staff";

/** Only in the browser that began may a sign-in be ended: it keeps what the answer must fit. */
export function keepAttempt(c: Context, attempt: Attempt, secure: boolean): void {
  const { state, nonce, verifier, to } = attempt;
  keepCookie(c, COOKIE, [state, nonce, verifier, to].join(" "), { secure, maxAge: MAX_AGE_SECONDS });
}

/** The attempt that this browser began, once. */
export function takeAttempt(c: Context, secure: boolean): Attempt | undefined {
  const [state, nonce, verifier, to] = (readCookie(c, COOKIE, secure) ?? "").split(" ");
  dropCookie(c, COOKIE, { secure });
  return state && nonce && verifier ? { state, nonce, verifier, to: staffPath(to) } : undefined;
}

/** A page of the console to go to; anything else, above all an address elsewhere, is its start. */
export function staffPath(asked: string | undefined): string {
  const base = "http://skridt.invalid";
  const url = asked?.startsWith(`${START}/`) ? URL.parse(asked, base) : null;
  return url?.origin === base && url.pathname.startsWith(`${START}/`) ? `${url.pathname}${url.search}` : START;
}
