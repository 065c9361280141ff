import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { AppError } from "../model/errors.ts";
import { keepAttempt, staffPath, takeAttempt } from "../sign-in/attempt.ts";
import type { ConsoleParts } from "./parts.ts";
import { TAB } from "./tab/index.ts";
import { type Look, NOTHING, plainPage } from "./view/page.ts";

const START = "/staff";

/** The way in and out. None of it asks who is there. */
export function signInRoutes(parts: ConsoleParts, look: Look): Hono {
  const { signIn, sessions, secure = false } = parts;
  const app = new Hono();
  if (!sessions) return app;

  const say = (key: string) => look.say(`sign-in.${key}`);
  const again = (words: string, to = "/staff/sign-in") =>
    html`<p><a class="button main" href="${to}">${say(words)}</a></p>`;
  const told = (c: Context, what: string, status: 401 | 403 | 503, action = again("again")) =>
    c.html(plainPage(look, { title: `sign-in.${what}-title`, text: `sign-in.${what}-text`, action }), status);

  // A form may lead nowhere but to us, so the way on to the issuer's sign-out is a page that goes there by itself.
  app.post("/sign-out", async (c) => {
    const inTab = sessions.inTab(c);
    await sessions.end(c);
    if (inTab) return c.redirect(`${TAB}/out`, 303);
    const end = await signIn?.endUrl();
    if (end) c.header("Refresh", `0; url=${end.href}`);
    const on = end ? html`<p><a class="button" href="${end.href}">${say("out-everywhere")}</a></p>` : NOTHING;
    const page = { title: "sign-in.out-title", text: "sign-in.out-text", action: html`${on}${again("in-again")}` };
    return c.html(plainPage(look, page));
  });
  if (!signIn) return app;

  app.get("/sign-in", async (c) => {
    const { url, attempt } = await signIn.begin(staffPath(c.req.query("to")), c.req.query("as") === "another");
    keepAttempt(c, attempt, secure);
    return c.redirect(url.href, 302);
  });

  app.get("/sign-in/callback", async (c) => {
    const attempt = takeAttempt(c, secure);
    if (!attempt) return told(c, "failed", 401);
    const entered = await signIn.finish(new URL(c.req.url).search, attempt);
    if ("refused" in entered) return told(c, "unknown", 403, again("another", "/staff/sign-in?as=another"));
    await sessions.start(c, { ...entered, method: "oidc" });
    return c.redirect(attempt.to, 303);
  });

  app.get("/signed-out", (c) =>
    c.html(plainPage(look, { title: "sign-in.out-title", text: "sign-in.out-text", action: again("in-again") })),
  );

  app.onError((error, c) => {
    if (!(error instanceof AppError)) throw error;
    parts.failed?.(error);
    return error.code === "unavailable" ? told(c, "away", 503) : told(c, "failed", 401);
  });
  return app;
}

/** Where one signs in to come to this page; undefined: nowhere. */
export function signInFor(c: Context, { signIn, tab, sessions }: ConsoleParts): string | undefined {
  const way = tab && sessions?.inTab(c) ? TAB : signIn && "/staff/sign-in";
  const path = c.req.method === "GET" ? staffPath(c.req.path) : START;
  return way === undefined || path === START ? way : `${way}?to=${encodeURIComponent(path)}`;
}
