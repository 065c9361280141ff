import type { MiddlewareHandler } from "hono";
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
