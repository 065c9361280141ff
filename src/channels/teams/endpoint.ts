import { Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { notBiggerThan } from "../../http/headers.ts";
import type { Sdk } from "./sdk.ts";
import type { TeamsParts } from "./wiring.ts";

const MAX_BODY = 512 * 1024;
/** The one who signs what Teams sends to bots. */
const ISSUER = "https://api.botframework.com";

/** Where Teams brings activities, to be mounted at `/api/messages`. The SDK is loaded when somebody first comes. */
export function createEndpoint(parts: TeamsParts, sdk: () => Promise<Sdk>): Hono {
  const tooBig = notBiggerThan(MAX_BODY, (c) => c.body(null, 413));
  return new Hono()
    .post("/", async (c, next) => {
      const authorization = c.req.header("authorization");
      const known = parts.credentials ? isBotFramework(authorization) : parts.isPlayground(c);
      if (!known) return c.json({ error: "unauthorized" }, 401);
      return await tooBig(c, next);
    })
    .post("/", async (c) => {
      const body: unknown = await c.req.json().catch(() => undefined);
      if (typeof body !== "object" || body === null) return c.json({ error: "expected an activity" }, 400);
      const reply = await (await sdk()).handle({ body, headers: c.req.header() });
      const status = reply.status as ContentfulStatusCode;
      return reply.body ? c.json(reply.body, status) : c.body(null, status);
    });
}

/**
 * The SDK also lets in whoever has an Entra token for our app, which every colleague gets by opening the tab: they could
 * then write as anybody. Only Teams itself is listened to; the signature is the SDK's to check.
 */
function isBotFramework(authorization: string | undefined): boolean {
  const [, payload] = authorization?.match(/^Bearer [^.]+\.([^.]+)\.[^.]+$/) ?? [];
  try {
    return JSON.parse(Buffer.from(payload ?? "", "base64url").toString()).iss === ISSUER;
  } catch {
    return false;
  }
}
