import { html } from "hono/html";
import { type EditedNote, NOTE_MAX, type NoteProblem } from "../journal.ts";
import type { OutcomePage } from "../outcome-page.ts";
import type { StaffActor } from "../parts.ts";
import { attachmentOf, copyButton, printLink, sheetOf, signForm } from "./outcome.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";
import { shortWhen, whenSaid } from "./when.ts";

/** What was done with the note, or was not. */
export interface NoteTold {
  readonly saved?: boolean;
  readonly problem?: NoteProblem;
  /** the text that was not saved */
  readonly given?: string;
}

/** One outcome: its note for the journal, to be edited; the sheet; what was spoken or photographed. */
export function outcomePage(look: Look, view: OutcomePage, actor: StaffActor, told: NoteTold = {}): Html {
  const { citizen, outcome, next } = view;
  const at = `/staff/citizens/${citizen.id}`;
  const { problem } = told;
  return html`<p class="crumb"><a href="/staff/inbox">${look.say("journal.to-inbox")}</a> <a href="${at}">${look.say("journal.to-citizen", { name: citizen.name })}</a></p>
<div class="person">
${look.image({ name: outcome.picture }, "", "card-picture")}
<div><h1>${outcome.title}</h1>
<p>${citizen.name}, <time datetime="${outcome.at.toISOString()}">${whenSaid(look, outcome.at)}</time></p></div>
</div>
${told.saved ? notice(look.say("journal.saved")) : NOTHING}
${problem ? notice(look.say(`journal.problem.${problem}`, { max: NOTE_MAX }), "problem") : NOTHING}
${outcome.unsigned ? html`<p class="notice problem">${look.say("kept.unsigned")}</p>` : NOTHING}
${outcome.signable ? html`<div class="actions">${signForm(look, outcome.id)}</div>` : NOTHING}
<div class="outcome-body whole">
<div>
${noteSection(look, view, actor, told)}
${outcome.attachments.map((it) => attachmentOf(look, citizen.id, it))}
</div>
${sheetOf(look, outcome)}
</div>
${next ? html`<p class="more"><a class="button" href="/staff/outcomes/${next.id}">${look.say("journal.next", { title: next.title, name: next.citizen.name })}</a></p>` : NOTHING}`;
}

function noteSection(look: Look, { citizen, outcome, journal }: OutcomePage, actor: StaffActor, told: NoteTold): Html {
  const { edited, older, outdated } = journal;
  const { id, again, flow } = outcome;
  const text = edited ? `${edited.text}\n\n${editedSaid(look, edited, actor)}` : outcome.note;
  const compare = html`<a class="button" href="/staff/citizens/${citizen.id}/compare/${flow}?run=${id}">${look.say("compare.title")}</a>`;
  return html`<section class="note" aria-labelledby="note">
<h2 id="note">${look.say("outcome.note")}</h2>
${outdated ? html`<p class="notice">${look.say("journal.outdated")}</p>` : NOTHING}
<pre id="note-${id}">${text}</pre>
<div class="note-actions">
${copyButton(look, `note-${id}`, "journal.copy", "journal.copy")}
${printLink(look, id, "journal.pdf")}
${again ? compare : NOTHING}
</div>
<details class="edit-note"${told.problem ? html` open` : NOTHING}>
<summary class="button">${look.image({ name: "edit" }, "", "icon")}${look.say("journal.edit")}</summary>
<form method="post" action="/staff/outcomes/${id}/note">
<label for="text">${look.say("journal.text")}</label>
<span class="quiet" id="text-hint">${look.say("journal.hint")}</span>
<textarea id="text" name="text" rows="14" aria-describedby="text-hint">
${told.given ?? edited?.text ?? outcome.note}</textarea>
<button class="button main">${look.say("journal.save")}</button>
</form>
</details>
${edited ? versions(look, outcome.note, older) : NOTHING}
</section>`;
}

/** The note as it was generated, and what it was edited to before. */
function versions(look: Look, generated: string, older: readonly EditedNote[]): Html {
  return html`<details class="older">
<summary>${look.say("journal.generated")}</summary>
<pre>${generated}</pre>
</details>
${older.map(
  ({ at, text }) => html`<details class="older">
<summary>${look.say("journal.before", { when: shortWhen(look, at) })}</summary>
<pre>${text}</pre>
</details>`,
)}`;
}

/** "Rettet af Mette, behandler, 22. nov. 2026, 10.12". */
export function editedSaid(look: Look, { at }: EditedNote, actor: StaffActor): string {
  const role = look.say(`roles.${actor.role}`);
  return look.say("journal.edited", { name: actor.name, role, when: shortWhen(look, at) });
}
