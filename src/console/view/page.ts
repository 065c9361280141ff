import { html } from "hono/html";
import type { Assets } from "../../http/assets.ts";
import type { Picture } from "../../model/picture.ts";
import type { TextValue } from "../../model/text.ts";
import type { Words } from "../../model/words.ts";
import { mayMeet } from "../../people/access.ts";
import { mayAdminister } from "../../people/administer.ts";
import { maySeeNumbers } from "../../people/numbers.ts";
import type { Translator } from "../../render/words.ts";
import type { ConsoleParts, StaffActor } from "../parts.ts";
import { type Alarm, alertMark, alertsLive } from "./alert-mark.ts";

/** What a template gives; hono's `html` escapes every value put into it. */
export type Html = ReturnType<typeof html>;

export const NOTHING = html``;

/** How a page speaks and what it draws with. */
export interface Look {
  readonly words: Words;
  readonly now: Date;
  say(key: string, values?: Readonly<Record<string, TextValue>>): string;
  image(picture: Picture, alt: string, className: string): Html;
  readonly assets: Pick<Assets, "url">;
  /** what cannot wait, for the mark on every page */
  readonly alerts?: Alarm;
}

export function lookOf(
  given: { translator: Translator; pictureUrl: ConsoleParts["pictureUrl"]; assets: Assets; now: Date },
  language: string,
): Look {
  const words = given.translator.words(language);
  return {
    words,
    now: given.now,
    assets: given.assets,
    say: (key, values) => words.say(values ? { from: "staff", key, values } : { from: "staff", key }),
    image(picture, alt, className) {
      const { url, width, height } = given.pictureUrl(picture);
      return html`<img class="${className}" src="${url}" width="${width}" height="${height}" alt="${alt}" loading="lazy">`;
    },
  };
}

/** A page of the console with its frame: where one can go, and who is signed in. */
export interface Page {
  readonly title: string;
  readonly main: Html;
  readonly actor?: StaffActor;
  /** the part of the console it is in */
  readonly at?: "alerts" | "inbox" | "citizens" | "numbers" | "people" | "guides" | "pictures";
}

export function consolePage(look: Look, page: Page): Html {
  const body = html`<body>
<a class="skip-link" href="#main">${look.say("nav.skip")}</a>
<header class="top" aria-label="${look.say("product")}">
<span class="product">${look.say("product")}</span>
${page.actor ? navigation(look, page.actor, page.at) : NOTHING}
</header>
${look.alerts ? html`${alertsLive(look.alerts)}${alertMark(look, look.alerts)}` : NOTHING}
<main id="main" aria-label="${page.title}">
${page.main}
</main>
</body>`;
  return documentOf(look, {
    title: page.title,
    styles: ["console.css", "alerts.css", "outcome.css", "people.css", "guide.css", "inbox.css", "numbers.css"],
    scripts: SCRIPTS,
    body,
  });
}

const SCRIPTS = ["htmx.js", "console.js"];
/** Its own style for busy buttons is not needed; what staff has unfolded stays so when a page is brought up to date. */
const HTMX = {
  includeIndicatorCSS: false,
  history: false,
  morphIgnore: ["data-htmx-powered", "open"],
  noSwap: [204, 304, "5xx"],
};

function navigation(look: Look, actor: StaffActor, at: Page["at"]): Html {
  const link = (part: NonNullable<Page["at"]>, href: string) =>
    html`<a href="${href}"${at === part ? html` aria-current="page"` : NOTHING}>${look.say(`nav.${part}`)}</a>`;
  const people = mayAdminister(actor.role, "see-people", { sameUnit: true, own: false }).allowed;
  const reads = mayMeet("meet", { role: actor.role }, { tied: true }).allowed;
  return html`<nav aria-label="${look.say("nav.name")}">${link("alerts", "/staff/alerts")}${actor.role === "leder" ? NOTHING : link("citizens", "/staff")}${maySeeNumbers(actor.role).allowed ? link("numbers", "/staff/numbers") : NOTHING}${reads ? link("inbox", "/staff/inbox") : NOTHING}${people ? link("people", "/staff/people") : NOTHING}${link("guides", "/staff/guides")}${link("pictures", "/staff/pictures")}</nav>
${whoSaid(look, actor)}`;
}

/** Who is signed in; outside the demo with the way out. */
function whoSaid(look: Look, { name, role, session }: StaffActor): Html {
  const out = html` <a href="/staff/sessions">${look.say("sessions.out")}</a>`;
  return html`<span class="who">${name}, ${look.say(`roles.${role}`)}${session === undefined ? NOTHING : out}</span>`;
}

/** The whole document around a page. */
export function documentOf(
  look: Pick<Look, "words" | "say" | "assets">,
  page: { title: string; styles: readonly string[]; scripts: readonly string[]; body: Html },
): Html {
  const { url } = look.assets;
  return html`<!doctype html>
<html lang="${look.words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} – ${look.say("product")}</title>
<link rel="icon" href="${url("icon.svg")}" type="image/svg+xml">
<link rel="preload" href="${url("atkinson-400.woff2")}" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="${url("atkinson-700.woff2")}" as="font" type="font/woff2" crossorigin>
${["base.css", ...page.styles].map(
  (name) => html`<link rel="stylesheet" href="${url(name)}">
`,
)}${page.scripts.length > 0 ? html`<meta name="htmx-config" content="${JSON.stringify(HTMX)}">` : NOTHING}
${page.scripts.map(
  (name) => html`<script defer src="${url(name)}"></script>
`,
)}</head>
${page.body}
</html>
`;
}

/** A page that says one thing. `title` and `text` are keys. */
export function plainPage(look: Look, page: { title: string; text: string; actor?: StaffActor; action?: Html }): Html {
  const main = html`<div class="plain">
<h1>${look.say(page.title)}</h1>
<p>${look.say(page.text)}</p>
${page.action ?? NOTHING}
</div>`;
  return consolePage(look, { title: look.say(page.title), main, ...(page.actor ? { actor: page.actor } : {}) });
}

/** What has just been done, or why it was not; read aloud by a screen reader. */
export function notice(text: string | undefined, kind: "done" | "problem" = "done"): Html {
  if (text === undefined) return NOTHING;
  return html`<p class="notice ${kind}" role="${kind === "done" ? "status" : "alert"}">${text}</p>`;
}
