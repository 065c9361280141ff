import { html } from "hono/html";
import { NAME_MAX } from "../../people/profile.ts";
import type { OpenRequest } from "../../store/data-requests.ts";
import type { Citizen } from "../../store/people.ts";
import { inputField } from "./fields.ts";
import { type Html, type Look, NOTHING } from "./page.ts";
import { whenSaid } from "./when.ts";

/** What citizens ask for, with the way to where it is done. @param to the address of a citizen's page, for who may open it */
export function requestList(look: Look, requests: readonly OpenRequest[], to: (citizen: string) => string): Html {
  if (requests.length === 0) return NOTHING;
  return html`<section aria-labelledby="requests"><h2 id="requests">${look.say("rights.asked")}</h2>
<ul class="people">${requests.map(
    (it) =>
      html`<li><a href="${to(it.citizen.id)}">${asksFor(look, it)}</a> <span class="quiet">${whenSaid(look, it.askedAt)}</span></li>`,
  )}</ul></section>`;
}

const asksFor = (look: Look, { citizen, what }: OpenRequest): string =>
  look.say(`rights.asks-${what}`, { name: citizen.name });

/** What the citizen asks for, for those who talk with them: an administrator does it. */
export function requestNote(look: Look, requests: readonly OpenRequest[]): Html {
  return requests.length === 0
    ? NOTHING
    : html`<div class="notice">${requests.map((it) => html`<p>${asksFor(look, it)}</p>`)}<p>${look.say("rights.who-does")}</p></div>`;
}

/** A copy of everything, and erasing, for who may do it. */
export function rightsSection(look: Look, citizen: Citizen, requests: readonly OpenRequest[]): Html {
  const at = `/staff/citizens/${citizen.id}`;
  const { name } = citizen;
  return html`<section class="endings" aria-labelledby="rights">
<h2 id="rights">${look.say("rights.title")}</h2>
${requests.map(
  (
    it,
  ) => html`<form class="notice" method="post" action="${at}/requests/done"><input type="hidden" name="what" value="${it.what}">
<p>${asksFor(look, it)} <span class="quiet">${whenSaid(look, it.askedAt)}</span></p>
<button class="button">${look.say("rights.done")}</button></form>`,
)}
<form method="post" action="${at}/copy"><p>${look.say("rights.copy-note")}</p>
<p><button class="button">${look.image({ name: "my-things" }, "", "icon")}${look.say("rights.copy")}</button></p></form>
<details><summary class="button">${look.say("rights.erase", { name })}</summary>
<form class="send" method="post" action="${at}/erase">
<ul class="plain-list">${["said", "phones", "left"].map((it) => html`<li>${look.say(`rights.erase-what.${it}`)}</li>`)}</ul>
${inputField(look, { name: "confirm", label: look.say("rights.erase-name", { name }), value: "", max: NAME_MAX }, [])}
<div class="actions"><button class="button danger">${look.say("rights.erase-yes")}</button></div>
</form></details>
</section>`;
}
