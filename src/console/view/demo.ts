import { html } from "hono/html";
import type { DemoPeople } from "../parts.ts";
import { documentOf, type Html, type Look } from "./page.ts";

/** Two windows side by side; on a narrow screen one at a time, chosen by two buttons. */
export function demoPage(look: Pick<Look, "words" | "say" | "assets">, people: DemoPeople): Html {
  const { citizen, citizenName, staffName } = people;
  const phone = look.say("demo.phone", { citizen: citizenName });
  const console = look.say("demo.console", { staff: staffName });
  const body = html`<body>
<main class="demo" aria-label="${look.say("demo.title")}">
<div class="demo-head">
<h1>${look.say("demo.title")}</h1>
<p class="demo-notice"><strong>${look.say("demo.notice", { citizen: citizenName, staff: staffName })}</strong></p>
<p>${look.say("demo.text", { citizen: citizenName })}</p>
</div>
<fieldset class="which">
<legend class="visually-hidden">${look.say("demo.which")}</legend>
<label><input type="radio" name="which" value="phone" checked> ${phone}</label>
<label><input type="radio" name="which" value="console"> ${console}</label>
</fieldset>
<div class="windows">
<section class="phone-window" aria-label="${phone}">
<h2>${phone}</h2>
<div class="phone"><iframe src="/c" title="${phone}" allow="microphone; camera"></iframe></div>
</section>
<section class="console-window" aria-label="${console}">
<h2>${console}</h2>
<div class="screen"><iframe src="/staff/citizens/${citizen}" title="${console}" allow="clipboard-write"></iframe></div>
</section>
</div>
</main>
</body>`;
  return documentOf(look, { title: look.say("demo.title"), styles: ["demo.css"], scripts: [], body });
}
