import { type Context, Hono } from "hono";
import { isNonce, newNonce } from "../channels/web/answer.ts";
import { AppError } from "../model/errors.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { type Loaded, loadConversation } from "../store/load-conversation.ts";
import { wordsAbout } from "./citizen.ts";
import type { Env } from "./env.ts";
import { beginGuided, guidable, guidableFor, readGuided, waitingOf } from "./guided.ts";
import { guidedRoutes } from "./guided-routes.ts";
import { citizenOf } from "./own.ts";
import type { ConsoleParts } from "./parts.ts";
import { isLacking, type Lacking, readParams } from "./sending.ts";
import { chooseGuidePage, startGuidePage } from "./view/guide.ts";
import { consolePage, type Html } from "./view/page.ts";

/** An exercise side by side with a citizen, on the phone of staff (R30): which one, its instruction card, and its begin. */
export function guideRoutes(parts: ConsoleParts): Hono<Env> {
  const app = new Hono<Env>();

  const page = (c: Context<Env>, citizen: OwnCitizen, main: Html, status: 200 | 422 = 200) => {
    const { actor, look } = c.var;
    const title = look.say("guide.title", { name: citizen.name });
    return c.html(consolePage(look, { title, main, actor, at: "citizens" }), status);
  };

  app.get("/:citizen/guide", async (c) => {
    const citizen = await citizenOf(parts, c);
    const { actor, look } = c.var;
    const { shown, apart, stand, loaded } = await readGuided(parts, actor, citizen);
    const busy = !shown && !apart && loaded.conversation.frames.length > 0;
    const before = { together: shown || apart ? stand.flow : undefined, apart, busy };
    return page(c, citizen, chooseGuidePage(look, citizen, guidable(parts, actor, citizen, loaded), before));
  });

  app.route("/", guidedRoutes(parts));

  const starting = async (c: Context<Env>) => {
    const citizen = await citizenOf(parts, c);
    const loaded = (await loadConversation(parts.database, { conversation: citizen.conversation })) as Loaded;
    const about = { actor: c.var.actor, citizen };
    const compiled = await guidableFor(parts, about, loaded, c.req.param("flow") ?? "");
    const sent = waitingOf(loaded.conversation, compiled);
    const start = (failed?: { lacking: Lacking; form: Readonly<Record<string, unknown>> }) => {
      const about = wordsAbout(parts, c.var.actor, citizen);
      const busy = loaded.conversation.frames.length > 0;
      const given = { nonce: newNonce(), busy, sentBy: sent?.from, ...(failed ? { failed } : {}) };
      return page(c, citizen, startGuidePage(c.var.look, citizen, compiled, about, given), failed ? 422 : 200);
    };
    return { citizen, compiled, sent, start };
  };

  app.get("/:citizen/guide/:flow", async (c) => (await starting(c)).start());

  app.post("/:citizen/guide/:flow", async (c) => {
    const { citizen, compiled, sent, start } = await starting(c);
    const form = await c.req.parseBody();
    const params = sent ? {} : readParams(compiled, form);
    if (isLacking(params)) return start({ lacking: params, form });
    if (form.nonce !== undefined && !isNonce(form.nonce)) throw new AppError("input", "nonce: expected one of a page");
    const nonce = isNonce(form.nonce) ? form.nonce : newNonce();
    await beginGuided(parts, { actor: c.var.actor, citizen }, compiled, params, nonce);
    return c.redirect(`/staff/citizens/${citizen.id}/guide/now#card`, 303);
  });

  return app;
}
