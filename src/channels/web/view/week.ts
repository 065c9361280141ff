import { html } from "hono/html";
import type { OwnDay, OwnEntry } from "../parts.ts";
import { documentOf } from "./document.ts";
import { type Html, icon, image, type Look, NOTHING } from "./look.ts";
import { linkButton } from "./plain-page.ts";

/** The citizen's own week: seven days, each with its pictures, in the same order every time (R10). */
export function weekPage(look: Look, days: readonly OwnDay[]): Html {
  return daysPage(look, days, {
    title: "week-title",
    empty: "week-empty",
    picture: "calendar",
    more: html`${linkButton(look, "/c/seen", "seen", "who-sees", "other")}
${linkButton(look, "/c/leave", "leave", "leave", "other")}`,
  });
}

/** Who looked at what of the citizen's, day by day (R23). */
export function seenPage(look: Look, days: readonly OwnDay[]): Html {
  return daysPage(look, days, { title: "seen-title", empty: "seen-empty", picture: "who-sees", more: NOTHING });
}

/** @param page keys of its words, the picture of an empty one, and what it leads on to */
function daysPage(
  look: Look,
  days: readonly OwnDay[],
  page: { readonly title: string; readonly empty: string; readonly picture: string; readonly more: Html },
): Html {
  const isEmpty = days.every(({ entries }) => entries.length === 0);
  const body = html`<body class="own-week">
<header>
<h1 class="step">${look.say(page.title)}</h1>
<div class="tools">
<button class="tool" type="button" id="aloud" data-stop="${look.say("read-aloud-stop")}">${icon(look, "read-aloud")}<span class="label">${look.say("read-aloud")}</span></button>
<a class="tool" href="/c#card">${icon(look, "back")}<span class="label">${look.say("week-back")}</span></a>
</div>
</header>
<main id="card" data-aloud="${aloud(look, days, isEmpty ? [page.title, page.empty] : [page.title])}" lang="${look.language}">
${isEmpty ? html`<p class="empty">${icon(look, page.picture)}<span>${look.say(page.empty)}</span></p>` : NOTHING}
<ol class="days">${days.map((day) => dayItem(look, day))}</ol>
${linkButton(look, "/c#card", "to-chat", "back")}
${page.more}
</main>
</body>`;
  return documentOf(look, body, "week.js");
}

function dayItem(look: Look, { name, today, entries }: OwnDay): Html {
  const kind = entries.length > 0 ? "busy" : "free";
  return html`<li class="${kind}${today ? " today" : ""}"${today ? html` aria-current="date"` : NOTHING}><h2>${name}</h2>
${entries.length > 0 ? html`<ul>${entries.map((it) => entryItem(look, it))}</ul>` : html`<p class="quiet">${look.say("week-free")}</p>`}</li>`;
}

function entryItem(look: Look, { time, title, picture, lines }: OwnEntry): Html {
  const shown =
    "photo" in picture
      ? html`<img class="entry-picture photo" src="/c/week/photo/${picture.photo}" alt="${picture.alt}">`
      : image(look, picture, "", "entry-picture");
  return html`<li class="entry">${shown}<div><p class="what"><span class="time">${time}</span> ${title}</p>
${lines.map((line) => html`<p>${line}</p>`)}</div></li>`;
}

/** What is read aloud: what the page is, and the days that hold something. */
function aloud(look: Look, days: readonly OwnDay[], keys: readonly string[]): string {
  const said = days
    .filter(({ entries }) => entries.length > 0)
    .flatMap(({ name, entries }) => [
      name,
      ...entries.map(({ time, title, lines }) => [`${time}: ${title}`, ...lines].join(". ")),
    ]);
  return [...keys.map((key) => look.say(key)), ...said].map((it) => it.replace(/\.?$/, ".")).join(" ");
}
