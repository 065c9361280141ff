import { html } from "hono/html";
import { type CompareView, MOST_COMPARED } from "../comparing.ts";
import { copyButton } from "./outcome.ts";
import { type Html, type Look, NOTHING } from "./page.ts";
import { backTo } from "./send.ts";
import { whenSaid } from "./when.ts";

/** Some times of an exercise: which, what they say as text, and the same as a sheet. */
export function comparePage(look: Look, view: CompareView): Html {
  const { citizen, flow, title, times, text, sheet, alt } = view;
  const runs = new URLSearchParams(times.filter((it) => it.chosen).map((it) => ["run", it.id]));
  const print = `/staff/citizens/${citizen.id}/compare/${flow}/print.pdf?${runs}`;
  return html`${backTo(look, citizen)}
<h1>${look.say("compare.of", { title })}</h1>
${times.length > 2 ? chooseTimes(look, view) : NOTHING}
<div class="outcome-body compared">
<div class="note">
<pre id="comparison">${text}</pre>
<div class="note-actions">
${copyButton(look, "comparison", "outcome.copy", "compare.copy")}
<a class="button" href="${print}">${look.say("outcome.print")}</a>
</div>
</div>
<div class="sheet">${look.image(sheet, alt, "sheet-picture")}</div>
</div>`;
}

function chooseTimes(look: Look, { times }: CompareView): Html {
  const boxes = times.map(
    ({ id, at, chosen }) => html`<label class="radio">
<input type="checkbox" name="run" value="${id}"${chosen ? html` checked` : NOTHING}> ${whenSaid(look, at)}
</label>`,
  );
  return html`<form class="times" method="get">
<fieldset>
<legend>${look.say("compare.which")}</legend>
<p class="quiet">${look.say("compare.how-many", { most: MOST_COMPARED })}</p>
${boxes}
</fieldset>
<button class="button">${look.say("compare.show")}</button>
</form>`;
}
