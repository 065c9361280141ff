import { html } from "hono/html";
import type { Attachment } from "../../reports/attachments.ts";
import type { OutcomeView } from "../outcomes.ts";
import { type Html, type Look, NOTHING } from "./page.ts";
import { whenSaid } from "./when.ts";

/** One outcome: the note ready for the journal, the sheet, and what was spoken or photographed. The newest is unfolded. */
export function outcomeItem(
  look: Look,
  citizen: string,
  outcome: OutcomeView,
  { open, isNew }: { readonly open: boolean; readonly isNew: boolean },
): Html {
  const { id, title, at, picture } = outcome;
  return html`<details class="outcome" id="outcome-${id}"${open ? html` open` : NOTHING}>
<summary>${look.image({ name: picture }, "", "icon")}<h3>${title}</h3><time datetime="${at.toISOString()}">${whenSaid(look, at)}${isNew ? html` <span class="badge">${look.say("inbox.new")}</span>` : NOTHING}</time></summary>
<div class="outcome-body">
${noteOf(look, citizen, outcome)}
${outcome.attachments.map((it) => attachmentOf(look, citizen, it))}
${sheetOf(look, outcome)}
</div>
</details>`;
}

function noteOf(look: Look, citizen: string, { id, note, flow, again }: OutcomeView): Html {
  const compare = html`<a class="button" href="/staff/citizens/${citizen}/compare/${flow}?run=${id}">${look.say("compare.title")}</a>`;
  return html`<div class="note">
<pre id="note-${id}">${note}</pre>
<div class="note-actions">
${copyButton(look, `note-${id}`, "outcome.copy", "outcome.copy-note")}
${printLink(look, id)}
<a class="button" href="/staff/outcomes/${id}">${look.say("journal.open")}</a>
${again ? compare : NOTHING}
</div>
</div>`;
}

export function printLink(look: Look, id: string, label = "outcome.print"): Html {
  return html`<a class="button" href="/staff/outcomes/${id}/print.pdf">${look.say(label)}</a>`;
}

/** What the citizen has now of one exercise, folded: its sheet or note, and what they had before. */
export function keptItem(look: Look, current: OutcomeView, older: readonly OutcomeView[]): Html {
  return html`<details class="outcome" id="kept-${current.flow}">
<summary>${look.image({ name: current.picture }, "", "icon")}<h3>${current.title}</h3><time datetime="${current.at.toISOString()}">${whenSaid(look, current.at)}</time></summary>
<div class="kept-body">
${current.unsigned ? html`<p class="notice problem">${look.say("kept.unsigned")}</p>` : NOTHING}
${keptSheet(look, current)}
<div class="note-actions">${current.signable ? signForm(look, current.id) : NOTHING}${printLink(look, current.id)}</div>
${older.map(
  (it) => html`<details class="older" id="older-${it.id}">
<summary>${look.say("kept.before", { when: whenSaid(look, it.at) })}</summary>
${keptSheet(look, it)}
</details>`,
)}
</div>
</details>`;
}

export function signForm(look: Look, id: string): Html {
  return html`<form method="post" action="/staff/outcomes/${id}/sign"><button class="button main">${look.say("kept.sign")}</button></form>`;
}

function keptSheet(look: Look, outcome: OutcomeView): Html {
  return outcome.sheet ? sheetOf(look, outcome) : html`<div class="note"><pre>${outcome.note}</pre></div>`;
}

/** Copies the text of an element; shown only where scripts run. */
export function copyButton(look: Look, from: string, label: string, name: string): Html {
  return html`<button class="button copy" type="button" hidden data-copy="${from}" data-copied="${look.say("outcome.copied")}" data-selected="${look.say("journal.manual")}" aria-label="${look.say(name)}">${look.say(label)}</button>`;
}

export function sheetOf(look: Look, { sheet }: OutcomeView): Html {
  if (!sheet) return NOTHING;
  return html`<div class="sheet">${look.image(sheet.picture, sheet.alt, "sheet-picture")}</div>`;
}

export function attachmentOf(look: Look, citizen: string, { label, media }: Attachment): Html {
  const src = `/staff/citizens/${citizen}/media/${media.id}`;
  if (media.gone) return html`<p class="attachment gone">${look.say(`outcome.${media.type}-gone`, { label })}</p>`;
  const name = look.say(`outcome.${media.type}`, { label });
  const shown =
    media.type === "voice"
      ? html`<audio controls preload="metadata" src="${src}" aria-label="${name}"></audio>`
      : html`<a href="${src}"><img class="photo" src="${src}" alt="${name}" loading="lazy"></a>`;
  return html`<figure class="attachment"><figcaption>${name}</figcaption>${shown}</figure>`;
}
