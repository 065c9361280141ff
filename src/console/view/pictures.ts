import { html } from "hono/html";
import { PERSONAS, type Persona } from "../../model/picture.ts";
import type { PictureInfo } from "../../pictures/index.ts";
import { type Html, type Look, NOTHING } from "./page.ts";

/** Every picture with what it means, what is read aloud instead of it, and its licence. */
export function picturesPage(look: Look, infos: readonly PictureInfo[], persona: Persona): Html {
  return html`<h1>${look.say("pictures.title")}</h1>
<p>${look.say("pictures.text")}</p>
<nav class="personas" aria-label="${look.say("pictures.persona")}">
<p>${look.say("pictures.persona")}</p>
${PERSONAS.map((it) => personaLink(look, it, it === persona))}
</nav>
<ul class="pictures">${infos.map((info) => pictureItem(look, info, persona))}</ul>`;
}

function personaLink(look: Look, persona: Persona, current: boolean): Html {
  return html`<a class="button" href="/staff/pictures?persona=${persona}"${current ? html` aria-current="true"` : NOTHING}>
${look.image({ name: "me", persona }, "", "icon")}${look.say(`pictures.personas.${persona}`)}</a>`;
}

function pictureItem(look: Look, { name, needsPersona, licence, overridden }: PictureInfo, persona: Persona): Html {
  const said = (key: string) => look.words.say({ from: "pictures", key: `${name}.${key}` });
  const picture = needsPersona ? { name, persona } : { name };
  return html`<li>
<div class="picture-frame">${look.image(picture, said("alt"), "picture")}</div>
<h2>${said("meaning")}</h2>
<dl>
<div><dt>${look.say("pictures.alt")}</dt><dd>${said("alt")}</dd></div>
<div><dt>${look.say("pictures.name")}</dt><dd><code>${name}</code></dd></div>
<div><dt>${look.say("pictures.licence")}</dt><dd>${overridden ? look.say("pictures.own") : licence}</dd></div>
</dl>
</li>`;
}
