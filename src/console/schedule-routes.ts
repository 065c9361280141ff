import { type Context, Hono } from "hono";
import { AppError } from "../model/errors.ts";
import { schedulesOf, stopSchedule } from "../store/schedules.ts";
import type { Env } from "./env.ts";
import { citizenOf } from "./own.ts";
import type { ConsoleParts } from "./parts.ts";

/** Stopping and pausing what is sent to a citizen at times: only what the actor asked for, or nobody in particular. */
export function scheduleRoutes(parts: ConsoleParts): Hono<Env> {
  const app = new Hono<Env>();

  const own = async (c: Context<Env>) => {
    const citizen = await citizenOf(parts, c);
    const all = await schedulesOf(parts.database, citizen.id, c.var.actor.id);
    const found = all.find((it) => it.id === c.req.param("schedule"));
    if (!found) throw new AppError("not-found", "schedule: expected one of the reader's own");
    const back = (query: string) => c.redirect(`/staff/citizens/${citizen.id}?${query}`, 303);
    return { id: found.id, back };
  };

  app.post("/:citizen/schedules/:schedule/stop", async (c) => {
    const { id, back } = await own(c);
    await stopSchedule(parts.database, id, parts.now());
    return back("done=stopped");
  });

  app.post("/:citizen/schedules/:schedule/pause", async (c) => {
    const { id, back } = await own(c);
    const form = await c.req.parseBody();
    try {
      await parts.pause(id, { from: String(form.from ?? ""), to: String(form.to ?? "") });
    } catch (error) {
      if (error instanceof AppError && error.code === "input") return back("problem=pause");
      throw error;
    }
    return back("done=paused");
  });

  app.post("/:citizen/schedules/:schedule/resume", async (c) => {
    const { id, back } = await own(c);
    await parts.pause(id, undefined);
    return back("done=resumed");
  });

  return app;
}
