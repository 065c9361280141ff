import { Hono } from "hono";
import { recordLooks } from "../store/audit.ts";
import { releasedOutcome } from "../store/console-queries.ts";
import { learnVersions } from "../store/flow-versions.ts";
import { stampOf } from "./citizens.ts";
import { type Env, wantsFresh } from "./env.ts";
import { inboxAddress, readFilter, readInbox } from "./inbox.ts";
import { lookAt } from "./looking.ts";
import { titleOf } from "./outcomes.ts";
import type { ConsoleParts } from "./parts.ts";
import { inboxFresh, inboxPage, lookedNotice } from "./view/inbox.ts";
import { consolePage, type Html, type Look, NOTHING } from "./view/page.ts";

/** What is new for the reader. Standing in the list makes nothing old: that takes opening it, or saying so. */
export function inboxRoutes(parts: ConsoleParts): Hono<Env> {
  const app = new Hono<Env>();

  app.get("/", async (c) => {
    const { actor, look } = c.var;
    const query = new URL(c.req.url).searchParams;
    const { view, shown } = await readInbox(parts, actor, readFilter(query), look.words);
    const looks = shown.map(({ outcome }) => lookAt(c, "read", outcome));
    await recordLooks(parts.database, looks, parts.now());
    if (wantsFresh(c)) return c.html(inboxFresh(look, view));
    const notice = await putAway(look, actor.id, query.get("looked"), inboxAddress(view.filter));
    const main = inboxPage(look, view, stampOf(view.citizens), notice);
    return c.html(consolePage(look, { title: look.say("inbox.title"), actor, at: "inbox", main }));
  });

  async function putAway(look: Look, actor: string, id: string | null, back: string): Promise<Html> {
    const found = id ? await releasedOutcome(parts.database, actor, id) : undefined;
    if (!found) return NOTHING;
    await learnVersions(parts, [found.outcome.flow]);
    const title = titleOf(parts, found.outcome, look.words);
    return lookedNotice(look, { id: found.outcome.id, title, name: found.citizen.name }, back);
  }

  return app;
}
