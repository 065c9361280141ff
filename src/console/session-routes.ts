import { Hono } from "hono";
import { AppError } from "../model/errors.ts";
import { endStaffSessions, listStaffSessions } from "../store/staff-sessions.ts";
import type { Env } from "./env.ts";
import type { ConsoleParts } from "./parts.ts";
import { TAB } from "./tab/index.ts";
import { consolePage } from "./view/page.ts";
import { sessionsPage } from "./view/sessions.ts";

/** Where one is signed in oneself, and out again. */
export function sessionRoutes(parts: ConsoleParts): Hono<Env> {
  const { database, sessions } = parts;
  const app = new Hono<Env>();
  if (!sessions) return app;

  app.get("/", async (c) => {
    const { look, actor } = c.var;
    const all = await listStaffSessions(database, actor.id, sessions.limits, parts.now());
    const done = c.req.query("done") === "ended" ? look.say("sessions.ended") : undefined;
    const main = sessionsPage(look, all, actor.session, done);
    return c.html(consolePage(look, { title: look.say("sessions.title"), actor, main }));
  });

  app.post("/end-all", async (c) => {
    await endStaffSessions(database, c.var.actor.id);
    const inTab = sessions.inTab(c);
    await sessions.end(c);
    return c.redirect(inTab ? `${TAB}/out` : "/staff/signed-out", 303);
  });

  app.post("/:session/end", async (c) => {
    const ended = await endStaffSessions(database, c.var.actor.id, c.req.param("session"));
    if (ended === 0) throw new AppError("not-found", "session: expected one of the reader's own");
    return c.redirect("/staff/sessions?done=ended", 303);
  });

  /** Says that somebody is still there; that is all. */
  app.post("/stay", (c) => c.body(null, 204));

  return app;
}
