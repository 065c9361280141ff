import { html } from "hono/html";
import type { Beside } from "../../channels/web/view/chat.ts";
import { ANSWERED_BY, type AnsweredBy } from "../../model/value.ts";
import { mayAnswer } from "../../people/guided.ts";
import type { OwnCitizen } from "../../store/console-queries.ts";
import { stepWords, voiceWords } from "../guide-words.ts";
import type { Stand } from "../guided.ts";
import { guideCard, guideList, guideLists } from "./guide-card.ts";
import { type Html, type Look, NOTHING } from "./page.ts";

/** Answers that are the citizen's to check: the phone is theirs then, whoever answered before. */
const LOOKED_THROUGH = "review";

/** What stands around the chat while staff and citizen look at it together. */
export function besideStaff(
  look: Look,
  { citizen, stand, by }: { readonly citizen: OwnCitizen; readonly stand: Stand; readonly by: AnsweredBy },
  problem?: "citizen-decides",
): Beside {
  const { name } = citizen;
  const at = `/staff/citizens/${citizen.id}`;
  const decides = !mayAnswer("staff", stand.kind).allowed || stand.kind === LOOKED_THROUGH;
  const hand = html`<a class="staff-button${decides ? " main" : ""}" href="${at}/guide/own#card">${look.say("guide.hand-over")}</a>`;
  const part = html`<aside id="staff" data-part lang="${look.words.language}" aria-label="${look.say("guide.for-staff")}">
${decides ? html`<p class="decides">${look.say(`guide.${stand.kind === LOOKED_THROUGH ? "looks-through" : "decides"}`, { name })}</p>` : NOTHING}
${whoAnswers(look, name, by)}
<div class="staff-tools">
<details class="how">
<summary class="staff-button">${look.say("guide.how")}</summary>
<div class="guidance" tabindex="0" role="region" aria-label="${look.say("guide.how")}">${guidance(look, stand)}</div>
</details>
${hand}
<a class="staff-button" href="${at}">${look.say("guide.leave")}</a>
</div>
</aside>`;
  const notices = html`
<p data-notice="citizen-decides"${problem ? NOTHING : html` hidden`}><span>${look.say("guide.citizen-decides", { name })}</span></p>`;
  return { head: headOf(look), part, notices };
}

/** "Hvem svarer?": kept until it is chosen anew. */
function whoAnswers(look: Look, name: string, by: AnsweredBy): Html {
  return html`<nav class="who-answers" aria-label="${look.say("guide.who-answers")}">
<span aria-hidden="true">${look.say("guide.who-answers")}</span>
<ul>${ANSWERED_BY.map(
    (it) => html`
<li><a href="?by=${it}#card" data-by="${it}"${it === by ? html` aria-current="true"` : NOTHING}>${look.say(`guide.by.${it}`, { name })}</a></li>`,
  )}
</ul>
</nav>`;
}

function guidance(look: Look, stand: Stand): Html {
  const step = stepWords(look.words, stand);
  return html`<h2 class="visually-hidden">${look.say("guide.how")}</h2>
${guideList(look, "step", step)}
${stand.flow ? guideCard(look, stand.flow) : NOTHING}
<details class="voice"><summary>${look.say("guide.voice")}</summary>
${guideLists(look, voiceWords(look.words))}</details>`;
}

/** What stands around the chat while the phone is with the citizen: a calm way back for staff. */
export function besideCitizen(look: Look, { id }: OwnCitizen, say: (key: string) => string): Beside {
  const part = html`<aside id="staff" class="handed" data-part aria-label="${say("guided.back")}">
<a href="/staff/citizens/${id}/guide/own/back">${say("guided.back")}</a>
</aside>`;
  return { head: headOf(look), part, notices: NOTHING };
}

function headOf({ assets }: Look): Html {
  return html`<link rel="stylesheet" href="${assets.url("guided.css")}">
<script type="module" src="${assets.url("guided.js")}"></script>`;
}
