import { BlockList } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, Hono } from "hono";
import type { Metrics } from "./metrics.ts";
import { refusedBy } from "./people/entry.ts";
import type { Product } from "./product.ts";
import { asService } from "./store/acting.ts";
import { recordDenied, strangerAt } from "./store/audit.ts";
import { newestMigration } from "./store/migrate.ts";
import { outboxState } from "./store/outbox.ts";

const IMMUTABLE = "public, max-age=31536000, immutable";
/** A drawing may not act when it is opened by itself. */
const DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** Pictures by their content. */
export function pictureRoutes(app: Hono, product: Pick<Product, "database" | "pictures" | "media" | "now">): void {
  const { database, pictures, media, now } = product;
  app.get("/media/:file{[A-Za-z0-9_-]+\\.(svg|png)}", async (c) => {
    const [hash, format] = c.req.param("file").split(".") as [string, "svg" | "png"];
    const { until, seal } = c.req.query();
    const opens = media.opens(hash, { until, seal });
    if (!opens.allowed) {
      const denied = { actor: strangerAt("web"), what: "picture", ruling: refusedBy("not-own") } as const;
      if (opens.forged) await recordDenied(database, denied, now());
      return c.notFound();
    }
    const width = Number(c.req.query("w"));
    const file = await pictures.file(hash, format, Number.isInteger(width) && width > 0 ? width : undefined);
    if (!file) return c.notFound();
    const seconds = opens.until === undefined ? 0 : Math.floor((opens.until - now().getTime()) / 1000);
    const keep = opens.until === undefined ? IMMUTABLE : `private, max-age=${seconds}, immutable`;
    const headers = { "Content-Type": file.type, "Cache-Control": keep, "X-Content-Type-Options": "nosniff" };
    return c.body(new Uint8Array(file.body), 200, { ...headers, "Content-Security-Policy": DRAWING_POLICY });
  });
}

/** How each way to people is, as far as this process knows. */
export type ChannelStates = Readonly<Record<string, string>>;

/** How the product is. A channel that is away does not make a process unready: the others serve, and nothing is lost. */
export function operationRoutes(
  app: Hono,
  { database }: Product,
  { metrics, channels }: { readonly metrics: Metrics; readonly channels: () => ChannelStates },
): void {
  app.get("/healthz", (c) => c.text("ok"));
  app.get("/readyz", async (c) => {
    const [outbox, migration] = await asService("delivery", () =>
      Promise.all([outboxState(database), newestMigration(database.pool)]),
    ).catch(() => []);
    if (!outbox) return c.json({ ready: false, database: "unavailable", channels: channels() }, 503);
    return c.json({ ready: true, database: "here", migration, outbox, channels: channels() });
  });
  app.get("/metrics", async (c) => {
    if (!isNear(c)) return c.notFound();
    return c.text(await metrics.text(), 200, { "Content-Type": metrics.contentType });
  });
}

/** This machine and the networks that no one reaches from outside (RFC 1918, RFC 4193). */
const NEAR = new BlockList();
NEAR.addSubnet("127.0.0.0", 8);
NEAR.addSubnet("10.0.0.0", 8);
NEAR.addSubnet("172.16.0.0", 12);
NEAR.addSubnet("192.168.0.0", 16);
NEAR.addAddress("::1", "ipv6");
NEAR.addSubnet("fc00::", 7, "ipv6");

/** Whether who asks is in our own network, with no proxy in between: numbers of a running house are not for everybody. */
function isNear(c: Context): boolean {
  const { address = "", addressType } = getConnInfo(c).remote;
  const forwarded = c.req.header("forwarded") ?? c.req.header("x-forwarded-for");
  const plain = address.replace(/^::ffff:/, "");
  return forwarded === undefined && NEAR.check(plain, plain === address && addressType === "IPv6" ? "ipv6" : "ipv4");
}
