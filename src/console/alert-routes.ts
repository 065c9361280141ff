import { type Context, Hono } from "hono";
import { AppError } from "../model/errors.ts";
import { boundToActor } from "../store/acting.ts";
import { alertStamp } from "../store/alert-queries.ts";
import { ALERTS } from "../store/alerts.ts";
import { watchOf } from "../store/duty.ts";
import { loadConversation } from "../store/load-conversation.ts";
import { outcomesOf } from "../store/outcomes.ts";
import { type Env, wantsFresh } from "./env.ts";
import { streamChanges } from "./events.ts";
import type { ConsoleParts } from "./parts.ts";
import { textsOf } from "./people-routes.ts";
import { type AlertView, alertFresh, alertPage } from "./view/alert.ts";
import { alertMark } from "./view/alert-mark.ts";
import { alertsFresh, alertsPage } from "./view/alerts.ts";
import { consolePage } from "./view/page.ts";

/** What a citizen wrote and that cannot wait: the list, one of them, and taking it. */
export function alertRoutes(parts: ConsoleParts): Hono<Env> {
  const { alerts, database } = parts;
  const app = new Hono<Env>();
  const idOf = (c: Context<Env>): string => c.req.param("alert") ?? "";

  app.get("/", async (c) => {
    const { actor, look } = c.var;
    const rows = await alerts.list(actor.id);
    if (wantsFresh(c)) return c.html(alertsFresh(look, rows, actor.id));
    const main = alertsPage(look, rows, actor);
    return c.html(consolePage(look, { title: look.say("alerts.title"), actor, at: "alerts", main }));
  });

  app.get("/mark", (c) => c.html(alertMark(c.var.look, c.var.look.alerts ?? { waiting: 0, stamp: 0 })));

  app.get("/events", (c) => {
    const seen = Number(c.req.header("last-event-id") ?? c.req.query("seen"));
    const watched = {
      conversations: new Set([ALERTS]),
      // whoever changed something acts when it is heard of here
      stamp: boundToActor(() => alertStamp(database)),
      onAny: parts.changes.onAny,
      failed: (error: unknown) => parts.failed?.(error),
    };
    return streamChanges(c, watched, seen);
  });

  const viewOf = async (c: Context<Env>, more: Partial<AlertView> = {}): Promise<AlertView> => {
    const { actor } = c.var;
    const opened = await (wantsFresh(c) ? alerts.again : alerts.open)(idOf(c), actor.id);
    const { citizen, conversation, unit } = opened.alert;
    const loaded = await loadConversation(database, { conversation });
    const { lederPhone } = await watchOf(database, { unit: unit.id });
    const plan = (await outcomesOf(database, citizen.id, actor.id)).find((it) => it.flow.id === PLAN);
    return {
      ...opened,
      reader: actor.id,
      numbers: parts.numbers,
      region: loaded?.profile.region,
      lederPhone,
      danger: loaded?.conversation.alert?.danger,
      plan: plan?.id,
      ...more,
    };
  };
  const page = async (c: Context<Env>, more: Partial<AlertView> = {}, status: 200 | 422 = 200) => {
    const { actor, look } = c.var;
    const view = await viewOf(c, more);
    const title = look.say("alerts.of", { name: view.alert.citizen.name });
    return c.html(consolePage(look, { title, actor, at: "alerts", main: alertPage(look, view) }), status);
  };

  app.get("/:alert", async (c) => {
    if (wantsFresh(c)) return c.html(alertFresh(c.var.look, await viewOf(c)));
    const by = c.req.query("lost");
    return await page(c, by === undefined ? {} : { lost: true });
  });

  app.post("/:alert/claim", async (c) => {
    const { from } = textsOf(await c.req.parseBody());
    const claim = await alerts.claim(idOf(c), c.var.actor.id, from);
    return c.redirect(`/staff/alerts/${idOf(c)}${claim.won ? "" : "?lost"}`, 303);
  });

  app.post("/:alert/close", async (c) => {
    const { note = "" } = textsOf(await c.req.parseBody());
    try {
      await alerts.close(idOf(c), c.var.actor.id, note);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "input") throw error;
      return await page(c, { note, wrong: true }, 422);
    }
    return c.redirect("/staff/alerts", 303);
  });

  // a tap of its own: it is written down that they were read
  app.post("/:alert/words", async (c) => {
    const words = await alerts.words(idOf(c), c.var.actor.id);
    return await page(c, { words: words ?? "" });
  });

  return app;
}

/** The exercise whose outcome says what helps when it is hard. */
const PLAN = "noedplan";
