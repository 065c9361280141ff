import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { secureHeaders } from "hono/secure-headers";

/** No script or style in the page itself, nothing from elsewhere; the demo page may frame the chat. */
export function securityHeaders(secure: boolean): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", "blob:"],
      mediaSrc: ["blob:"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'self'"],
    },
    permissionsPolicy: { microphone: ["self"], camera: ["self"], geolocation: [] },
    // Not "no-referrer": with it a browser sends "Origin: null" with a form, and older ones send nothing else to go by.
    referrerPolicy: "same-origin",
    strictTransportSecurity: secure ? "max-age=15552000" : false,
  });
}

/** Forms are taken from our own pages only. A proxy may end https before us, so only the host is compared. */
export const ownFormsOnly: MiddlewareHandler = csrf({
  origin: (origin, c) => URL.canParse(origin) && new URL(origin).host === c.req.header("host"),
});

/** A browser says how long its form is: only a body of unknown length is read to be measured, which is slow. */
export function notBiggerThan(maxSize: number, onError: (c: Context) => Promise<Response>): MiddlewareHandler {
  const measured = bodyLimit({ maxSize, onError });
  return async (c, next) => {
    const length = c.req.header("content-length");
    if (length === undefined) return await measured(c, next);
    return Number(length) > maxSize ? await onError(c) : await next();
  };
}
