import { html } from "hono/html";
import type { Hours } from "../../model/schedule.ts";
import { localTime } from "../../schedule/local.ts";
import type { OwnCitizen } from "../../store/console-queries.ts";
import type { Agenda, AppointmentList, AppointmentView } from "../appointments.ts";
import { hoursLine, timeFields } from "./appointment-form.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";
import { backTo } from "./send.ts";
import { whenSaid } from "./when.ts";

/** What of the appointments stands on the citizen's page: the next ones, and the last if nobody has said what became of it. */
export function appointmentSection(look: Look, citizen: string, { coming, unsaid }: AppointmentList): Html {
  const at = `/staff/citizens/${citizen}/appointments`;
  return html`<section aria-labelledby="appointments">
<h2 id="appointments">${look.say("appointments.title")}</h2>
${
  unsaid
    ? html`<div class="device">${placePicture(look, unsaid, "icon")}
<span>${look.say("appointments.was", { when: whenSaid(look, unsaid.at) })}</span>${becameForm(look, unsaid)}</div>`
    : NOTHING
}
${coming.length > 0 ? html`<ul class="plans">${coming.map((it) => html`<li>${card(look, it)}</li>`)}</ul>` : html`<p class="quiet">${look.say("appointments.none")}</p>`}
<div class="actions"><a class="button" href="${at}/new">${look.image({ name: "calendar" }, "", "icon")}${look.say("appointments.new")}</a></div>
</section>`;
}

function card(look: Look, appointment: AppointmentView): Html {
  return html`<a class="card" href="${addressOf(appointment)}">${placePicture(look, appointment, "card-picture")}
<span class="card-text"><span class="name">${whenSaid(look, appointment.at)}</span>
<span>${appointment.place}</span>${whoLine(look, appointment)}</span></a>`;
}

function whoLine(look: Look, { names }: AppointmentView): Html {
  return names.length > 0
    ? html`<span class="quiet">${look.say("appointments.with", { list: names })}</span>`
    : NOTHING;
}

const addressOf = ({ citizen, id }: AppointmentView): string => `/staff/citizens/${citizen}/appointments/${id}`;

function placePicture(look: Look, appointment: AppointmentView, className: string): Html {
  const { look: shown, place } = appointment;
  if ("picture" in shown) return look.image({ name: shown.picture }, "", className);
  const alt = look.say("appointments.photo-of", { place });
  return html`<img class="${className}" src="${addressOf(appointment)}/photo" alt="${alt}" loading="lazy">`;
}

interface Shown {
  readonly appointment: AppointmentView;
  readonly agenda: Agenda;
  readonly hours: Hours;
  readonly done?: string;
  readonly problem?: string;
}

/** One appointment: when, where and who; its agenda; moving it, cancelling it, and what became of it. */
export function appointmentPage(look: Look, citizen: OwnCitizen, shown: Shown): Html {
  const { appointment, agenda, hours } = shown;
  const { at, minutes, place, cancelledAt, movedFrom, became } = appointment;
  const isOver = at <= look.now;
  return html`${backTo(look, citizen)}
<h1>${look.say("appointments.one")}</h1>
${notice(shown.done)}${notice(shown.problem, "problem")}
<div class="card chosen">${placePicture(look, appointment, "place-picture")}
<span class="card-text"><span class="name">${whenSaid(look, at)}</span>
<span>${look.say("appointments.minutes", { minutes })}</span>
<span>${place}</span>${whoLine(look, appointment)}
${movedFrom ? html`<span class="quiet">${look.say("appointments.moved-from", { when: whenSaid(look, movedFrom) })}</span>` : NOTHING}
${cancelledAt ? html`<strong>${look.say("appointments.cancelled")}</strong>` : NOTHING}
${became ? html`<strong>${look.say(`appointments.became.${became}`)}</strong>` : NOTHING}</span></div>
${cancelledAt || !isOver ? NOTHING : html`<div class="actions">${becameForm(look, appointment)}</div>`}
${cancelledAt ? NOTHING : agendaSection(look, citizen, agenda)}
${cancelledAt ? NOTHING : changeForms(look, appointment, hours)}`;
}

function becameForm(look: Look, appointment: AppointmentView): Html {
  const button = (value: "held" | "not-come") =>
    html`<button class="button" name="became" value="${value}">${look.say(`appointments.say.${value}`)}</button>`;
  return html`<form class="became" method="post" action="${addressOf(appointment)}/became">${button("held")} ${button("not-come")}</form>`;
}

function agendaSection(look: Look, citizen: OwnCitizen, { sheet, prepared, counterpart }: Agenda): Html {
  return html`<section aria-labelledby="agenda">
<h2 id="agenda">${look.say("appointments.agenda")}</h2>
${
  sheet
    ? html`<div class="sheet agenda">${look.image(sheet.picture, sheet.alt, "sheet-picture")}</div>
<ul class="states">${prepared.map(({ by, at }) => html`<li class="state">${look.say(`appointments.prepared.${by}`, { when: whenSaid(look, at) })}</li>`)}</ul>`
    : html`<p class="quiet">${look.say("appointments.unprepared", { name: citizen.name })}</p>`
}
${counterpart ? html`<div class="actions"><a class="button" href="/staff/citizens/${citizen.id}/send/${counterpart}">${look.image({ name: "kontaktperson" }, "", "icon")}${look.say("appointments.counterpart")}</a></div>` : NOTHING}
</section>`;
}

function changeForms(look: Look, appointment: AppointmentView, hours: Hours): Html {
  const address = addressOf(appointment);
  const local = localTime(appointment.at);
  const time = local.toPlainTime().toString({ smallestUnit: "minute" });
  const given = { day: local.toPlainDate().toString(), time, minutes: String(appointment.minutes) };
  return html`<section class="device" aria-label="${look.say("appointments.change")}">
<details><summary class="button">${look.image({ name: "calendar" }, "", "icon")}${look.say("appointments.move")}</summary>
<form method="post" action="${address}/move">${timeFields(look, given)}${hoursLine(look, hours)}
<p>${look.say("appointments.move-what")}</p>
<button class="button main">${look.say("appointments.move-yes")}</button></form></details>
<details><summary class="button">${look.image({ name: "remove" }, "", "icon")}${look.say("appointments.cancel")}</summary>
<form method="post" action="${address}/cancel"><p>${look.say("appointments.cancel-ask", { when: whenSaid(look, appointment.at) })}</p>
<button class="button danger">${look.say("appointments.cancel-yes")}</button></form></details>
</section>`;
}
