import { html } from "hono/html";
import type { Hours } from "../../model/schedule.ts";
import { localDate } from "../../schedule/local.ts";
import type { OwnCitizen } from "../../store/console-queries.ts";
import { type FormLacking, LENGTHS, OTHERS_MAX, PLACE_MAX, PLACES } from "../appointment-form.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";
import { backTo } from "./send.ts";

interface Given {
  readonly staff: readonly { readonly id: string; readonly name: string }[];
  readonly hours: Hours;
  /** the id of who makes it: they come, unless they say otherwise */
  readonly actor: string;
  readonly failed: { readonly lacking: FormLacking; readonly form: object } | undefined;
}

/** A new appointment: when, where, who comes. */
export function newAppointmentPage(look: Look, citizen: OwnCitizen, { staff, hours, actor, failed }: Given): Html {
  const form = (failed?.form ?? { staff: actor, picture: PLACES[0] }) as Readonly<Record<string, unknown>>;
  const textOf = (name: string) => (typeof form[name] === "string" ? form[name] : "");
  const come = [form.staff].flat();
  const problem = failed && look.say(`appointments.problem.${failed.lacking.problem}`, { max: PLACE_MAX });
  return html`${backTo(look, citizen)}
<h1>${look.say("appointments.new")}</h1>
${problem ? notice(`${problem} ${look.say("appointments.not-made")}`, "problem") : NOTHING}
<form class="send" method="post" enctype="multipart/form-data">
${timeFields(look, { day: textOf("day"), time: textOf("time"), minutes: textOf("minutes") || "45" })}
${hoursLine(look, hours)}
<label class="field">${look.say("appointments.place")}
<input name="place" maxlength="${PLACE_MAX}" autocomplete="off" required value="${textOf("place")}"></label>
<fieldset>
<legend>${look.say("appointments.looks")}</legend>
<div class="places">${PLACES.map(
    (
      it,
    ) => html`<label class="place"><input type="radio" name="picture" value="${it}"${it === form.picture ? html` checked` : NOTHING}>
${look.image({ name: it }, "", "card-picture")}<span>${look.say(`appointments.places.${it}`)}</span></label>`,
  )}</div>
<label class="field">${look.say("appointments.photo")} <input type="file" name="photo" accept="image/*"></label>
</fieldset>
<fieldset>
<legend>${look.say("appointments.who")}</legend>
${staff.map(
  ({ id, name }) =>
    html`<label class="radio which"><input type="checkbox" name="staff" value="${id}"${come.includes(id) ? html` checked` : NOTHING}> ${name}</label>`,
)}
<label class="field">${look.say("appointments.others")} <input name="others" maxlength="${OTHERS_MAX}" autocomplete="off" value="${textOf("others")}"></label>
</fieldset>
<p>${look.say("appointments.what-happens", { name: citizen.name })}</p>
<div class="actions">
<button class="button main">${look.image({ name: "calendar" }, "", "icon")}${look.say("appointments.make")}</button>
<a class="button" href="/staff/citizens/${citizen.id}">${look.say("send.cancel")}</a>
</div>
</form>`;
}

/** Day, time and length. */
export function timeFields(look: Look, given: { day: string; time: string; minutes: string }): Html {
  const field = (type: "date" | "time", name: "day" | "time") => {
    const limits = type === "date" ? html` min="${localDate(look.now)}"` : NOTHING;
    return html`<label class="field">${look.say(`send.${name}`)} <input type="${type}" name="${name}" value="${given[name]}" required${limits}></label>`;
  };
  return html`<div class="times">${field("date", "day")}${field("time", "time")}
<label class="field">${look.say("appointments.length")} <select name="minutes">${LENGTHS.map(
    (it) =>
      html`<option value="${it}"${String(it) === given.minutes ? html` selected` : NOTHING}>${look.say("appointments.minutes", { minutes: it })}</option>`,
  )}</select></label></div>`;
}

/** When the citizen may be written to. */
export function hoursLine(look: Look, { from, to }: Hours): Html {
  return html`<p class="quiet">${look.say("appointments.hours", { from, to })}</p>`;
}
