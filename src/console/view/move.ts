import { html } from "hono/html";
import type { MovePlan } from "../../people/move.ts";
import type { Citizen } from "../../store/people.ts";
import { type Option, selectField } from "./fields.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";

/** Who is the behandler now goes on. No id is written like this. */
export const SAME = "$same";

/** A citizen moves: where to, who is their behandler there, and what happens then. */
export interface MoveView {
  readonly citizen: Citizen;
  readonly units: readonly Option[];
  readonly behandlere: readonly Option[];
  readonly chosen: { readonly unit: string; readonly behandler: string };
  /** absent: nothing was chosen yet */
  readonly plan?: MovePlan | undefined;
}

export function movePage(look: Look, { citizen, units, behandlere, chosen, plan }: MoveView): Html {
  const { id, name } = citizen;
  const back = `/staff/citizens/${id}/profile`;
  return html`<p class="crumb"><a href="${back}">${look.say("people.back-to-settings", { name })}</a></p>
<h1>${look.say("people.moves", { name })}</h1>
${plan && !plan.ok ? notice(look.say(`people.no-move.${plan.lack}`, { name }), "problem") : NOTHING}
<form class="send" method="get">
${selectField({ name: "unit", label: look.say("people.to-unit"), value: chosen.unit, options: [["", look.say("people.choose")], ...units] })}
${selectField({ name: "behandler", label: look.say("people.behandler"), value: chosen.behandler, options: [["", look.say("people.choose")], [SAME, look.say("people.same-behandler")], ...behandlere] })}
<div class="actions"><button class="button main">${look.say("people.preview")}</button></div>
</form>
${plan?.ok ? preview(look, { citizen, chosen, plan }, back) : NOTHING}`;
}

function preview(
  look: Look,
  { citizen, chosen, plan }: { citizen: Citizen; chosen: MoveView["chosen"]; plan: Extract<MovePlan, { ok: true }> },
  back: string,
): Html {
  const { name } = citizen;
  const line = (key: string, ties: typeof plan.ends) =>
    ties.map(
      ({ staff, role }) => html`<li>${look.say(key, { staff: staff.name, as: look.say(`people.as.${role}`) })}</li>`,
    );
  return html`<section class="preview" aria-labelledby="what-happens">
<h2 id="what-happens">${look.say("people.what-happens")}</h2>
<ul>${line("people.move-ends", plan.ends)}${line("people.move-begins", plan.begins)}${line("people.move-stays", plan.stays)}
${plan.passed.length > 0 ? html`<li>${look.say("people.work-passed", { count: plan.passed.length })}</li>` : NOTHING}
<li>${look.say("people.chat-stays")}</li>
${plan.begins.length > 0 ? html`<li>${look.say("people.old-outcomes")}</li>` : NOTHING}</ul>
<form method="post">
<input type="hidden" name="unit" value="${chosen.unit}"><input type="hidden" name="behandler" value="${chosen.behandler}">
<div class="actions"><button class="button danger">${look.say("people.move-yes", { name })}</button>
<a class="button" href="${back}">${look.say("people.cancel")}</a></div>
</form>
</section>`;
}
