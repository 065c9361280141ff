import { html } from "hono/html";
import { type Held, hasCitizens, type Member } from "../../people/roles.ts";
import type { OpenRequest } from "../../store/data-requests.ts";
import type { CitizenEntry, UnitPeople } from "../../store/people/overview.ts";
import type { Unreached } from "../../store/teams.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";
import { requestList } from "./rights.ts";

/** What the reader may do on the page of people. */
export interface PeopleRights {
  readonly addUnit: boolean;
  readonly addStaff: boolean;
  readonly addCitizen: boolean;
  /** whose settings the reader may open */
  settings(citizen: CitizenEntry): boolean;
}

/** That a member of staff hears nothing in Teams any more, and why. */
export function unreachedMark(look: Look, why: Unreached | undefined): Html {
  return why === undefined ? NOTHING : html` <span class="alone">${look.say(`people.teams-${why}`)}</span>`;
}

export function addCitizenLink(look: Look): Html {
  return html`<p class="actions"><a class="button" href="/staff/people/citizens/new">${look.say("people.add-citizens")}</a></p>`;
}

/** What has just been done, and what citizens ask for. */
export interface PeopleTold {
  readonly done?: string | undefined;
  readonly requests: readonly OpenRequest[];
}

/** Units with their staff and citizens. */
export function peoplePage(look: Look, units: readonly UnitPeople[], may: PeopleRights, told: PeopleTold): Html {
  const add = (allowed: boolean, what: string) =>
    allowed ? html`<a class="button" href="/staff/people/${what}/new">${look.say(`people.add-${what}`)}</a>` : NOTHING;
  return html`<h1>${look.say("people.title")}</h1>
${notice(told.done)}
${requestList(look, told.requests, (citizen) => `/staff/citizens/${citizen}/profile`)}
<div class="actions">${add(may.addCitizen, "citizens")}${add(may.addStaff, "staff")}${add(may.addUnit, "units")}</div>
${
  units.length > 0
    ? units.map((it) => unitSection(look, it, may))
    : html`<div class="empty">${look.image({ name: "group" }, "", "empty-picture")}<h2>${look.say("people.no-units")}</h2></div>`
}`;
}

function unitSection(look: Look, { unit, staff, citizens }: UnitPeople, may: PeopleRights): Html {
  const open = citizens.filter((it) => !it.closed);
  const closed = citizens.filter((it) => it.closed);
  return html`<section class="unit" aria-labelledby="unit-${unit.id}">
<h2 id="unit-${unit.id}">${unit.name}</h2>
<div class="columns">
<div>
<h3>${look.say("people.staff")}</h3>
${
  staff.length > 0
    ? html`<ul class="people">${staff.map(
        (it) => html`<li><a href="/staff/people/staff/${it.id}"><strong>${it.name}</strong></a>
<span>${look.say(`roles.${it.role}`)}</span> ${hasCitizens(it.role) ? html`<span class="quiet">${countSaid(look, it.citizens)}</span>` : NOTHING}${unreachedMark(look, it.unreached)}</li>`,
      )}</ul>`
    : html`<p class="quiet">${look.say("people.no-staff")}</p>`
}
</div>
<div>
<h3>${look.say("people.citizens")}</h3>
${open.length > 0 ? html`<ul class="people">${open.map((it) => citizenItem(look, it, may))}</ul>` : html`<p class="quiet">${look.say("people.no-citizens")}</p>`}
${
  closed.length > 0
    ? html`<details><summary>${look.say("people.closed-list", { count: closed.length })}</summary>
<ul class="people">${closed.map((it) => citizenItem(look, it, may))}</ul></details>`
    : NOTHING
}
</div>
</div>
</section>`;
}

function citizenItem(look: Look, citizen: CitizenEntry, may: PeopleRights): Html {
  const { id, name, persona, behandlere, closed } = citizen;
  const shown = may.settings(citizen)
    ? html`<a href="/staff/citizens/${id}/profile"><strong>${name}</strong></a>`
    : html`<strong>${name}</strong>`;
  const with_ = closed ? look.say("people.closed") : behandlere.length > 0 ? behandlere.join(", ") : undefined;
  return html`<li>${look.image({ name: "me", persona }, "", "icon")}${shown}
${with_ === undefined ? html`<span class="alone">${look.say("people.no-behandler")}</span>` : html`<span class="quiet">${with_}</span>`}</li>`;
}

function countSaid(look: Look, count: number): string {
  return look.say(count === 1 ? "people.one-citizen" : "people.count-citizens", { count });
}

/** One staff member, their citizens, and what can be done when they stop. */
export function memberPage(
  look: Look,
  member: Member & { readonly unitName: string; readonly unreached: Unreached | undefined },
  held: readonly Held[],
  mayHandOver: boolean,
  done?: string,
): Html {
  return html`<p class="crumb"><a href="/staff/people">${look.say("people.back")}</a></p>
<h1>${member.name}</h1>
<p>${look.say(`roles.${member.role}`)}, ${member.unitName}</p>
${notice(done)}
${member.left ? notice(look.say("people.has-left", { name: member.name })) : NOTHING}
${member.unreached && !member.left ? notice(look.say(`people.teams-${member.unreached}-text`, { name: member.name }), "problem") : NOTHING}
<h2>${look.say("people.citizens")}</h2>
${
  held.length > 0
    ? html`<ul class="people">${held.map((it) => html`<li><strong>${it.citizen.name}</strong> <span class="quiet">${look.say(`people.as.${it.role}`)}</span></li>`)}</ul>`
    : html`<p class="quiet">${look.say("people.no-citizens")}</p>`
}
${
  mayHandOver && !member.left
    ? html`<div class="actions"><a class="button" href="/staff/people/staff/${member.id}/leave">${look.image({ name: "leave" }, "", "icon")}${look.say("people.stops", { name: member.name })}</a></div>`
    : NOTHING
}`;
}
