import { html } from "hono/html";
import { localDate } from "../../schedule/local.ts";
import { WEEKDAYS } from "../planning.ts";
import { type Html, type Look, NOTHING } from "./page.ts";
import { weekdayName } from "./when.ts";

/** Now, on a day, or each week. What belongs to the others is hidden by the style, where a browser can. */
export function whenFields(look: Look, form: Readonly<Record<string, unknown>>): Html {
  const when = ["once", "weekly"].find((it) => it === form.when) ?? "now";
  const radio = (value: string) => html`<label class="radio">
<input type="radio" name="when" value="${value}"${value === when ? html` checked` : NOTHING}> ${look.say(`send.when-${value}`)}
</label>`;
  const field = (type: "date" | "time", name: string, label: string) => {
    const given = typeof form[name] === "string" ? form[name] : "";
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
<p class="quiet when-later">${look.say("send.night")}</p>
</fieldset>`;
}
