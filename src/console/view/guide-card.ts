import { html } from "hono/html";
import { flowText, titleOf } from "../../engine/answer-text.ts";
import type { CompiledFlow } from "../../flow/library.ts";
import type { Words } from "../../model/words.ts";
import { type GuideWords, guideWords } from "../guide-words.ts";
import { type Html, type Look, NOTHING } from "./page.ts";

/** What a list is set under: the name of a part of an instruction card. */
type Heading = "how" | "dos" | "donts" | "tips" | "step";

/** The instruction card of an exercise. @param about words about the citizen it is run with */
export function guideCard(look: Look, compiled: CompiledFlow, about: Words = look.words): Html {
  const words = guideWords(look.words, compiled);
  return html`<dl class="guide-facts">${factsOf(look, compiled, about).map(
    ([name, said]) => html`
<div><dt>${look.say(`guide.${name}`)}</dt><dd>${said}</dd></div>`,
  )}
</dl>
${guideLists(look, words)}`;
}

export function guideLists(look: Look, words: Partial<GuideWords>): Html {
  const { how = [], dos = [], donts = [], tips = [] } = words;
  return html`${guideList(look, "how", how)}${guideList(look, "dos", dos)}${guideList(look, "donts", donts)}${guideList(look, "tips", tips)}`;
}

export function guideList(look: Look, heading: Heading, lines: readonly string[]): Html {
  if (lines.length === 0) return NOTHING;
  return html`<div class="guide-list guide-${heading}"><h3>${look.say(`guide.${heading}`)}</h3>
<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></div>
`;
}

function factsOf(look: Look, compiled: CompiledFlow, about: Words): readonly (readonly [name: string, said: string])[] {
  const { kind, minutes, material = [], start, alone } = compiled.flow.guide;
  const [from, to] = minutes;
  const roles = start.map((role) => look.say(`roles.${role}`));
  const sheets = material.map((name) => look.words.say({ from: "guides", key: `materials.${name}` }));
  return [
    ["kind", look.say(`guide.kinds.${kind}`)],
    ["aim", about.say(flowText(compiled, "aim"))],
    ["minutes", from === to ? look.say("guide.minutes-one", { from }) : look.say("send.minutes", { from, to })],
    ...(sheets.length > 0 ? [["material", look.say("guide.sheet", { list: sheets })] as const] : []),
    ["who", look.say(alone ? "guide.who-alone" : "guide.who-with", { list: roles })],
  ];
}

/** The name of an exercise beside its picture. */
export function guideHeading(look: Look, compiled: CompiledFlow): Html {
  return html`${look.image({ name: compiled.flow.picture }, "", "card-picture")}<span class="name">${look.words.say(titleOf(compiled))}</span>`;
}
