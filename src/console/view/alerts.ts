import { html } from "hono/html";
import { mayAdminister } from "../../people/administer.ts";
import type { StoredAlert } from "../../store/alert-queries.ts";
import type { StaffActor } from "../parts.ts";
import { type Html, type Look, NOTHING } from "./page.ts";
import { whenSaid } from "./when.ts";

/** What cannot wait: what nobody has taken first. It is brought up to date by itself. */
export function alertsPage(look: Look, rows: readonly StoredAlert[], actor: StaffActor): Html {
  const plans = mayAdminister(actor.role, "set-duty", { sameUnit: true, own: false }).allowed;
  return html`<h1>${look.say("alerts.title")}</h1>
${alertsFresh(look, rows, actor.id)}
<p class="quiet">${look.say("alerts.not-watched")}</p>
${plans ? html`<p class="actions"><a class="button" href="/staff/duty">${look.say("duty.title")}</a></p>` : NOTHING}`;
}

export function alertsFresh(look: Look, rows: readonly StoredAlert[], reader: string): Html {
  const part = (state: StoredAlert["state"]) => rows.filter((it) => it.state === state);
  const section = (state: StoredAlert["state"]) =>
    part(state).length === 0
      ? NOTHING
      : html`<section aria-labelledby="alerts-${state}"><h2 id="alerts-${state}">${look.say(`alerts.lists.${state}`)}</h2>
<ul class="alerts">${part(state).map((it) => itemOf(look, it, reader))}</ul></section>`;
  return html`<div id="fresh" hx-get="/staff/alerts" hx-trigger="changed from:#alerts-live" hx-swap="outerMorph">
${rows.length === 0 ? html`<div class="empty small">${look.image({ name: "safe" }, "", "empty-picture")}<p>${look.say("alerts.none")}</p></div>` : NOTHING}
${section("raised")}${section("claimed")}${section("closed")}
</div>`;
}

/** Without what it is about: that is seen, and written down, when it is opened. */
function itemOf(look: Look, alert: StoredAlert, reader: string): Html {
  const { id, citizen, unit, lastAt, state } = alert;
  return html`<li class="alert-item ${state}" id="alert-${id}">
<a class="news-link" href="/staff/alerts/${id}"><span class="news-text"><span class="name">${citizen.name}</span>
<time class="quiet" datetime="${lastAt.toISOString()}">${whenSaid(look, lastAt)}</time>
<span class="quiet">${unit.name}</span><span class="line">${stateSaid(look, alert, reader)}</span></span></a>
${state === "raised" ? claimForm(look, alert) : NOTHING}
</li>`;
}

/** Who has it, and what the citizen has said since. */
export function stateSaid(look: Look, { state, claimedBy, closedBy, loweredAt }: StoredAlert, reader: string): string {
  if (state === "closed") return look.say("alerts.closed-by", { name: closedBy ?? "" });
  if (claimedBy && state === "claimed") {
    return claimedBy.id === reader ? look.say("alerts.yours") : look.say("alerts.taken", { name: claimedBy.name });
  }
  return look.say(loweredAt ? "alerts.lowered" : "alerts.nobody");
}

/** "Jeg tager den", or taking it over from who has it. */
export function claimForm(look: Look, { id, citizen, claimedBy, state }: StoredAlert): Html {
  const from = state === "claimed" ? claimedBy : null;
  const label = from ? look.say("alerts.take-over", { name: from.name }) : look.say("alerts.take");
  const named = from ? label : look.say("alerts.take-of", { name: citizen.name });
  return html`<form method="post" action="/staff/alerts/${id}/claim">
${from ? html`<input type="hidden" name="from" value="${from.id}">` : NOTHING}
<button class="button ${from ? "" : "main take"}" aria-label="${named}">${label}</button></form>`;
}
