import { join } from "node:path";
import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { z } from "zod";
import { type Assets, filesIn, packaged, serveAssets } from "../../http/assets.ts";
import { AppError } from "../../model/errors.ts";
import { staffPath } from "../../sign-in/attempt.ts";
import type { ConsoleParts } from "../parts.ts";
import { type Look, plainPage } from "../view/page.ts";

/** Where the tab begins. */
export const TAB = "/staff/teams";
/** The pages of Teams, which alone may show the console inside themselves. */
export const TEAMS_PAGES = [
  "https://teams.microsoft.com",
  "https://*.teams.microsoft.com",
  "https://teams.cloud.microsoft",
  "https://*.teams.cloud.microsoft",
];
const SDK = "MicrosoftTeams.js";
/** A token of Entra is a few thousand letters long. */
const given = z.object({ token: z.string().max(20_000), next: z.string().max(500).optional() });
/** Where it ends when nobody gets in, and after signing out: status and words, from `sign-in`. */
const ENDS = { unknown: 403, failed: 401, away: 503, out: 200, elsewhere: 200 } as const;

/** The files of the tab. Teams' own script comes from us too: nothing is loaded from elsewhere. */
const loadTab = (): Assets =>
  serveAssets(`${TAB}/assets`, [
    ...filesIn(join(import.meta.dirname, "assets")),
    packaged(SDK, "@microsoft/teams-js", ["dist/umd/MicrosoftTeams.min.js"]),
  ]);

/** The console as a tab in Teams: whoever is signed in there is signed in here. To be mounted at `/staff/teams`. */
export function tabRoutes(parts: ConsoleParts, look: Look): Hono {
  const { tab, sessions } = parts;
  const app = new Hono();
  if (!tab || !sessions) return app;
  let assets: Assets | undefined;
  const files = (): Assets => {
    assets ??= loadTab();
    return assets;
  };
  const say = (key: string) => look.say(`sign-in.${key}`);

  app.get("/assets/:version/:name", (c) => files().serve(c));

  app.get("/", (c) => {
    const next = staffPath(c.req.query("to"));
    const scripts = html`<script src="${files().url(SDK)}"></script>
<script src="${files().url("tab.js")}" data-pages="${TAB}" data-next="${next}"></script>`;
    return c.html(plainPage(look, { title: "sign-in.tab-title", text: "sign-in.tab-text", action: scripts }));
  });

  const ended = (c: Context, end: keyof typeof ENDS) => c.json({ to: `${TAB}/${end}` }, ENDS[end]);

  app.post("/sign-in", async (c) => {
    const read = given.safeParse(await c.req.json().catch(() => undefined));
    // a page elsewhere cannot send this without asking first, and is not answered then
    if (!c.req.header("content-type")?.startsWith("application/json") || !read.success) return ended(c, "failed");
    try {
      const entered = await tab.enter(read.data.token);
      if ("refused" in entered) return ended(c, "unknown");
      await sessions.start(c, { ...entered, method: "teams" });
      return c.json({ to: staffPath(read.data.next) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      parts.failed?.(error);
      return ended(c, error.code === "unavailable" ? "away" : "failed");
    }
  });

  for (const end of Object.keys(ENDS) as (keyof typeof ENDS)[]) {
    const [href, words] = end === "elsewhere" ? ["/staff", "to-console"] : [TAB, end === "out" ? "in-again" : "again"];
    const action = html`<p><a class="button main" href="${href}">${say(words as string)}</a></p>`;
    const page = { title: `sign-in.${end}-title`, text: `sign-in.${end}-text`, action };
    app.get(`/${end}`, (c) => c.html(plainPage(look, page), ENDS[end]));
  }
  return app;
}
