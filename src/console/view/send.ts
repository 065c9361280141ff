import { html } from "hono/html";
import { flowText, titleOf } from "../../engine/answer-text.ts";
import type { CompiledFlow } from "../../flow/library.ts";
import type { Words } from "../../model/words.ts";
import type { OwnCitizen } from "../../store/console-queries.ts";
import type { WhenLacking } from "../planning.ts";
import { type Lacking, OWN, OWN_MAX } from "../sending.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";
import { type Sending, whenFields } from "./when-to-send.ts";

/** Which exercise: one card each, with its picture. */
export function choosePage(look: Look, citizen: OwnCitizen, flows: readonly CompiledFlow[]): Html {
  return html`${backTo(look, citizen)}
<h1>${look.say("send.title")}</h1>
<p>${look.say("send.choose", { name: citizen.name })}</p>
${flows.length > 0 ? exerciseCards(look, flows, `/staff/citizens/${citizen.id}/send`) : html`<p class="quiet">${look.say("send.none")}</p>`}`;
}

/** One card for each exercise, which leads to its page below `at`. */
export function exerciseCards(look: Look, flows: readonly CompiledFlow[], at: string): Html {
  const cards = flows.map(
    (compiled) => html`<li><a class="card" href="${at}/${compiled.flow.id}">
${look.image({ name: compiled.flow.picture }, "", "card-picture")}
<span class="card-text"><span class="name">${look.words.say(titleOf(compiled))}</span>
${guideLines(look, compiled)}</span>
</a></li>`,
  );
  return html`<ul class="cards">${cards}</ul>`;
}

/** The settings of the exercise, where it has any, and one button that sends it. @param about words about the citizen */
export function sendPage(
  look: Look,
  citizen: OwnCitizen,
  compiled: CompiledFlow,
  about: Words,
  sending: Sending,
  failed?: { readonly lacking: Lacking | WhenLacking; readonly form: Readonly<Record<string, unknown>> },
): Html {
  const { flow } = compiled;
  const problem = failed && look.say(`send.${failed.lacking.problem}`, { max: OWN_MAX });
  return html`${backTo(look, citizen)}
<h1>${look.say("send.title")}</h1>
${problem ? notice(`${problem} ${look.say("send.not-sent")}`, "problem") : NOTHING}
<div class="card chosen">
${look.image({ name: flow.picture }, "", "card-picture")}
<span class="card-text"><span class="name">${look.words.say(titleOf(compiled))}</span>
<span>${look.words.say(flowText(compiled, "aim"))}</span>
${guideLines(look, compiled)}</span>
</div>
<form class="send" method="post">
${settingsOf(look, about, compiled, failed?.form ?? {})}
${whenFields(look, failed?.form ?? {}, sending)}
<p class="when-at-once">${look.say("send.ready", { name: citizen.name })}</p>
<div class="actions">
<button class="button main">${look.image({ name: "send" }, "", "icon")}${look.say("send.confirm")}</button>
<a class="button" href="/staff/citizens/${citizen.id}">${look.say("send.cancel")}</a>
</div>
</form>`;
}

function guideLines(look: Look, { flow }: CompiledFlow): Html {
  const [from, to] = flow.guide.minutes;
  return html`<span class="quiet">${look.say("send.minutes", { from, to })}</span>
${flow.guide.alone ? NOTHING : html`<span class="quiet">${look.say("send.together")}</span>`}`;
}

/** Settings that the console has a question for; others have a general one. */
const ASKED = new Set(["topic", "points"]);

/** What can be set about an exercise before it begins. */
export function settingsOf(
  look: Look,
  about: Words,
  compiled: CompiledFlow,
  form: Readonly<Record<string, unknown>>,
): readonly Html[] {
  return Object.keys(compiled.flow.params ?? {}).map((name) => settingOf(look, about, compiled, name, form));
}

function settingOf(
  look: Look,
  about: Words,
  compiled: CompiledFlow,
  name: string,
  form: Readonly<Record<string, unknown>>,
): Html {
  const param = compiled.flow.params?.[name];
  if (!param) return NOTHING;
  const chosen = String(form[`param-${name}`] ?? param.default);
  const wordsOf = (value: string) => about.say(flowText(compiled, `params.${name}.${value}`));
  const radio = (value: string, label: string) => html`<label class="radio">
<input type="radio" name="param-${name}" value="${value}"${value === chosen ? html` checked` : NOTHING}> ${label}
</label>`;
  const other = param.values.findLast((value) => value !== param.default) ?? param.default;
  return html`<fieldset>
<legend>${look.say(`settings.${ASKED.has(name) ? name : "other"}`)}</legend>
${param.values.map((value) => radio(value, wordsOf(value)))}
${
  param.text
    ? html`${radio(OWN, look.say("send.own"))}
<label class="own-text">${look.say("send.own-text")}
<input name="own-${name}" maxlength="${OWN_MAX}" autocomplete="off" value="${String(form[`own-${name}`] ?? "")}">
<span class="quiet">${look.say("send.own-example", { example: wordsOf(other) })}</span></label>`
    : NOTHING
}
</fieldset>`;
}

export function backTo(look: Look, citizen: OwnCitizen): Html {
  return html`<p class="crumb"><a href="/staff/citizens/${citizen.id}">${look.say("citizen.back-to", { name: citizen.name })}</a></p>`;
}
