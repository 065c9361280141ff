import { html } from "hono/html";
import { REGIONS } from "../../model/safety.ts";
import { CHOICES, CLOSINGS, NAME_MAX, PACES, WORD_MAX } from "../../people/profile.ts";
import { RELATION_ROLES } from "../../people/roles.ts";
import type { OpenRequest } from "../../store/data-requests.ts";
import type { Relation } from "../../store/people/relations.ts";
import type { Citizen } from "../../store/people.ts";
import { inputField, type Option, type Problems, radioField, selectField } from "./fields.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";
import { type Given, personaField } from "./people-add.ts";
import { rightsSection } from "./rights.ts";
import { shortWhen } from "./when.ts";

/** A citizen's settings, as much of them as the reader may change. */
export interface ProfileView {
  readonly citizen: Citizen;
  /** as the form shows it */
  readonly given: Given;
  readonly problems: Problems;
  readonly languages: readonly Option[];
  readonly relations: readonly Relation[];
  readonly now: Date;
  /** where the reader came from */
  readonly back: { readonly href: string; readonly text: string };
  readonly done?: string | undefined;
  readonly problem?: string | undefined;
  readonly may: {
    readonly set: boolean;
    readonly close: boolean;
    readonly reopen: boolean;
    readonly relate: boolean;
    readonly move: boolean;
    /** also copying everything */
    readonly erase: boolean;
  };
  /** what the citizen asked for */
  readonly requests: readonly OpenRequest[];
  /** who can be tied to the citizen */
  readonly staff: readonly Option[];
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export function profilePage(look: Look, view: ProfileView): Html {
  const { citizen, back, problems, may } = view;
  const problem = problems.length > 0 ? look.say("people.not-saved") : view.problem;
  return html`<p class="crumb"><a href="${back.href}">${back.text}</a></p>
<div class="person">
${look.image({ name: "me", persona: citizen.persona }, "", "face")}
<h1>${look.say("people.settings-of", { name: citizen.name })}</h1>
</div>
${notice(view.done)}${notice(problem, "problem")}
${citizen.closed_at ? closedNote(look, citizen, may.reopen) : NOTHING}
${may.set ? settingsForm(look, view) : NOTHING}
${may.relate ? relationsSection(look, view) : NOTHING}
${citizen.closed_at ? NOTHING : endings(look, view)}
${may.erase ? rightsSection(look, citizen, view.requests) : NOTHING}`;
}

function settingsForm(look: Look, { given, problems, languages }: ProfileView): Html {
  const value = (name: string) => given[name] ?? "";
  const hours = HOURS.map((hour) => [String(hour), look.say("people.hour", { hour })] as const);
  const wrongHours = problems.some((it) => it.field === "hours") ? look.say("people.problem.hours") : undefined;
  const labelled = (keys: readonly string[], under: string): Option[] =>
    keys.map((it) => [it, look.say(`people.${under}.${it}`)]);
  return html`<form class="send" method="post">
<h2>${look.say("people.who")}</h2>
${inputField(look, { name: "name", label: look.say("people.name"), hint: look.say("people.alias-hint"), value: value("name"), max: NAME_MAX }, problems)}
${personaField(look, value("persona"))}
<h2>${look.say("people.speaks")}</h2>
${radioField({ name: "language", legend: look.say("people.language"), value: value("language"), options: languages })}
${inputField(look, { name: "wordForUse", label: look.say("people.word"), hint: look.say("people.word-hint"), value: value("wordForUse"), max: WORD_MAX }, problems)}
${radioField({ name: "pace", legend: look.say("people.pace"), value: value("pace"), options: labelled([...PACES].reverse(), "paces") })}
${selectField({ name: "choicesAtATime", label: look.say("people.choices"), value: value("choicesAtATime"), options: counted(CHOICES) })}
<label class="radio"><input type="checkbox" name="readAloud" value="yes"${value("readAloud") === "yes" ? html` checked` : NOTHING}> ${look.say("people.read-aloud")}</label>
<h2>${look.say("people.when")}</h2>
<div class="side-by-side">${selectField({ name: "from", label: look.say("people.from"), value: value("from"), options: hours }, wrongHours)}
${selectField({ name: "to", label: look.say("people.to"), value: value("to"), options: hours })}</div>
<h2>${look.say("people.course")}</h2>
${selectField({ name: "region", label: look.say("people.region"), hint: look.say("people.region-hint"), value: value("region"), options: [["", look.say("people.unknown")], ...labelled(REGIONS, "regions")] })}
<div class="side-by-side">${inputField(look, { name: "firstContactOn", type: "date", label: look.say("people.first-contact"), value: value("firstContactOn") }, problems)}
${inputField(look, { name: "firstTalkOn", type: "date", label: look.say("people.first-talk"), value: value("firstTalkOn") }, problems)}</div>
<div class="actions"><button class="button main">${look.say("people.save")}</button></div>
</form>`;
}

function counted({ least, most }: typeof CHOICES): Option[] {
  return Array.from({ length: most - least + 1 }, (_, i) => [String(least + i), String(least + i)]);
}

function relationsSection(look: Look, { citizen, relations, now, staff }: ProfileView): Html {
  const at = `/staff/citizens/${citizen.id}/relations`;
  const holds = ({ to }: Relation) => to === null || to > now;
  const span = ({ from, to }: Relation) =>
    to === null
      ? look.say("people.since", { from: shortWhen(look, from) })
      : look.say("people.from-to", { from: shortWhen(look, from), to: shortWhen(look, to) });
  return html`<section aria-labelledby="tied">
<h2 id="tied">${look.say("people.tied")}</h2>
${relations.length === 0 ? html`<p class="quiet">${look.say("people.nobody-tied")}</p>` : NOTHING}
<ul class="devices">${relations.map(
    (
      it,
    ) => html`<li class="device"><span><strong>${it.staff.name}</strong> ${look.say(`people.as.${it.role}`)}<br><span class="quiet">${span(it)}</span></span>
${
  holds(it)
    ? html`<details><summary class="button" aria-label="${look.say("people.untie-of", { name: it.staff.name })}">${look.say("people.untie")}</summary>
<form method="post" action="${at}/end"><input type="hidden" name="staff" value="${it.staff.id}"><input type="hidden" name="role" value="${it.role}">
<p>${look.say("people.untie-ask", { name: it.staff.name, citizen: citizen.name })}</p>
<button class="button danger">${look.say("people.untie-yes")}</button></form></details>`
    : NOTHING
}</li>`,
  )}</ul>
${
  citizen.closed_at
    ? NOTHING
    : html`<form class="send" method="post" action="${at}">
<div class="side-by-side">${selectField({ name: "staff", label: look.say("people.tie-whom"), value: "", options: [["", look.say("people.choose")], ...staff] })}
${selectField({ name: "role", label: look.say("people.tie-as"), value: "behandler", options: RELATION_ROLES.map((it) => [it, look.say(`people.as.${it}`)]) })}</div>
<div class="actions"><button class="button">${look.say("people.tie")}</button></div>
</form>`
}
</section>`;
}

function endings(look: Look, { citizen, may }: ProfileView): Html {
  const at = `/staff/citizens/${citizen.id}`;
  const { name } = citizen;
  if (!may.move && !may.close) return NOTHING;
  return html`<section class="endings" aria-labelledby="endings">
<h2 id="endings">${look.say("people.endings")}</h2>
${may.move ? html`<p><a class="button" href="${at}/move">${look.say("people.moves", { name })}</a></p>` : NOTHING}
${
  may.close
    ? html`<details><summary class="button">${look.say("people.close")}</summary>
<form class="send" method="post" action="${at}/close">
<p>${look.say("people.close-ask", { name })}</p>
<ul class="plain-list">${["plans", "staff", "chat", "again"].map((it) => html`<li>${look.say(`people.close-what.${it}`, { name })}</li>`)}</ul>
${radioField({ name: "reason", legend: look.say("people.why"), value: "completed", options: CLOSINGS.map((it) => [it, look.say(`people.reasons.${it}`)]) })}
<div class="actions"><button class="button danger">${look.say("people.close-yes")}</button></div>
</form></details>`
    : NOTHING
}
</section>`;
}

function closedNote(look: Look, citizen: Citizen, mayReopen: boolean): Html {
  const { id, name, closed_at: at, closed_reason: reason } = citizen;
  const when = at ? shortWhen(look, at) : "";
  return html`<div class="notice"><p>${look.say("people.closed-on", { when, reason: look.say(`people.reasons.${reason}`) })}</p>
${mayReopen ? html`<form method="post" action="/staff/citizens/${id}/reopen"><button class="button">${look.say("people.reopen", { name })}</button></form>` : NOTHING}</div>`;
}
