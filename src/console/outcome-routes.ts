import { Hono } from "hono";
import { AppError } from "../model/errors.ts";
import { releasedOutcome } from "../store/console-queries.ts";
import { learnVersions } from "../store/flow-versions.ts";
import { wordsAbout } from "./citizen.ts";
import type { Env } from "./env.ts";
import { printOutcome } from "./outcomes.ts";
import type { ConsoleParts } from "./parts.ts";
import { sendPdf } from "./pdf.ts";

/** One outcome by its id. One that was not released to the reader, or of somebody else's citizen, does not exist here. */
export function outcomeRoutes(parts: ConsoleParts): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/:id/print.pdf", async (c) => {
    const { actor } = c.var;
    const found = await releasedOutcome(parts.database, actor.id, c.req.param("id"));
    if (!found) throw new AppError("not-found", "outcome: expected one that was released to the reader");
    const { citizen, outcome } = found;
    await learnVersions(parts, [outcome.flow]);
    const words = wordsAbout(parts, actor, citizen);
    return sendPdf(c, outcome.flow.id, await printOutcome(parts, outcome, words, { actor, citizen }));
  });

  app.post("/:id/sign", async (c) => {
    const id = c.req.param("id");
    const found = await releasedOutcome(parts.database, c.var.actor.id, id);
    if (!found) throw new AppError("not-found", "outcome: expected one that was released to the reader");
    await parts.sign({ outcome: id, by: c.var.actor.id });
    return c.redirect(`/staff/citizens/${found.citizen.id}?done=signed`, 303);
  });
  return app;
}
