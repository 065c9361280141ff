import { html } from "hono/html";
import type { Appointment } from "../../model/appointment.ts";
import type { Hours } from "../../model/schedule.ts";
import { localDate } from "../../schedule/local.ts";
import { TALK_DAYS, WEEKDAYS } from "../planning.ts";
import { type Html, type Look, NOTHING } from "./page.ts";
import { weekdayName, whenSaid } from "./when.ts";

/** What decides when something may be sent to a citizen. */
export interface Sending {
  /** their next appointment */
  readonly next: Appointment | undefined;
  readonly hours: Hours;
}

/** Now, on a day, each week, or beside the next appointment. What belongs to the others is hidden by the style, where a browser can. */
export function whenFields(look: Look, form: Readonly<Record<string, unknown>>, { next, hours }: Sending): Html {
  const when = ["once", "weekly", "talk"].find((it) => it === form.when) ?? "now";
  const radio = (value: string, label = look.say(`send.when-${value}`)) => html`<label class="radio">
<input type="radio" name="when" value="${value}"${value === when ? html` checked` : NOTHING}> ${label}
</label>`;
  const field = (type: "date" | "time", name: string, label: string) => {
    const given = typeof form[name] === "string" ? form[name] : name === "talk-time" ? "10:00" : "";
    const limits = type === "date" ? html` min="${localDate(look.now)}"` : NOTHING;
    return html`<label class="field">${look.say(`send.${label}`)} <input type="${type}" name="${name}" value="${given}"${limits}></label>`;
  };
  const ticked = [form.weekday].flat();
  return html`<fieldset class="when">
<legend>${look.say("send.when")}</legend>
${radio("now")}
${radio("once")}
<div class="when-part once">${field("date", "day", "day")}${field("time", "time", "time")}</div>
${radio("weekly")}
<div class="when-part weekly">
<div class="weekdays" role="group" aria-label="${look.say("send.weekdays")}">${WEEKDAYS.map(
    (it, i) =>
      html`<label class="which"><input type="checkbox" name="weekday" value="${it}"${ticked.includes(it) ? html` checked` : NOTHING}> ${weekdayName(look, i)}</label>`,
  )}</div>
${field("time", "weekly-time", "time")}${field("date", "until", "until")}
<label class="which"><input type="checkbox" name="holidays" value="keep"${form.holidays === "keep" ? html` checked` : NOTHING}> ${look.say("send.holidays")}</label>
</div>
${
  next
    ? html`${radio("talk", look.say("appointments.send.when", { when: whenSaid(look, next.at) }))}
<div class="when-part talk"><label class="field">${look.say("appointments.send.which")} <select name="talk-days">${TALK_DAYS.map(
        (it) =>
          html`<option value="${it}"${String(it) === (form["talk-days"] ?? "-1") ? html` selected` : NOTHING}>${talkDay(look, it)}</option>`,
      )}</select></label>${field("time", "talk-time", "time")}</div>`
    : NOTHING
}
<p class="quiet when-later">${look.say("send.night", { ...hours })}</p>
</fieldset>`;
}

/** "Dagen før", "2 dage efter". */
function talkDay(look: Look, days: number): string {
  const side = days < 0 ? "before" : "after";
  const count = Math.abs(days);
  return count === 1 ? look.say(`appointments.send.${side}-1`) : look.say(`appointments.send.${side}`, { count });
}
