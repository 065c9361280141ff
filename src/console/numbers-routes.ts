import { Hono } from "hono";
import type { Quarter } from "../model/indicators.ts";
import { maySeeNumbers } from "../people/numbers.ts";
import { tablesSaid } from "../reports/indicators/said.ts";
import { indicatorsOf } from "../reports/indicators.ts";
import { readyQuarters } from "../schedule/quarter.ts";
import { indicatorsShown } from "../store/indicators.ts";
import { getStaff } from "../store/people.ts";
import { deny } from "./denying.ts";
import type { Env } from "./env.ts";
import type { ConsoleParts } from "./parts.ts";
import { numbersPage } from "./view/numbers.ts";
import { consolePage } from "./view/page.ts";

/** Two years. */
const QUARTERS = 8;

/** What is counted together about the reader's unit, for one quarter: `?period=2026-Q4`. */
export function numbersRoutes(parts: ConsoleParts): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/", async (c) => {
    const { actor, look } = c.var;
    const ruling = maySeeNumbers(actor.role);
    if (!ruling.allowed) {
      const expected = "a leder or a tovholder";
      return await deny(parts, { actor: actor.id, what: "numbers", ruling }, { code: "refused", expected });
    }
    const quarters = readyQuarters(parts.now(), QUARTERS);
    const asked = c.req.query("period");
    const quarter = quarters.find(({ id }) => id === asked) ?? (quarters[0] as Quarter);
    const { unit_id: unit } = await getStaff(parts.database, actor.id);
    const shown = await indicatorsShown(parts, { unit, quarter }, parts.now(), indicatorsOf);
    const tables = tablesSaid(shown, parts.library, look.words);
    const title = look.say("numbers.title");
    const main = await numbersPage(look, { quarters, quarter, tables });
    return c.html(consolePage(look, { title, actor, at: "numbers", main }));
  });
  return app;
}
