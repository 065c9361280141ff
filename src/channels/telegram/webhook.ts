import { createHash, timingSafeEqual } from "node:crypto";
import type { Update } from "grammy/types";
import { Hono } from "hono";
import { notBiggerThan } from "../../http/headers.ts";
import { readUpdate } from "./update.ts";

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
      const given = await c.req.json<{ update_id?: unknown } | null>().catch(() => undefined);
      if (!Number.isInteger(given?.update_id)) return c.body(null, 400);
      const update = readUpdate(given);
      try {
        // what cannot be read is not brought again and again
        if (update) await take(update);
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
