import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";

/** What a page may do beside what every page of ours may. */
export interface PageRights {
  /** the pages that may show it inside themselves, as sources of a policy: `'self'` for the demo; absent: none */
  readonly framedBy?: readonly string[];
  /** it shows pages of ours inside itself */
  readonly frames?: boolean;
}

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** For every answer that does not say otherwise: nothing is guessed, nothing looks in from elsewhere. */
const COMMON: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  // Not "no-referrer": with it a browser sends "Origin: null" with a form, and older ones send nothing else to go by.
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "microphone=(self), camera=(self), geolocation=(), payment=(), usb=(), display-capture=()",
  // what is no page of ours is nothing that acts
  "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** The headers of the whole site, around everything. @param secure browsers speak https to us */
export function siteHeaders(secure: boolean): MiddlewareHandler {
  const headers = Object.entries({
    ...COMMON,
    ...(secure ? { "Strict-Transport-Security": `max-age=${YEAR_SECONDS}; includeSubDomains` } : {}),
  });
  return async (c, next) => {
    await next();
    const given = c.res.headers;
    for (const [name, value] of headers) if (!given.has(name)) given.set(name, value);
    // Teams shows pictures in its own pages
    if (c.req.path.startsWith("/media/")) given.set("Cross-Origin-Resource-Policy", "cross-origin");
  };
}

/** For pages: no script or style in the page itself, nothing from elsewhere. */
export function pagePolicy({ framedBy = ["'none'"], frames = false }: PageRights = {}): MiddlewareHandler {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // a photo or a voice that is about to be sent
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    ...(frames ? ["frame-src 'self'"] : []),
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framedBy.join(" ")}`,
  ].join("; ");
  return async (c, next) => {
    await next();
    if (!c.res.headers.has("Content-Security-Policy")) c.res.headers.set("Content-Security-Policy", policy);
  };
}

/** What a page shows of a citizen is kept nowhere on the way. */
export const notKept: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "no-store");
};

/** Forms are taken from our own pages only. A proxy may end https before us, so only the host is compared. */
export const ownFormsOnly: MiddlewareHandler = csrf({
  origin: (origin, c) => URL.canParse(origin) && new URL(origin).host === c.req.header("host"),
});

/** Written as it is, or as addresses and forms write it. */
export const NUL = /\0|%00/;

/** No address of ours has a NUL character: PostgreSQL keeps none, and could not look for it. */
export function readableAddress(onError: (c: Context) => Response | Promise<Response>): MiddlewareHandler {
  return async (c, next) => (NUL.test(c.req.url) ? await onError(c) : await next());
}

/** A form without a file: its body is a text. */
export const isPlainForm = (c: Context): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(c.req.header("content-type") ?? "");

/** A browser says how long its form is: only a body of unknown length is read to be measured, which is slow. */
export function notBiggerThan(
  maxSize: number,
  onError: (c: Context) => Response | Promise<Response>,
): MiddlewareHandler {
  const measured = bodyLimit({ maxSize, onError });
  return async (c, next) => {
    const length = c.req.header("content-length");
    if (length === undefined) return await measured(c, next);
    return Number(length) > maxSize ? await onError(c) : await next();
  };
}
