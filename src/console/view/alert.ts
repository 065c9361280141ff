import { html } from "hono/html";
import type { CrisisNumbers, Region } from "../../model/safety.ts";
import { ALERT_NOTE_MAX } from "../../people/alerts.ts";
import type { StoredAlertEvent } from "../../store/alert-queries.ts";
import type { OpenedAlert } from "../parts.ts";
import { claimForm, stateSaid } from "./alerts.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";
import { shortWhen, whenSaid } from "./when.ts";

/** One alert as its reader sees it. */
export interface AlertView extends OpenedAlert {
  /** id of the member of staff */
  readonly reader: string;
  readonly numbers: CrisisNumbers;
  readonly region: Region | undefined;
  readonly lederPhone: string | null;
  /** what the citizen answered to "Er du i fare nu?"; undefined: nothing */
  readonly danger: boolean | undefined;
  /** the outcome that holds the citizen's nødplan, if the reader may see it */
  readonly plan: string | undefined;
  /** somebody else was faster */
  readonly lost?: boolean;
  /** what the citizen wrote, once it was asked for */
  readonly words?: string;
  /** the note as it was sent, when it was not taken */
  readonly note?: string;
  readonly wrong?: boolean;
}

export function alertPage(look: Look, view: AlertView): Html {
  const { alert } = view;
  return html`<p class="crumb"><a href="/staff/alerts">${look.say("alerts.back")}</a></p>
<h1>${alert.citizen.name}</h1>
${view.lost && alert.claimedBy ? notice(look.say("alerts.taken", { name: alert.claimedBy.name }), "problem") : NOTHING}
${view.wrong ? notice(look.say("alerts.note-wrong", { max: ALERT_NOTE_MAX }), "problem") : NOTHING}
${alertFresh(look, view)}
${wordsSection(look, view)}
${closing(look, view)}`;
}

/** The part that changes while the page stands open. */
export function alertFresh(look: Look, view: AlertView): Html {
  const { alert, reader, danger } = view;
  const mine = alert.claimedBy?.id === reader;
  const times =
    alert.times > 1 ? html` <span class="quiet">${look.say("alerts.times", { count: alert.times })}</span>` : NOTHING;
  return html`<div id="fresh" hx-get="/staff/alerts/${alert.id}" hx-trigger="changed from:#alerts-live" hx-swap="outerMorph">
<p class="alert-about"><strong>${look.say(`alerts.about.${alert.category}`)}</strong> ${look.say(`alerts.urgency.${alert.urgency}`)}</p>
<p><time datetime="${alert.lastAt.toISOString()}">${whenSaid(look, alert.lastAt)}</time>, ${alert.unit.name}${times}</p>
<p>${look.say(danger === undefined ? "alerts.danger-unknown" : danger ? "alerts.danger-yes" : "alerts.danger-no")}</p>
${alert.loweredAt ? html`<p>${look.say("alerts.lowered-at", { when: whenSaid(look, alert.loweredAt) })}</p>` : NOTHING}
<p class="alert-state ${alert.state}">${stateSaid(look, alert, reader)}</p>
${alert.note ? html`<blockquote>${alert.note}</blockquote>` : NOTHING}
${alert.state === "closed" || mine ? NOTHING : claimForm(look, alert)}
<h2>${look.say("alerts.call")}</h2>
<div class="calls">${callsOf(view).map(([key, number]) => html`<a class="button call" href="tel:${number.replaceAll(/[^\d+]/g, "")}">${look.say(`alerts.calls.${key}`)} <span>${number}</span></a>`)}</div>
${view.plan ? html`<p><a class="button" href="/staff/outcomes/${view.plan}">${look.say("alerts.plan")}</a></p>` : html`<p class="quiet">${look.say("alerts.no-plan")}</p>`}
${shownSection(look, view)}
<h2>${look.say("alerts.history")}</h2>
<ol class="history">${view.history.map((it) => eventOf(look, it))}</ol>
</div>`;
}

function callsOf({ numbers, region, alert, lederPhone }: AlertView): (readonly [string, string])[] {
  const all: readonly (readonly [string, string | null | undefined])[] = [
    ["emergency", numbers.emergency.number],
    ["doctor", region && numbers[region].number],
    ["unit", alert.unit.phone],
    ["leder", lederPhone],
    ["giftlinjen", alert.category === "overdose" ? numbers.giftlinjen.number : null],
  ];
  return all.flatMap(([key, number]) => (number ? [[key, number] as const] : []));
}

/** The fixed words that the citizen has before them. */
function shownSection(look: Look, { alert }: AlertView): Html {
  const said = (key: string) => look.words.say({ from: "safety", key });
  return html`<details><summary>${look.say("alerts.shown")}</summary>
<blockquote>${said(`answers.${alert.category}.first`)} ${said(`answers.${alert.category}.second`)} ${said("ask.text")}</blockquote></details>`;
}

function eventOf(look: Look, { at, kind, name }: StoredAlertEvent): Html {
  return html`<li><time class="quiet" datetime="${at.toISOString()}">${shortWhen(look, at)}</time> ${look.say(`alerts.events.${kind}`, { name: name ?? "" })}</li>`;
}

/** What was written, for who has taken it; that they looked is written down. */
function wordsSection(look: Look, { alert, reader, words }: AlertView): Html {
  if (alert.claimedBy?.id !== reader) return html`<p class="quiet">${look.say("alerts.words-after")}</p>`;
  if (words !== undefined) {
    const said = words === "" ? look.say("alerts.words-gone") : words;
    return html`<section aria-labelledby="words"><h2 id="words">${look.say("alerts.words")}</h2><blockquote>${said}</blockquote></section>`;
  }
  return html`<form method="post" action="/staff/alerts/${alert.id}/words"><p class="quiet">${look.say("alerts.words-told", { name: alert.citizen.name })}</p>
<button class="button">${look.say("alerts.words-show")}</button></form>`;
}

function closing(look: Look, { alert, reader, note = "" }: AlertView): Html {
  if (alert.state !== "claimed" || alert.claimedBy?.id !== reader) return NOTHING;
  return html`<form class="send" method="post" action="/staff/alerts/${alert.id}/close">
<div class="field"><label for="note">${look.say("alerts.note")}</label>
<span class="quiet" id="note-hint">${look.say("alerts.note-hint")}</span>
<textarea id="note" name="note" rows="3" maxlength="${ALERT_NOTE_MAX}" aria-describedby="note-hint">${note}</textarea></div>
<div class="actions"><button class="button main">${look.say("alerts.close")}</button></div>
</form>`;
}
