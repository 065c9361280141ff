import { type Context, Hono } from "hono";
import { recordLooks } from "../store/audit.ts";
import { learnVersions } from "../store/flow-versions.ts";
import { markLooked, markNew } from "../store/inbox.ts";
import { wordsAbout } from "./citizen.ts";
import type { Env } from "./env.ts";
import { withLooked } from "./inbox.ts";
import { readJournal, saveNote } from "./journal.ts";
import { lookAt } from "./looking.ts";
import { readOutcome } from "./outcome-page.ts";
import { printOutcome } from "./outcomes.ts";
import { outcomeFor } from "./own.ts";
import type { ConsoleParts } from "./parts.ts";
import { sendPdf } from "./pdf.ts";
import { editedSaid, type NoteTold, outcomePage } from "./view/outcome-page.ts";
import { consolePage } from "./view/page.ts";

/** One outcome by its id. One that was not released to the reader, or of somebody else's citizen, does not exist here. */
export function outcomeRoutes(parts: ConsoleParts): Hono<Env> {
  const { database, now } = parts;
  const app = new Hono<Env>();

  const released = (c: Context<Env>) => outcomeFor(parts, c.var.actor, c.req.param("id") ?? "");

  const page = async (c: Context<Env>, found: Awaited<ReturnType<typeof released>>, told: NoteTold) => {
    const { actor, look } = c.var;
    await recordLooks(database, [lookAt(c, "read", found.outcome)], now());
    await markLooked(database, actor.id, found.outcome.id, now());
    const view = await readOutcome(parts, actor, found);
    const main = outcomePage(look, view, actor, told);
    return c.html(consolePage(look, { title: view.outcome.title, actor, at: "inbox", main }), told.problem ? 422 : 200);
  };

  app.get("/:id", async (c) => page(c, await released(c), { saved: c.req.query("done") === "saved" }));

  app.post("/:id/note", async (c) => {
    const found = await released(c);
    const given = String((await c.req.parseBody()).text ?? "");
    const problem = await saveNote(parts, c.var.actor, found.outcome, given);
    if (problem) return page(c, found, { problem, given });
    return c.redirect(`/staff/outcomes/${found.outcome.id}?done=saved`, 303);
  });

  app.get("/:id/print.pdf", async (c) => {
    const { actor, look } = c.var;
    const { citizen, outcome } = await released(c);
    await recordLooks(database, [lookAt(c, "copied", outcome)], now());
    await learnVersions(parts, [outcome.flow]);
    const words = wordsAbout(parts, actor, citizen);
    const { edited } = await readJournal(parts, actor, outcome);
    const note = edited && { text: edited.text, by: editedSaid(look, edited, actor) };
    return sendPdf(c, outcome.flow.id, await printOutcome(parts, outcome, words, { actor, citizen }, note));
  });

  app.post("/:id/looked", async (c) => {
    const { outcome } = await released(c);
    await markLooked(database, c.var.actor.id, outcome.id, now());
    return c.redirect(withLooked(String((await c.req.parseBody()).back), outcome.id), 303);
  });

  app.post("/:id/new", async (c) => {
    const { outcome } = await released(c);
    await markNew(database, c.var.actor.id, outcome.id);
    return c.redirect(withLooked(String((await c.req.parseBody()).back)), 303);
  });

  app.post("/:id/sign", async (c) => {
    const { citizen, outcome } = await released(c);
    await parts.sign({ outcome: outcome.id, by: c.var.actor.id });
    return c.redirect(`/staff/citizens/${citizen.id}?done=signed`, 303);
  });
  return app;
}
