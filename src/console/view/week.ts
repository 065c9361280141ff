import { html } from "hono/html";
import { localDate } from "../../schedule/local.ts";
import type { Planned, PlannedDay, Week } from "../week.ts";
import { type Html, type Look, NOTHING } from "./page.ts";
import { clockSaid, daySaid, weekdayName, whenSaid } from "./when.ts";

/** What is sent in the next seven days, each plan with Stop and Pause, and what was not done. Nothing when there is nothing. */
export function weekSection(look: Look, citizen: string, { days, planned, unanswered }: Week): Html {
  const busy = planned.length > 0 || days.some(({ entries }) => entries.length > 0);
  const week = html`<section aria-labelledby="week">
<h2 id="week">${look.say("week.title")}</h2>
<ol class="week">${days.map((day) => dayItem(look, day))}</ol>
<ul class="plans">${planned.map((it) => planItem(look, citizen, it))}</ul>
</section>`;
  const open = html`<section aria-labelledby="unanswered">
<h2 id="unanswered">${look.say("week.unanswered")}</h2>
<ul class="states">${unanswered.map(
    ({ title, at, state }) =>
      html`<li class="state">${look.say(`week.not-done.${state}`, { title, when: whenSaid(look, at) })}</li>`,
  )}</ul>
</section>`;
  return html`${busy ? week : NOTHING}${unanswered.length > 0 ? open : NOTHING}`;
}

function dayItem(look: Look, { day, holiday, entries }: PlannedDay): Html {
  return html`<li class="${entries.length > 0 ? "busy" : "free"}"><h3>${daySaid(look, day)}</h3>
${holiday === undefined ? NOTHING : html`<p class="quiet">${holiday}</p>`}
${entries.map(
  ({ title, picture, at }) => html`<p class="entry">${look.image({ name: picture }, "", "icon")}
<span>${look.say("week.entry", { time: clockSaid(look, at), title })}</span></p>`,
)}</li>`;
}

function planItem(look: Look, citizen: string, plan: Planned): Html {
  const { id, title, picture, nextAt, paused } = plan;
  const at = `/staff/citizens/${citizen}/schedules/${id}`;
  const today = localDate(look.now);
  return html`<li class="device">
${look.image({ name: picture }, "", "icon")}
<span><strong>${title}</strong> ${rhythm(look, plan)}<br>
${look.say("week.next", { when: whenSaid(look, nextAt) })}
${paused ? html`<br>${look.say("week.paused", { from: daySaid(look, paused.from), to: daySaid(look, paused.to) })}` : NOTHING}</span>
${
  paused
    ? html`<form method="post" action="${at}/resume"><button class="button" aria-label="${look.say("week.resume-of", { title })}">${look.say("week.resume")}</button></form>`
    : html`<details><summary class="button" aria-label="${look.say("week.pause-of", { title })}">${look.image({ name: "pause" }, "", "icon")}${look.say("week.pause")}</summary>
<form method="post" action="${at}/pause">
<label class="field">${look.say("week.from")} <input type="date" name="from" min="${today}" value="${today}" required></label>
<label class="field">${look.say("week.to")} <input type="date" name="to" min="${today}" required></label>
<button class="button main">${look.say("week.pause-yes")}</button>
</form></details>`
}
<details><summary class="button" aria-label="${look.say("week.stop-of", { title })}">${look.image({ name: "stop" }, "", "icon")}${look.say("week.stop")}</summary>
<form method="post" action="${at}/stop">
<p>${look.say("week.stop-ask", { title })}</p>
<button class="button danger">${look.say("week.stop-yes")}</button>
</form></details>
</li>`;
}

/** "Hver mandag og fredag". */
function rhythm(look: Look, { weekdays, repeats, follows }: Planned): string {
  if (follows) return look.say("appointments.follows");
  if (weekdays) return look.say("week.each", { days: weekdays.map((it) => weekdayName(look, it)) });
  return look.say(repeats ? "week.repeats" : "week.once");
}
