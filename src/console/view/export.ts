import { html } from "hono/html";
import { FORMATS } from "../../reports/export/file.ts";
import type { OwnCitizen } from "../../store/console-queries.ts";
import type { Asked, ExportLacking } from "../exporting.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";
import { backTo } from "./send.ts";

export interface ExportView {
  readonly citizen: OwnCitizen;
  /** the exercises there is something of, the latest first */
  readonly flows: readonly {
    readonly id: string;
    readonly title: string;
    readonly picture: string;
    readonly count: number;
  }[];
  readonly problem?: ExportLacking["problem"];
  /** what was chosen before; absent: everything */
  readonly asked?: Asked;
}

/** Which exercises, which days, which kind of file. */
export function exportPage(look: Look, view: ExportView): Html {
  const { citizen, flows, problem } = view;
  const { name } = citizen;
  if (flows.length === 0) {
    return html`${backTo(look, citizen)}
<h1>${look.say("export.title")}</h1>
<div class="empty">
${look.image({ name: "summary" }, "", "empty-picture")}
<h2>${look.say("export.empty-title")}</h2>
<p>${look.say("export.empty-text", { name })}</p>
</div>`;
  }
  return html`${backTo(look, citizen)}
<h1>${look.say("export.title")}</h1>
${problem ? notice(look.say(`export.${problem}`), "problem") : NOTHING}
<p>${look.say("export.what", { name })}</p>
<form class="send" method="get" action="/staff/citizens/${citizen.id}/export/file">
${exercises(look, view)}
${period(look, view.asked)}
${formats(look, view.asked)}
<p class="quiet">${look.say("export.pdf")}</p>
<p>${look.say("export.careful")}</p>
<div class="actions"><button class="button main">${look.say("export.get")}</button></div>
</form>`;
}

function exercises(look: Look, { flows, asked }: ExportView): Html {
  const boxes = flows.map(({ id, title, picture, count }) => {
    const on = asked === undefined || asked.flows.includes(id);
    return html`<label class="radio"><input type="checkbox" name="flow" value="${id}"${on ? html` checked` : NOTHING}>
${look.image({ name: picture }, "", "icon")} ${title} <span class="quiet">${look.say("export.times", { count })}</span></label>`;
  });
  return html`<fieldset>
<legend>${look.say("export.which")}</legend>
${boxes}
</fieldset>`;
}

function period(look: Look, asked: Asked | undefined): Html {
  const day = (name: "from" | "to") =>
    html`<label class="field">${look.say(`export.${name}`)} <input type="date" name="${name}" value="${asked?.[name] ?? ""}"></label>`;
  return html`<fieldset>
<legend>${look.say("export.period")}</legend>
${day("from")}
${day("to")}
</fieldset>`;
}

function formats(look: Look, asked: Asked | undefined): Html {
  const chosen = asked?.format ?? FORMATS[0];
  return html`<fieldset>
<legend>${look.say("export.format")}</legend>
${FORMATS.map(
  (format) => html`<label class="radio">
<input type="radio" name="format" value="${format}"${format === chosen ? html` checked` : NOTHING}> ${look.say(`export.formats.${format}`)}
</label>`,
)}
</fieldset>`;
}
