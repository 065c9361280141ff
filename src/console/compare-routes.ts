import { type Context, Hono } from "hono";
import { AppError } from "../model/errors.ts";
import { recordLooks } from "../store/audit.ts";
import { wordsAbout } from "./citizen.ts";
import { printComparison, readComparison } from "./comparing.ts";
import type { Env } from "./env.ts";
import { lookAt } from "./looking.ts";
import { citizenOf } from "./own.ts";
import type { ConsoleParts } from "./parts.ts";
import { sendPdf } from "./pdf.ts";
import { comparePage } from "./view/compare.ts";
import { consolePage } from "./view/page.ts";

/** Times of one exercise of a citizen side by side: `?run=` names the outcomes. */
export function compareRoutes(parts: ConsoleParts): Hono<Env> {
  const app = new Hono<Env>();

  const read = async (c: Context<Env>, action: "read" | "copied") => {
    const citizen = await citizenOf(parts, c, "meet");
    const words = wordsAbout(parts, c.var.actor, citizen);
    const asked = { flow: c.req.param("flow") ?? "", runs: c.req.queries("run") ?? [] };
    const view = await readComparison(parts, c.var.actor, citizen, asked, words);
    if (!view) throw new AppError("not-found", "comparison: expected an exercise with two outcomes for the reader");
    await recordLooks(
      parts.database,
      view.chosen.map((it) => lookAt(c, action, it)),
      parts.now(),
    );
    return { view, words };
  };

  app.get("/:citizen/compare/:flow", async (c) => {
    const { view } = await read(c, "read");
    const { actor, look } = c.var;
    return c.html(
      consolePage(look, { title: look.say("compare.title"), actor, at: "citizens", main: comparePage(look, view) }),
    );
  });

  app.get("/:citizen/compare/:flow/print.pdf", async (c) => {
    const { view, words } = await read(c, "copied");
    return sendPdf(c, view.flow, await printComparison(parts, view, words));
  });

  return app;
}
