import { createHash, timingSafeEqual } from "node:crypto";
import type { Update } from "grammy/types";
import { Hono } from "hono";
import { notBiggerThan } from "../../http/headers.ts";

const SECRET = "x-telegram-bot-api-secret-token";
const MAX_BODY = 1024 * 1024;

interface Hooked {
  readonly secret: string;
  readonly take: (update: Update) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/** Where Telegram brings what is new, to be mounted at `/telegram`. An error makes it bring the same again. */
export function createWebhook({ secret, take, failed }: Hooked): Hono {
  const tooBig = notBiggerThan(MAX_BODY, (c) => c.body(null, 413));
  return new Hono()
    .post("/", async (c, next) => {
      if (!isSame(c.req.header(SECRET) ?? "", secret)) return c.body(null, 401);
      return await tooBig(c, next);
    })
    .post("/", async (c) => {
      const update = await c.req.json<Update>().catch(() => undefined);
      if (!Number.isInteger(update?.update_id)) return c.body(null, 400);
      try {
        await take(update as Update);
        return c.body(null, 200);
      } catch (error) {
        failed(error);
        return c.body(null, 503);
      }
    });
}

/** Takes as long whatever was given. */
function isSame(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
