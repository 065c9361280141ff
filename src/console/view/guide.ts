import { html } from "hono/html";
import type { CompiledFlow } from "../../flow/library.ts";
import type { Words } from "../../model/words.ts";
import type { OwnCitizen } from "../../store/console-queries.ts";
import type { Lacking } from "../sending.ts";
import { OWN_MAX } from "../sending.ts";
import { guideCard, guideHeading } from "./guide-card.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";
import { backTo, exerciseCards, settingsOf } from "./send.ts";

/** Where the citizen is before an exercise is begun together. */
export interface Before {
  /** what runs side by side already */
  readonly together?: CompiledFlow | undefined;
  /** the citizen has gone on with that on their own phone */
  readonly apart: boolean;
  /** the citizen is in the middle of something of their own */
  readonly busy: boolean;
}

const addressOf = ({ id }: OwnCitizen): string => `/staff/citizens/${id}/guide`;

/** Which exercise to run side by side. */
export function chooseGuidePage(
  look: Look,
  citizen: OwnCitizen,
  flows: readonly CompiledFlow[],
  { together, apart, busy }: Before,
): Html {
  const { name } = citizen;
  const at = addressOf(citizen);
  return html`${backTo(look, citizen)}
<h1>${look.say("guide.title", { name })}</h1>
${together ? html`<div class="card chosen together">${guideHeading(look, together)}${apart ? joinForm(look, name, at) : goOn(look, at)}</div>` : NOTHING}
${busy ? notice(look.say("guide.busy", { name })) : NOTHING}
<p>${look.say("guide.choose", { name })}</p>
${flows.length > 0 ? exerciseCards(look, flows, at) : html`<p class="quiet">${look.say("guide.none")}</p>`}`;
}

function goOn(look: Look, at: string): Html {
  return html`
<a class="button main" href="${at}/now">${look.image({ name: "continue" }, "", "icon")}${look.say("guide.go-on")}</a>`;
}

function joinForm(look: Look, name: string, at: string): Html {
  return html`
<form method="post" action="${at}/now/again"><p>${look.say("guide.apart", { name })}</p>
<button class="button main">${look.image({ name: "together" }, "", "icon")}${look.say("guide.again")}</button></form>`;
}

/** What is known of the exercise that is about to begin. */
export interface Starting {
  readonly nonce: string;
  /** who sent it, when it waits for the citizen */
  readonly sentBy?: string | undefined;
  readonly busy: boolean;
  readonly failed?: { readonly lacking: Lacking; readonly form: Readonly<Record<string, unknown>> };
}

/** The instruction card, read before the two sit down, and one button that begins. @param about words about the citizen */
export function startGuidePage(
  look: Look,
  citizen: OwnCitizen,
  compiled: CompiledFlow,
  about: Words,
  { nonce, sentBy, busy, failed }: Starting,
): Html {
  const { name } = citizen;
  const problem = failed && look.say(`send.${failed.lacking.problem}`, { max: OWN_MAX });
  return html`${backTo(look, citizen)}
<h1>${look.say("guide.title", { name })}</h1>
${notice(problem, "problem")}
<div class="start-guide">
<section class="guide-card" aria-labelledby="exercise">
<h2 id="exercise">${guideHeading(look, compiled)}</h2>
${guideCard(look, compiled, about)}
</section>
<form class="send" method="post" id="begin">
<input type="hidden" name="nonce" value="${nonce}">
${sentBy ? html`<p>${look.say("guide.sent-by", { sender: sentBy })}</p>` : settingsOf(look, about, compiled, failed?.form ?? {})}
${busy ? html`<p>${look.say("guide.busy", { name })}</p>` : NOTHING}
<p class="quiet">${look.say("guide.sit", { name })}</p>
</form>
<div class="actions">
<button class="button main" form="begin">${look.image({ name: "together" }, "", "icon")}${look.say("guide.begin")}</button>
<a class="button" href="${addressOf(citizen)}">${look.say("guide.another")}</a>
</div>
</div>`;
}
