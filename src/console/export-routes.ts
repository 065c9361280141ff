import { type Context, Hono } from "hono";
import { exportFile } from "../reports/export/file.ts";
import { recordLooks } from "../store/audit.ts";
import { exportedOf } from "../store/exported.ts";
import { wordsAbout } from "./citizen.ts";
import type { Env } from "./env.ts";
import { isExportLacking, readExport } from "./exporting.ts";
import { lookAt } from "./looking.ts";
import { titleOf } from "./outcomes.ts";
import { citizenOf } from "./own.ts";
import type { ConsoleParts } from "./parts.ts";
import { type ExportView, exportPage } from "./view/export.ts";
import { consolePage } from "./view/page.ts";

/** Handing out what the reader may read of a citizen, as a file. */
export function exportRoutes(parts: ConsoleParts): Hono<Env> {
  const app = new Hono<Env>();

  const page = async (c: Context<Env>, more: Pick<ExportView, "problem" | "asked"> = {}) => {
    const { actor, look } = c.var;
    const citizen = await citizenOf(parts, c, "meet");
    const all = await exportedOf(parts, citizen.id, {}, actor.id);
    const words = wordsAbout(parts, actor, citizen);
    const byFlow = Map.groupBy(all, ({ outcome }) => outcome.flow.id);
    const flows = [...byFlow].map(([id, [newest]]) => ({
      id,
      picture: newest!.compiled.flow.picture,
      title: titleOf(parts, { ...newest!.outcome, params: {} }, words),
      count: byFlow.get(id)!.length,
    }));
    const main = exportPage(look, { citizen, flows, ...more });
    const html = consolePage(look, { title: look.say("export.title"), actor, at: "citizens", main });
    return c.html(html, more.problem ? 422 : 200);
  };

  app.get("/:citizen/export", (c) => page(c));

  app.get("/:citizen/export/file", async (c) => {
    const { actor } = c.var;
    const citizen = await citizenOf(parts, c, "meet");
    const asked = readExport(new URL(c.req.url).searchParams);
    if (isExportLacking(asked)) return page(c, asked);
    const sessions = await exportedOf(parts, citizen.id, asked.selection, actor.id);
    if (sessions.length === 0) return page(c, { problem: "nothing-found", asked: asked.asked });
    const taken = sessions.map(({ outcome }) => lookAt(c, "copied", outcome));
    await recordLooks(parts.database, taken, parts.now());
    const about = { citizen: citizen.id, at: parts.now() };
    const { name, type, content } = exportFile(asked.format, sessions, about, wordsAbout(parts, actor, citizen));
    return c.body(content, 200, {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
      "X-Content-Type-Options": "nosniff",
    });
  });

  return app;
}
