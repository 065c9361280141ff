import { html } from "hono/html";
import type { HandoverPlan } from "../../people/handover.ts";
import type { Held, Member } from "../../people/roles.ts";
import { type Option, radioField, selectField } from "./fields.ts";
import { type Html, type Look, NOTHING } from "./page.ts";

/** A staff member stops: who takes each citizen, what happens then in plain words, and the question. */
export interface HandoverView {
  readonly member: Member;
  readonly held: readonly Held[];
  /** who can take citizens */
  readonly takers: readonly Option[];
  /** what was chosen: "to", "each-<citizen>", "leave" */
  readonly chosen: Readonly<Record<string, string>>;
  /** absent: nothing was chosen yet */
  readonly plan?: HandoverPlan;
  readonly workCount: number;
}

export function handoverPage(look: Look, view: HandoverView): Html {
  const { member, held, plan } = view;
  const { name } = member;
  const at = `/staff/people/staff/${member.id}`;
  const none = held.length === 0;
  return html`<p class="crumb"><a href="${at}">${look.say("citizen.back-to", { name })}</a></p>
<h1>${look.say("people.stops", { name })}</h1>
${plan && !plan.ok ? orphansSaid(look, plan) : NOTHING}
${none ? html`<p>${look.say("people.leave-none", { name })}</p>${confirmForm(look, view, `${at}/leave`)}` : chooseForm(look, view)}
${plan?.ok && !none ? preview(look, view, plan, `${at}/leave`) : NOTHING}`;
}

function chooseForm(look: Look, { member, held, takers, chosen }: HandoverView): Html {
  const { name } = member;
  const citizens = held.map((it) => it.citizen).filter((it, i, all) => all.findIndex(({ id }) => id === it.id) === i);
  const own = citizens.some((it) => chosen[`each-${it.id}`]);
  return html`<p>${look.say("people.leave-what", { name, count: citizens.length })}</p>
<form class="send" method="get">
${radioField({
  name: "leave",
  legend: look.say("people.leave-or-only"),
  value: chosen.leave ?? "yes",
  options: [
    ["yes", look.say("people.leave-yes", { name })],
    ["no", look.say("people.leave-no", { name })],
  ],
})}
${selectField({ name: "to", label: look.say("people.to-all"), value: chosen.to ?? "", options: [["", look.say("people.choose")], ...takers] })}
<details${own ? html` open` : NOTHING}><summary>${look.say("people.to-each")}</summary>
${citizens.map((it) =>
  selectField({
    name: `each-${it.id}`,
    label: it.name,
    value: chosen[`each-${it.id}`] ?? "",
    options: [["", look.say("people.same-for-all")], ...takers],
  }),
)}
</details>
<div class="actions"><button class="button main">${look.say("people.preview")}</button></div>
</form>`;
}

function orphansSaid(look: Look, plan: Extract<HandoverPlan, { ok: false }>): Html {
  return html`<div class="notice problem" role="alert"><p>${look.say("people.orphans")}</p>
<ul>${plan.orphans.map(({ citizen, role, lack }) => html`<li>${look.say(`people.lack.${lack}`, { name: citizen.name, as: look.say(`people.as.${role}`) })}</li>`)}</ul></div>`;
}

function preview(look: Look, view: HandoverView, plan: Extract<HandoverPlan, { ok: true }>, at: string): Html {
  const { member, chosen, workCount } = view;
  const { name } = member;
  return html`<section class="preview" aria-labelledby="what-happens">
<h2 id="what-happens">${look.say("people.what-happens")}</h2>
<ul>${plan.moves.map(({ citizen, role, to }) => html`<li>${look.say("people.gets", { citizen: citizen.name, to: to.name, as: look.say(`people.as.${role}`) })}</li>`)}
${workCount > 0 ? html`<li>${look.say("people.work-passed", { count: workCount })}</li>` : NOTHING}
<li>${look.say("people.chat-stays")}</li>
<li>${look.say("people.old-outcomes")}</li>
${chosen.leave === "no" ? NOTHING : html`<li>${look.say("people.no-sign-in", { name })}</li>`}</ul>
${confirmForm(look, view, at)}
</section>`;
}

function confirmForm(look: Look, { member, chosen, held }: HandoverView, at: string): Html {
  const { name } = member;
  const only = chosen.leave === "no";
  const key = held.length === 0 ? "people.leave-confirm-none" : only ? "people.hand-confirm" : "people.leave-confirm";
  return html`<form method="post" action="${at}">
${Object.entries(chosen).map(([field, value]) => html`<input type="hidden" name="${field}" value="${value}">`)}
<div class="actions"><button class="button danger">${look.say(key, { name })}</button>
<a class="button" href="/staff/people/staff/${member.id}">${look.say("people.cancel")}</a></div>
</form>`;
}
