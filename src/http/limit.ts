import type { Context, MiddlewareHandler } from "hono";
import { clientAddress, type Proxies } from "./client.ts";
import { isLoopback } from "./loopback.ts";
import { createRate } from "./rate.ts";

/** A whole house behind one address gets its work done; a program that asks as fast as it can does not. */
const BY_ADDRESS = { most: 1200, withinMs: 60_000 };
/** What costs next to nothing, and what proves by itself who brings it before anything is done. */
const FREE = /^\/(media|c\/assets|staff\/assets|healthz|readyz|telegram|api\/messages)(\/|$)/;

interface Given {
  readonly proxies: Proxies;
  /** what is answered instead */
  readonly tooMany: (c: Context) => Response | Promise<Response>;
  now(): Date;
}

/** Nobody asks more often than so. This machine itself is a proxy whose word nobody told us to take: it is let through. */
export function limitByAddress({ proxies, tooMany, now }: Given): MiddlewareHandler {
  const rate = createRate(BY_ADDRESS);
  return async (c, next) => {
    const address = clientAddress(c, proxies);
    const wait = isLoopback(address) || FREE.test(c.req.path) ? 0 : rate.count(address, now());
    if (wait === 0) return await next();
    c.header("Retry-After", String(Math.ceil(wait / 1000)));
    return await tooMany(c);
  };
}
