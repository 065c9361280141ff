import type { Hono } from "hono";
import type { Product } from "./product.ts";
import { outboxState } from "./store/outbox.ts";

const IMMUTABLE = "public, max-age=31536000, immutable";
/** A drawing may not act when it is opened by itself. */
const DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** What every part needs: pictures by content, and how the product is. */
export function operationRoutes(app: Hono, { pictures, database }: Product): void {
  app.get("/media/:file{[A-Za-z0-9_-]+\\.(svg|png)}", async (c) => {
    const [hash, format] = c.req.param("file").split(".") as [string, "svg" | "png"];
    const width = Number(c.req.query("w"));
    const file = await pictures.file(hash, format, Number.isInteger(width) && width > 0 ? width : undefined);
    if (!file) return c.notFound();
    const headers = { "Content-Type": file.type, "Cache-Control": IMMUTABLE, "X-Content-Type-Options": "nosniff" };
    return c.body(new Uint8Array(file.body), 200, { ...headers, "Content-Security-Policy": DRAWING_POLICY });
  });
  app.get("/healthz", (c) => c.text("ok"));
  app.get("/readyz", async (c) => {
    const outbox = await outboxState(database).catch(() => undefined);
    return outbox ? c.json({ ready: true, outbox }) : c.json({ ready: false, database: "unavailable" }, 503);
  });
}
