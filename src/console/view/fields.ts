import { html } from "hono/html";
import type { Problem } from "../../people/profile.ts";
import { NAME_MAX, WORD_MAX } from "../../people/profile.ts";
import { type Html, type Look, NOTHING } from "./page.ts";

/** A choice of a list: value and words. */
export type Option = readonly [value: string, label: string];

/** What was wrong with a sent form, by field. */
export type Problems = readonly { readonly field: string; readonly problem: Problem }[];

/** A line of text, a day or a number. `more` are attributes of the input. */
export function inputField(
  look: Look,
  field: { name: string; label: string; value: string; type?: "text" | "date"; hint?: string; max?: number },
  problems: Problems = [],
): Html {
  const { name, label, value, type = "text", hint, max } = field;
  const wrong = problems.find((it) => it.field === name);
  const told = [...(hint ? [`${name}-hint`] : []), ...(wrong ? [`${name}-wrong`] : [])].join(" ");
  return html`<div class="field">
<label for="${name}">${label}</label>
${hint ? html`<span class="quiet" id="${name}-hint">${hint}</span>` : NOTHING}
<input type="${type}" id="${name}" name="${name}" value="${value}" autocomplete="off"${max ? html` maxlength="${max}"` : NOTHING}${wrong ? html` aria-invalid="true"` : NOTHING}${told ? html` aria-describedby="${told}"` : NOTHING}>
${wrong ? html`<strong class="wrong" id="${name}-wrong">${problemSaid(look, wrong)}</strong>` : NOTHING}
</div>`;
}

export function selectField(
  field: { name: string; label: string; value: string; options: readonly Option[]; hint?: string },
  wrong?: string,
): Html {
  const { name, label, value, options, hint } = field;
  return html`<div class="field">
<label for="${name}">${label}</label>
${hint ? html`<span class="quiet" id="${name}-hint">${hint}</span>` : NOTHING}
<select id="${name}" name="${name}"${hint ? html` aria-describedby="${name}-hint"` : NOTHING}>
${options.map(([id, text]) => html`<option value="${id}"${id === value ? html` selected` : NOTHING}>${text}</option>`)}
</select>
${wrong ? html`<strong class="wrong">${wrong}</strong>` : NOTHING}
</div>`;
}

/** One of a few, all in sight. `picture` stands beside the words. */
export function radioField(field: {
  name: string;
  legend: string;
  value: string;
  options: readonly Option[];
  picture?: (value: string) => Html;
}): Html {
  const { name, legend, value, options, picture } = field;
  return html`<fieldset${picture ? html` class="pictured"` : NOTHING}>
<legend>${legend}</legend>
${options.map(
  ([
    id,
    text,
  ]) => html`<label class="radio"><input type="radio" name="${name}" value="${id}"${id === value ? html` checked` : NOTHING}>
${picture ? picture(id) : NOTHING}${text}</label>`,
)}
</fieldset>`;
}

export function problemSaid(look: Look, { field, problem }: Problems[number]): string {
  return look.say(`people.problem.${problem}`, { max: field === "wordForUse" ? WORD_MAX : NAME_MAX });
}
