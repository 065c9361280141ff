import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/** No script or style in the page itself, nothing from elsewhere; the demo page may frame the console. */
export function securityHeaders(secure: boolean): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      // a photo or a voice that is about to be sent, beside the citizen
      imgSrc: ["'self'", "blob:"],
      mediaSrc: ["'self'", "blob:"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      frameSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'self'"],
    },
    // Not "no-referrer": with it a browser sends "Origin: null" with a form, and older ones send nothing else to go by.
    referrerPolicy: "same-origin",
    strictTransportSecurity: secure ? "max-age=15552000" : false,
  });
}

/** What a page shows of a citizen is kept nowhere on the way. */
export const notKept: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "no-store");
};
