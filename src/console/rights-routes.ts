import { Hono } from "hono";
import { mayAdminister } from "../people/administer.ts";
import { recordLooks } from "../store/audit.ts";
import { closeRequest } from "../store/data-requests.ts";
import { administeredBy } from "./administering.ts";
import type { Env } from "./env.ts";
import { chosenIn } from "./form.ts";
import type { ConsoleParts } from "./parts.ts";
import { textsOf } from "./people-routes.ts";

/** A copy of everything for the citizen, and erasing them (R23): what an administrator does when they ask for it. */
export function rightsRoutes(parts: ConsoleParts): Hono<Env> {
  const { database, now } = parts;
  const app = new Hono<Env>();

  app.post("/:citizen/copy", async (c) => {
    const { actor, citizen } = await administeredBy(parts, c, "copy");
    const { rule } = mayAdminister(actor.role, "copy", { sameUnit: citizen.unit_id === actor.unit, own: false });
    const { name, bytes } = await parts.copy(citizen.id);
    await recordLooks(database, [{ actor: actor.id, action: "copied", citizen: citizen.id, rule }], now());
    return c.body(Buffer.from(bytes), 200, {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="${name}"`,
      "X-Content-Type-Options": "nosniff",
    });
  });

  app.post("/:citizen/requests/done", async (c) => {
    const { actor, citizen } = await administeredBy(parts, c, "copy");
    const what = chosenIn(await c.req.parseBody(), "what", ["copy", "erasure"]);
    if (what) await closeRequest(database, { citizen: citizen.id, what, by: actor.id, at: now() });
    return c.redirect(`/staff/citizens/${citizen.id}/profile?done=request`, 303);
  });

  app.post("/:citizen/erase", async (c) => {
    const { actor, citizen } = await administeredBy(parts, c, "erase");
    const { confirm = "" } = textsOf(await c.req.parseBody());
    if (confirm.trim().toLocaleLowerCase("da") !== citizen.name.toLocaleLowerCase("da")) {
      return c.redirect(`/staff/citizens/${citizen.id}/profile?problem=not-erased`, 303);
    }
    await parts.erase(citizen.id, actor.id);
    return c.redirect("/staff/people?done=erased", 303);
  });

  return app;
}
