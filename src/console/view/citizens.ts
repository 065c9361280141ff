import { html } from "hono/html";
import { type CitizenRow, type State, stampOf } from "../citizens.ts";
import type { News } from "../inbox.ts";
import { waitedLine } from "./first-talk.ts";
import { newSection } from "./inbox.ts";
import { live } from "./live.ts";
import { type Html, type Look, NOTHING } from "./page.ts";
import { whenSaid } from "./when.ts";

/** What is new, and the whole list; it is brought up to date by itself. */
export function citizensPage(look: Look, rows: readonly CitizenRow[], news: News): Html {
  return html`<h1 class="visually-hidden">${look.say("citizens.start")}</h1>
${live(stampOf(rows.map((row) => row.citizen)))}
${citizensFresh(look, rows, news)}`;
}

/** The part of the page that changes. */
export function citizensFresh(look: Look, rows: readonly CitizenRow[], news: News): Html {
  return html`<div id="fresh" hx-get="/staff" hx-trigger="changed from:#live" hx-swap="outerMorph">
${rows.length > 0 ? newSection(look, news) : NOTHING}
<h2>${look.say("citizens.title")}</h2>
${rows.length > 0 ? html`<ul class="citizens">${rows.map((row) => citizenItem(look, row))}</ul>` : empty(look)}
</div>`;
}

function empty(look: Look): Html {
  return html`<div class="empty">
${look.image({ name: "group" }, "", "empty-picture")}
<h3>${look.say("citizens.empty-title")}</h3>
<p>${look.say("citizens.empty-text")}</p>
</div>`;
}

function citizenItem(look: Look, { citizen, latest, states, waited }: CitizenRow): Html {
  const newest = latest
    ? look.say("citizens.latest", { title: latest.title, when: whenSaid(look, latest.at) })
    : look.say("citizens.none-yet");
  return html`<li id="citizen-${citizen.id}">
<a class="citizen" href="/staff/citizens/${citizen.id}">
${look.image({ name: "me", persona: citizen.persona }, "", "face")}
<span class="citizen-text">
<span class="name">${citizen.name}</span>
<span>${newest}</span>
${waitedLine(look, waited)}
${states.map((state) => html`<span class="state ${state.state}">${stateSaid(look, state)}</span>`)}
</span>
</a>
</li>`;
}

/** "I gang: Parathed 1-5". How far the citizen is, is their own. */
export function stateSaid(look: Look, { state, title, at }: State): string {
  return look.say(`state.${state}`, { title, when: whenSaid(look, at) });
}

/** What is under way, as a list; nothing when there is nothing. */
export function stateList(look: Look, states: readonly State[]): Html {
  if (states.length === 0) return NOTHING;
  return html`<ul class="states">${states.map((it) => html`<li class="state ${it.state}">${stateSaid(look, it)}</li>`)}</ul>`;
}
