import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

/** How a cookie of ours is kept. */
export interface Keeping {
  /** the browser speaks https to us: the cookie is never sent without it, and no other host can set it */
  readonly secure: boolean;
  /** seconds; absent: until the browser is closed */
  readonly maxAge?: number;
  /** the page is shown inside a page of another site, as a tab in Teams: the cookie is for that place only */
  readonly embedded?: boolean;
}

/**
 * A cookie that opens something: no script reads it, and it comes along from our own pages and links only. With https its
 * name begins with `__Host-`, which a browser takes only for the whole host and only from https.
 */
export function keepCookie(c: Context, name: string, value: string, keeping: Keeping): void {
  const { secure, maxAge, embedded = false } = keeping;
  const place = embedded ? ({ sameSite: "None", partitioned: true } as const) : ({ sameSite: "Lax" } as const);
  const age = maxAge === undefined ? {} : { maxAge };
  setCookie(c, nameOf(name, secure), value, { path: "/", httpOnly: true, secure, ...place, ...age });
}

export function readCookie(c: Context, name: string, secure: boolean): string | undefined {
  return getCookie(c, nameOf(name, secure));
}

export function dropCookie(c: Context, name: string, { secure, embedded = false }: Keeping): void {
  const place = embedded ? ({ sameSite: "None", partitioned: true } as const) : ({ sameSite: "Lax" } as const);
  deleteCookie(c, nameOf(name, secure), { path: "/", httpOnly: true, secure, ...place });
}

const nameOf = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);
