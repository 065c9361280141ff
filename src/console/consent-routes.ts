import { type Context, Hono } from "hono";
import { ALL } from "../model/consent.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { readConsents, receiverIn } from "./consents.ts";
import type { Env } from "./env.ts";
import { chosenIn } from "./form.ts";
import { citizenOf } from "./own.ts";
import type { ConsoleParts } from "./parts.ts";
import { type ConsentView, consentPage } from "./view/consent.ts";
import { consolePage } from "./view/page.ts";

/** Who may see what of a citizen's: what they said, and asking them. Only the citizen decides. */
export function consentRoutes(parts: ConsoleParts): Hono<Env> {
  const app = new Hono<Env>();

  const page = async (c: Context<Env>, citizen: OwnCitizen, problem?: ConsentView["problem"]) => {
    const { look, actor } = c.var;
    const view = await readConsents(parts, actor, citizen, look.say);
    const main = consentPage(look, {
      ...view,
      ...(problem ? { problem } : {}),
      asked: c.req.query("done") === "asked",
    });
    const title = look.say("consent.title");
    return c.html(consolePage(look, { title, actor, at: "citizens", main }), problem ? 422 : 200);
  };

  app.get("/:citizen/consent", async (c) => page(c, await citizenOf(parts, c)));

  app.post("/:citizen/consent", async (c) => {
    const citizen = await citizenOf(parts, c);
    const form = await c.req.parseBody();
    const receiver = receiverIn(String(form.receiver ?? ""));
    if (!receiver) return page(c, citizen, "choose");
    const exercise = String(form.exercise ?? ALL);
    const wanted = {
      ...(exercise === ALL ? {} : { exercise }),
      ...(chosenIn(form, "earlier", ["yes"]) ? { earlier: true } : {}),
    };
    await parts.askConsent({ citizen: citizen.id, receiver, ...wanted, by: c.var.actor.id });
    return c.redirect(`/staff/citizens/${citizen.id}/consent?done=asked`, 303);
  });

  return app;
}
