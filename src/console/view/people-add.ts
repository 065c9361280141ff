import { html } from "hono/html";
import { PERSONAS } from "../../model/picture.ts";
import { NAME_MAX } from "../../people/profile.ts";
import { inputField, type Option, type Problems, radioField, selectField } from "./fields.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";

/** What a form held when it was sent, or what it begins with. */
export type Given = Readonly<Record<string, string>>;

/** A form that adds a unit, a staff member or a citizen. `what` is the key of its words. */
export function addPage(
  look: Look,
  what: "units" | "staff" | "citizens",
  given: Given,
  lists: {
    readonly units: readonly Option[];
    /** where the reader came from */
    readonly back: string;
    readonly roles?: readonly Option[];
    readonly behandlere?: readonly Option[];
  },
  failed: { readonly problems: Problems; readonly text?: string } = { problems: [] },
): Html {
  const value = (name: string, otherwise = "") => given[name] ?? otherwise;
  const wrong = failed.text ?? (failed.problems.length > 0 ? look.say("people.not-saved") : undefined);
  const { units, roles, behandlere, back } = lists;
  return html`<p class="crumb"><a href="${back}">${look.say("people.back-out")}</a></p>
<h1>${look.say(`people.add-${what}`)}</h1>
${notice(wrong, "problem")}
<form class="send" method="post">
${inputField(look, { name: "name", label: look.say("people.name"), value: value("name"), max: NAME_MAX, ...(what === "citizens" ? { hint: look.say("people.alias-hint") } : {}) }, failed.problems)}
${roles ? radioField({ name: "role", legend: look.say("people.role"), value: value("role", "behandler"), options: roles }) : NOTHING}
${what === "citizens" ? personaField(look, value("persona", PERSONAS[1])) : NOTHING}
${what === "units" || units.length === 1 ? NOTHING : selectField({ name: "unit", label: look.say("people.unit"), value: value("unit"), options: units })}
${behandlere ? selectField({ name: "behandler", label: look.say("people.behandler"), value: value("behandler"), options: behandlere }) : NOTHING}
<div class="actions"><button class="button main">${look.say("people.add")}</button>
<a class="button" href="${back}">${look.say("people.cancel")}</a></div>
</form>`;
}

/** The four drawn people, as pictures with a name. */
export function personaField(look: Look, value: string): Html {
  return radioField({
    name: "persona",
    legend: look.say("people.persona"),
    value,
    options: PERSONAS.map((it) => [it, look.say(`pictures.personas.${it}`)] as const),
    picture: (persona) => look.image({ name: "me", persona: persona as (typeof PERSONAS)[number] }, "", "face"),
  });
}
