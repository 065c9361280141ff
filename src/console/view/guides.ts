import { html } from "hono/html";
import type { CompiledFlow } from "../../flow/library.ts";
import { voiceWords } from "../guide-words.ts";
import { guideCard, guideHeading, guideLists } from "./guide-card.ts";
import type { Html, Look } from "./page.ts";

/** All instruction cards, to read and to print: how to speak with a citizen first, then one exercise after the other. */
export function guidesPage(look: Look, flows: readonly CompiledFlow[]): Html {
  return html`<h1>${look.say("guide.all")}</h1>
<p>${look.say("guide.all-text")}</p>
<section class="guide-card voice" aria-labelledby="voice">
<h2 id="voice">${look.say("guide.voice")}</h2>
${guideLists(look, voiceWords(look.words))}
</section>
${flows.map(
  (compiled) => html`
<details class="guide-card" id="guide-${compiled.flow.id}">
<summary><h2>${guideHeading(look, compiled)}</h2></summary>
${guideCard(look, compiled)}
</details>`,
)}`;
}
