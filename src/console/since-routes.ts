import { Hono } from "hono";
import { recordLooks } from "../store/audit.ts";
import { wordsAbout } from "./citizen.ts";
import type { Env } from "./env.ts";
import { lookAt, lookAtCitizen } from "./looking.ts";
import { citizenOf } from "./own.ts";
import type { ConsoleParts } from "./parts.ts";
import { readSince } from "./since.ts";
import { consolePage } from "./view/page.ts";
import { sincePage } from "./view/since.ts";

/** What changed about a citizen since the last talk, or since the day `?from=`. */
export function sinceRoutes(parts: ConsoleParts): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/:citizen/since", async (c) => {
    const { actor, look } = c.var;
    const citizen = await citizenOf(parts, c, "meet");
    const words = wordsAbout(parts, actor, citizen);
    const { view, shown } = await readSince(parts, actor, citizen, c.req.query("from"), words);
    const looks = [lookAtCitizen(c, citizen), ...shown.map((it) => lookAt(c, "read", it))];
    await recordLooks(parts.database, looks, parts.now());
    const title = look.say("since.of", { name: citizen.name });
    return c.html(consolePage(look, { title, actor, at: "citizens", main: sincePage(look, view) }));
  });
  return app;
}
