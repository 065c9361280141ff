import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { notBiggerThan, notKept, ownFormsOnly, pagePolicy, readableAddress } from "../http/headers.ts";
import { createRate } from "../http/rate.ts";
import { AppError } from "../model/errors.ts";
import { PERSONAS } from "../model/picture.ts";
import { type AdministerRule, mayAdminister } from "../people/administer.ts";
import { acting, boundToActor } from "../store/acting.ts";
import { alertStamp } from "../store/alert-queries.ts";
import { recordDenied } from "../store/audit.ts";
import { ownCitizen, ownCitizens } from "../store/console-queries.ts";
import { openRequests } from "../store/data-requests.ts";
import { alertRoutes } from "./alert-routes.ts";
import { loadAssets } from "./assets.ts";
import { citizenRoutes } from "./citizen-routes.ts";
import { readCitizens, stampOf } from "./citizens.ts";
import { compareRoutes } from "./compare-routes.ts";
import { dutyRoutes } from "./duty-routes.ts";
import { type Env, wantsFresh } from "./env.ts";
import { streamChanges } from "./events.ts";
import { exportRoutes } from "./export-routes.ts";
import { readableForm } from "./form.ts";
import { guideRoutes } from "./guide-routes.ts";
import { ON_START, readNews } from "./inbox.ts";
import { inboxRoutes } from "./inbox-routes.ts";
import { numbersRoutes } from "./numbers-routes.ts";
import { outcomeRoutes } from "./outcome-routes.ts";
import type { ConsoleParts, StaffActor } from "./parts.ts";
import { peopleRoutes } from "./people-routes.ts";
import { profileRoutes } from "./profile-routes.ts";
import { rightsRoutes } from "./rights-routes.ts";
import { sessionRoutes } from "./session-routes.ts";
import { signInFor, signInRoutes } from "./sign-in-routes.ts";
import { sinceRoutes } from "./since-routes.ts";
import { TAB, TEAMS_PAGES, tabRoutes } from "./tab/index.ts";
import { citizensFresh, citizensPage } from "./view/citizens.ts";
import { guidesPage } from "./view/guides.ts";
import { consolePage, type Html, type Look, lookOf, NOTHING, plainPage } from "./view/page.ts";
import { addCitizenLink } from "./view/people.ts";
import { picturesPage } from "./view/pictures.ts";
import { requestList } from "./view/rights.ts";

/** Forms of staff, milliseconds and bytes: more than anybody sends; the two that take files measure for themselves. */
const FORMS = { most: 240, withinMs: 60_000 };
const FORM_BYTES = 256 * 1024;
const TAKES_FILES = /\/(guide\/(now|own)\/answer|appointments\/new)$/;
/** The language of a page for someone not signed in. */
const DEFAULT_LANGUAGE = "da";

/**
 * The staff console, to be mounted at `/staff`. A member of staff meets only citizens tied to them, and of those only
 * what was released to them; anything else is not there.
 */
export function createConsole(parts: ConsoleParts): Hono<Env> {
  const assets = loadAssets();
  const app = new Hono<Env>();
  const forms = createRate(FORMS);
  const look = (language: string) => lookOf({ ...parts, assets, now: parts.now() }, language);

  const [plain, inTeams] = [pagePolicy(parts), pagePolicy({ framedBy: TEAMS_PAGES })];
  const isTab = (c: Context) => parts.tab !== undefined && (c.req.path.startsWith(TAB) || parts.sessions?.inTab(c));
  app.use((c, next) => (isTab(c) ? inTeams : plain)(c, next));
  app.get("/assets/:version/:name", assets.serve);
  app.use(notKept);
  app.use(ownFormsOnly);
  const wrong = (c: Context, key: string, status: 400 | 409 | 413 | 429) => {
    const spoken: Look = c.var.look ?? look(DEFAULT_LANGUAGE);
    return c.html(plainPage(spoken, { title: "wrong.title", text: `wrong.${key}` }), status);
  };
  const small = notBiggerThan(FORM_BYTES, (c) => wrong(c, "too-big", 413));
  app.use(async (c, next) => (TAKES_FILES.test(c.req.path) ? await next() : await small(c, next)));
  app.use(readableAddress((c) => c.html(notHere(look(DEFAULT_LANGUAGE)), 404)));

  app.route("/", signInRoutes(parts, look(DEFAULT_LANGUAGE)));
  app.route("/teams", tabRoutes(parts, look(DEFAULT_LANGUAGE)));

  app.use(async (c, next) => {
    const actor = await parts.actor(c);
    if (!actor) return closed(c, look(DEFAULT_LANGUAGE), signInFor(c, parts));
    c.set("actor", actor);
    return await acting({ kind: "staff", id: actor.id }, async () => {
      const alerts = { waiting: await parts.alerts.waiting(actor.id), stamp: await alertStamp(parts.database) };
      c.set("look", { ...look(actor.language), alerts });
      if (c.req.method !== "GET" && forms.count(actor.id, parts.now()) > 0) return wrong(c, "too-many", 429);
      return await (TAKES_FILES.test(c.req.path) ? next() : readableForm(c, next));
    });
  });

  app.get("/", async (c) => {
    const { actor, look } = c.var;
    // a leder has no citizens
    if (actor.role === "leder") return c.redirect("/staff/numbers", 303);
    const rows = await readCitizens(parts, actor, look.words);
    const news = await readNews(
      parts,
      actor,
      rows.map((row) => row.citizen),
      ON_START,
    );
    if (wantsFresh(c)) return c.html(citizensFresh(look, rows, news));
    const title = look.say("citizens.title");
    const requests = await openRequests(
      parts.database,
      rows.map((row) => row.citizen.id),
    );
    const asked = requestList(look, requests, (citizen) => `/staff/citizens/${citizen}`);
    const main = html`${asked}${citizensPage(look, rows, news)}${mayAdd(actor) ? addCitizenLink(look) : NOTHING}`;
    return c.html(consolePage(look, { title, actor, at: "citizens", main }));
  });

  app.get("/pictures", (c) => {
    const { actor, look } = c.var;
    const asked = c.req.query("persona");
    const persona = PERSONAS.find((it) => it === asked) ?? PERSONAS[0];
    const main = picturesPage(look, parts.pictures.describe(), persona);
    return c.html(consolePage(look, { title: look.say("pictures.title"), actor, at: "pictures", main }));
  });

  app.get("/guides", (c) => {
    const { actor, look } = c.var;
    const main = guidesPage(look, parts.library.all());
    return c.html(consolePage(look, { title: look.say("guide.all"), actor, at: "guides", main }));
  });

  app.get("/events", async (c) => {
    const { actor } = c.var;
    const only = c.req.query("citizen");
    const watched = async () => {
      if (only === undefined) return ownCitizens(parts.database, actor.id);
      const citizen = await ownCitizen(parts.database, actor.id, only);
      return citizen ? [citizen] : [];
    };
    const citizens = await watched();
    if (only !== undefined && citizens.length === 0) return c.body(null, 404);
    const seen = c.req.header("last-event-id") ?? c.req.query("seen");
    return streamChanges(
      c,
      {
        conversations: new Set(citizens.map((it) => it.conversation)),
        // whoever changed something acts when it is heard of here
        stamp: boundToActor(async () => stampOf(await watched())),
        onAny: parts.changes.onAny,
        failed: (error) => parts.failed?.(error),
      },
      Number(seen),
    );
  });

  app.route("/citizens", citizenRoutes(parts));
  app.route("/citizens", guideRoutes(parts));
  app.route("/citizens", compareRoutes(parts));
  app.route("/citizens", exportRoutes(parts));
  app.route("/citizens", profileRoutes(parts));
  app.route("/citizens", rightsRoutes(parts));
  app.route("/citizens", sinceRoutes(parts));
  app.route("/alerts", alertRoutes(parts));
  app.route("/duty", dutyRoutes(parts));
  app.route("/inbox", inboxRoutes(parts));
  app.route("/numbers", numbersRoutes(parts));
  app.route("/people", peopleRoutes(parts));
  app.route("/outcomes", outcomeRoutes(parts));
  app.route("/sessions", sessionRoutes(parts));

  app.all("*", (c) => c.html(notHere(c.var.look, c.var.actor), 404));
  app.onError(async (error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    const spoken = c.var.look ?? look(DEFAULT_LANGUAGE);
    // a page that fetches itself and may no longer be seen is opened anew, and then says so
    if (error instanceof AppError && error.code === "not-found") {
      return c.html(notHere(spoken, c.var.actor), 404, { "HX-Refresh": "true" });
    }
    if (error instanceof AppError && error.code === "refused") {
      await noteRefused(parts, c, error);
      return c.html(refusedPage(spoken, error, c.var.actor), 403);
    }
    // what no form of ours sends
    if (error instanceof AppError && error.code === "input") return wrong(c, "input", 400);
    if (error instanceof AppError && error.code === "conflict") return wrong(c, "conflict", 409);
    parts.failed?.(error);
    const action = html`<p><a class="button main" href="/staff">${spoken.say("trouble.again")}</a></p>`;
    return c.html(plainPage(spoken, { title: "trouble.title", text: "trouble.text", action }), statusOf(error));
  });
  return app;
}

/** That somebody may not administer what they wanted to; of a citizen it says whose. */
async function noteRefused(parts: ConsoleParts, c: Context<Env>, { details }: AppError): Promise<void> {
  if (typeof details?.rule !== "string" || !c.var.actor) return;
  const id = /^\/staff\/citizens\/([^/]+)/.exec(c.req.path)?.[1];
  const about = id === undefined ? ({ what: "people" } as const) : ({ what: "citizen", id } as const);
  const ruling = { allowed: false, rule: details.rule as AdministerRule };
  await recordDenied(parts.database, { actor: c.var.actor.id, ruling, ...about }, parts.now());
}

function mayAdd(actor: StaffActor): boolean {
  return mayAdminister(actor.role, "add-citizen", { sameUnit: true, own: false }).allowed;
}

function closed(c: Context, look: Look, signInUrl: string | undefined): Response | Promise<Response> {
  c.header("HX-Refresh", "true");
  if (signInUrl === undefined) return c.html(plainPage(look, { title: "closed.title", text: "closed.text" }), 403);
  const action = html`<p><a class="button main" href="${signInUrl}">${look.say("closed.sign-in")}</a></p>`;
  return c.html(plainPage(look, { title: "closed.sign-in-title", text: "closed.sign-in-text", action }), 401);
}

function notHere(look: Look, actor?: StaffActor): Html {
  const back = actor?.role === "leder" ? "numbers.back" : "citizen.back";
  const action = html`<p><a class="button main" href="/staff">${look.say(back)}</a></p>`;
  return plainPage(look, { title: "missing.title", text: "missing.text", action, ...(actor ? { actor } : {}) });
}

/** Says which rule refused, where it is one about people. */
function refusedPage(look: Look, { details: { rule, condition } }: AppError, actor: StaffActor): Html {
  if (rule === undefined) return plainPage(look, { title: "refused.title", text: "refused.text", actor });
  const action = html`<p class="quiet">${look.say("people.rule", { rule: String(rule) })}</p>
<p><a class="button main" href="/staff">${look.say("citizen.back")}</a></p>`;
  return plainPage(look, { title: "refused.title", text: `people.refused.${condition}`, actor, action });
}

function statusOf(error: unknown): ContentfulStatusCode {
  return error instanceof AppError && error.code === "unavailable" ? 503 : 500;
}
