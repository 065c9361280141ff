import { type Context, Hono } from "hono";
import { AppError } from "../model/errors.ts";
import { mayAdminister } from "../people/administer.ts";
import { addDuty, minutesOf, removeDuty, setDuty, watchOf } from "../store/duty.ts";
import { members } from "../store/people/relations.ts";
import { listUnits } from "../store/people.ts";
import { unreachedInTeams } from "../store/teams.ts";
import { actorOf, mustBeAllowed } from "./administering.ts";
import type { Env } from "./env.ts";
import type { ConsoleParts } from "./parts.ts";
import { textsOf } from "./people-routes.ts";
import { dutyPage } from "./view/duty.ts";
import { consolePage } from "./view/page.ts";

/** Who is on duty in a unit, and who is told when they do not take it. */
export function dutyRoutes(parts: ConsoleParts): Hono<Env> {
  const { database } = parts;
  const app = new Hono<Env>();

  /** The unit of an address, for who may set its duty. */
  const unitOf = async (c: Context<Env>) => {
    const actor = await actorOf(parts, c);
    const may = (unit: string) =>
      mayAdminister(actor.role, "set-duty", { sameUnit: unit === actor.unit, own: false }).allowed;
    mustBeAllowed(actor, "set-duty", { sameUnit: true, own: false });
    const units = (await listUnits(database)).filter((it) => may(it.id));
    const asked = c.req.param("unit") ?? c.req.query("unit") ?? actor.unit;
    const unit = units.find((it) => it.id === asked);
    if (!unit) mustBeAllowed(actor, "set-duty", { sameUnit: false, own: false });
    if (!unit) throw new AppError("not-found", "unit: expected one whose duty the actor may set");
    return { unit, units };
  };

  const page = async (c: Context<Env>, status: 200 | 422 = 200) => {
    const { unit, units } = await unitOf(c);
    const { actor, look } = c.var;
    const staff = (await members(database)).filter((it) => !it.left);
    const [watch, unreached] = [await watchOf(database, { unit: unit.id }), await unreachedInTeams(database)];
    const done = c.req.query("done") !== undefined;
    const main = dutyPage(look, { unit, units, watch, staff, unreached, done, wrong: status === 422 });
    return c.html(consolePage(look, { title: look.say("duty.title"), actor, at: "alerts", main }), status);
  };
  /** Does it; what cannot be is said on the page. */
  const doing = async (c: Context<Env>, work: (unit: string) => Promise<unknown>) => {
    const { unit } = await unitOf(c);
    try {
      await work(unit.id);
    } catch (error) {
      if (!(error instanceof AppError) || !["input", "not-found", "refused"].includes(error.code)) throw error;
      return await page(c, 422);
    }
    return c.redirect(`/staff/duty?unit=${unit.id}&done`, 303);
  };

  app.get("/", (c) => page(c));

  app.post("/:unit/add", async (c) => {
    const given = textsOf(await c.req.parseBody());
    const day = given.date || given.day || "";
    const duty = { day, from: minutesOf(given.from ?? ""), to: minutesOf(given.to ?? "") };
    return await doing(c, (unit) =>
      addDuty(database, unit, { ...duty, staff: given.staff || null, rank: Number(given.rank) }),
    );
  });

  app.post("/:unit/remove/:duty", (c) => doing(c, (unit) => removeDuty(database, unit, c.req.param("duty"))));

  app.post("/:unit/set", async (c) => {
    const given = textsOf(await c.req.parseBody());
    return await doing(c, (unit) =>
      setDuty(database, unit, {
        firstMinutes: Number(given.first),
        thenMinutes: Number(given.then),
        tovholder: given.tovholder || null,
        leder: given.leder || null,
        lederPhone: given.phone || null,
      }),
    );
  });

  return app;
}
