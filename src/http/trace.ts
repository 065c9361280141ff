import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { inSpan } from "../tracing/span.ts";

/** Each request as a span: its method and the pattern of its address, never the address itself. */
export const traced: MiddlewareHandler = async (c, next) => {
  await inSpan(
    "request",
    () => ({ "http.request.method": c.req.method }),
    next,
    () => ({
      "http.route": patternOf(c),
      "http.response.status_code": c.res.status,
    }),
  );
};

/** What answers, not what stands around it. */
function patternOf(c: Context): string {
  const patterns = matchedRoutes(c).map(({ path }) => path);
  return patterns.findLast((it) => !it.endsWith("*")) ?? "*";
}
