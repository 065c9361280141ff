import { html } from "hono/html";
import type { OpenRequest } from "../../store/data-requests.ts";
import type { CitizenView } from "../citizen.ts";
import { appointmentSection } from "./appointment.ts";
import { stateList } from "./citizens.ts";
import { waitedLine } from "./first-talk.ts";
import { live } from "./live.ts";
import { keptItem, outcomeItem } from "./outcome.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";
import { requestNote } from "./rights.ts";
import { timelineSection } from "./timeline.ts";
import { weekSection } from "./week.ts";
import { whenSaid } from "./when.ts";

/** How many outcomes are shown at first, and how many more at a time. */
export const OUTCOMES_AT_A_TIME = 10;

/** What has just been done, or was not. */
export interface Told {
  readonly done?: string | undefined;
  readonly problem?: string | undefined;
  /** the reader may set the citizen's profile */
  readonly settings?: boolean;
  /** what the citizen asks for */
  readonly requests?: readonly OpenRequest[];
}

/** One citizen: what to do now, what is under way, outcomes newest first, and how the numbers go. */
export function citizenPage(look: Look, view: CitizenView, shown: number, told: Told = {}): Html {
  const { citizen } = view;
  const at = `/staff/citizens/${citizen.id}`;
  return html`<p class="crumb"><a href="/staff">${look.say("citizen.back")}</a></p>
<div class="person">
${look.image({ name: "me", persona: citizen.persona }, "", "face")}
<h1>${citizen.name}</h1>
${waitedLine(look, view.waited)}
</div>
${notice(told.done)}${notice(told.problem, "problem")}${notice(chatEnded(look, view), "problem")}
${requestNote(look, told.requests ?? [])}
<div class="actions">
<a class="button" href="${at}/since">${look.image({ name: "time" }, "", "icon")}${look.say("since.link")}</a>
<a class="button main" href="${at}/send">${look.image({ name: "send" }, "", "icon")}${look.say("citizen.send")}</a>
${citizen.tied ? html`<a class="button" href="${at}/guide">${look.image({ name: "together" }, "", "icon")}${look.say("guide.link")}</a>` : NOTHING}
<a class="button" href="${at}/invite">${look.image({ name: "mobile" }, "", "icon")}${look.say("citizen.invite")}</a>
${told.settings ? html`<a class="button" href="${at}/profile">${look.image({ name: "settings" }, "", "icon")}${look.say("people.settings")}</a>` : NOTHING}
<a class="button" href="${at}/consent">${look.image({ name: "who-sees" }, "", "icon")}${look.say("consent.link")}</a>
<a class="button" href="${at}/export">${look.image({ name: "my-things" }, "", "icon")}${look.say("export.link")}</a>
</div>
${appointmentSection(look, citizen.id, view.appointments)}
${weekSection(look, citizen.id, view.week)}
${live(citizen.revision, citizen.id)}
${citizenFresh(look, view, shown)}`;
}

/** What is sent reaches them in the web chat alone: the reader knows, and can make another link. */
function chatEnded(look: Look, { chatEnded: ended }: CitizenView): string | undefined {
  return ended?.closedAt
    ? look.say(`invite.ended-${ended.reason}`, { when: whenSaid(look, ended.closedAt) })
    : undefined;
}

/** The part of the page that changes while the citizen does something. */
export function citizenFresh(look: Look, view: CitizenView, shown: number): Html {
  const { citizen, kept, outcomes, timelines, states } = view;
  const address = `/staff/citizens/${citizen.id}?shown=${shown}`;
  return html`<div id="fresh" hx-get="${address}" hx-trigger="changed from:#live" hx-swap="outerMorph">
<section aria-labelledby="now">
<h2 id="now">${look.say("citizen.now")}</h2>
${states.length > 0 ? stateList(look, states) : html`<p class="quiet">${look.say("citizen.nothing-now")}</p>`}
</section>
${
  kept.length > 0
    ? html`<section aria-labelledby="kept">
<h2 id="kept">${look.say("kept.title")}</h2>
<div class="kept">${kept.map(({ current, older }) => keptItem(look, current, older))}</div>
</section>`
    : NOTHING
}
<div class="columns">
<section aria-labelledby="outcomes">
<h2 id="outcomes">${look.say("citizen.outcomes")}</h2>
${newest(look, view)}
${outcomes.length > 0 ? outcomes.map((it, i) => outcomeItem(look, citizen.id, it, { open: i === 0, isNew: view.fresh.has(it.id) })) : empty(look, view)}
${more(look, view, shown)}
</section>
${
  timelines.length > 0
    ? html`<section aria-labelledby="timelines">
<h2 id="timelines">${look.say("chart.title")}</h2>
${timelines.map((it) => timelineSection(look, it))}
</section>`
    : NOTHING
}
</div>
</div>`;
}

/** Says to a screen reader what has come; those who see the page see it at the top of the list. */
function newest(look: Look, { outcomes }: CitizenView): Html {
  const [first] = outcomes;
  const said = first ? look.say("citizen.newest", { title: first.title, when: whenSaid(look, first.at) }) : "";
  return html`<p class="visually-hidden" role="status">${said}</p>`;
}

function empty(look: Look, { citizen }: CitizenView): Html {
  return html`<div class="empty">
${look.image({ name: "summary" }, "", "empty-picture")}
<h3>${look.say("citizen.empty-title")}</h3>
<p>${look.say("citizen.empty-text", { name: citizen.name })}</p>
</div>`;
}

function more(look: Look, { citizen, outcomes, all }: CitizenView, shown: number): Html {
  if (outcomes.length >= all) return NOTHING;
  const href = `/staff/citizens/${citizen.id}?shown=${shown + OUTCOMES_AT_A_TIME}#outcome-${outcomes.at(-1)?.id}`;
  return html`<p class="more"><span class="quiet">${look.say("citizen.shown", { shown: outcomes.length, all })}</span>
<a class="button" href="${href}">${look.say("citizen.more")}</a></p>`;
}
