import { html } from "hono/html";
import { ALL, type Consent, EARLIER, exercisesIn, INSIDE } from "../../model/consent.ts";
import type { ConsentRecord } from "../../store/consents.ts";
import type { OwnCitizen } from "../../store/console-queries.ts";
import { type Option, selectField } from "./fields.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";
import { backTo } from "./send.ts";
import { whenSaid } from "./when.ts";

export interface ConsentView {
  readonly citizen: OwnCitizen;
  readonly rows: readonly {
    readonly receiver: string;
    readonly name: string;
    /** what they are to the citizen; absent: known only by what the citizen said about them */
    readonly role: string | undefined;
    readonly consent: Consent | undefined;
  }[];
  readonly records: readonly (ConsentRecord & { readonly about: readonly string[] })[];
  readonly receivers: readonly Option[];
  readonly exercises: readonly Option[];
  /** the name of an exercise */
  readonly title: (flow: string) => string;
  readonly problem?: "choose";
  readonly asked?: boolean;
}

/** Who may see what, how it came to be so, and asking the citizen. */
export function consentPage(look: Look, view: ConsentView): Html {
  const { citizen, problem, asked } = view;
  const { say } = look;
  const { name } = citizen;
  return html`${backTo(look, citizen)}
<h1>${say("consent.title")}</h1>
${asked ? notice(say("consent.asked", { name })) : NOTHING}
<p>${say("consent.what", { name })}</p>
<h2>${say("consent.now")}</h2>
${receivers(look, view)}
<h2>${say("consent.ask-title")}</h2>
${problem ? notice(say("consent.choose"), "problem") : NOTHING}
<form class="send" method="post" action="/staff/citizens/${citizen.id}/consent">
${selectField({ name: "receiver", label: say("consent.receiver"), value: "", options: [["", say("consent.none")], ...view.receivers] })}
${selectField({ name: "exercise", label: say("consent.exercise"), value: ALL, options: [[ALL, say("consent.all")], ...view.exercises] })}
<label class="radio"><input type="checkbox" name="earlier" value="yes"> ${say("consent.ask-earlier")}</label>
<p class="quiet">${say("consent.ask-hint", { name })}</p>
<div class="actions"><button class="button main">${say("consent.ask", { name })}</button></div>
</form>
${history(look, view)}`;
}

function receivers(look: Look, { rows, title }: ConsentView): Html {
  const { say } = look;
  const said = (consent: Consent | undefined, kind: string, role: string | undefined) => {
    const yes = consent?.kinds[kind];
    if (yes !== undefined) return say(yes ? "consent.yes" : "consent.no");
    return say(role === "behandler" ? "consent.each-time" : "consent.nothing-said");
  };
  const single = (consent: Consent | undefined) =>
    exercisesIn(consent ?? { kinds: {} })
      .filter(([kind]) => kind !== ALL)
      .map(([kind, yes]) => html`<dt>${title(kind)}</dt><dd>${say(yes ? "consent.yes" : "consent.no")}</dd>`);
  return html`<ul class="receivers">${rows.map(
    ({
      name,
      role,
      consent,
    }) => html`<li><h3>${name}${role ? html` <span class="quiet">${say(`people.as.${role}`)}</span>` : NOTHING}</h3>
<dl><dt>${say("consent.kinds.exercises")}</dt><dd>${said(consent, ALL, role)}</dd>${single(consent)}
${INSIDE.map((it) => html`<dt>${say(`consent.kinds.${it}`)}</dt><dd>${said(consent, it, role)}</dd>`)}</dl></li>`,
  )}</ul>`;
}

function history(look: Look, { records, title, citizen }: ConsentView): Html {
  const { say } = look;
  if (records.length === 0) return html`<p class="quiet">${say("consent.no-history", { name: citizen.name })}</p>`;
  const kind = (id: string) => {
    if (id === ALL) return say("consent.kinds.exercises");
    return [...INSIDE, EARLIER].some((it) => it === id) ? say(`consent.kinds.${id}`) : title(id);
  };
  const said = ({ kinds, about }: ConsentView["records"][number]) =>
    about.map((it) => `${kind(it)}: ${say(kinds[it] ? "consent.yes" : "consent.no")}`).join(", ");
  return html`<details><summary>${say("consent.history")}</summary>
<ol class="plain">${records.map(
    (it) => html`<li><strong>${it.name}</strong>, ${whenSaid(look, it.at)}: ${said(it)}
<blockquote class="quiet">${it.wording}</blockquote></li>`,
  )}</ol></details>`;
}
