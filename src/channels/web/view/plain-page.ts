import { html } from "hono/html";
import type { Answer } from "../answer.ts";
import { documentOf, type Script } from "./document.ts";
import { type Html, icon, type Look, NOTHING } from "./look.ts";

/** A page that says one thing. `title` and `text` are keys; `form` or a link leads on. */
export interface PlainPage {
  readonly picture: string;
  readonly title: string;
  readonly text: string;
  readonly more?: string;
  readonly action?: Html;
  readonly script?: Script;
}

/** Where a person stands who is not in the chat: the start, no entry, or trouble on our side. */
export function plainPage(look: Look, page: PlainPage): Html {
  const body = html`<body class="plain">
<main>
${icon(look, page.picture)}
<h1>${look.say(page.title)}</h1>
<p>${look.say(page.text)}</p>
${page.more ? html`<p>${look.say(page.more)}</p>` : NOTHING}
${page.action ?? NOTHING}
</main>
</body>`;
  return documentOf(look, body, page.script);
}

/** One big button. Opening the link does nothing yet, so that a preview of it does not use it up. */
export function startPage(look: Look, link: string): Html {
  const action = buttonForm(look, link, "start", "start");
  return plainPage(look, { picture: "parathed", title: "start-title", text: "start-text", action });
}

/** One big button that does something. */
export function buttonForm(look: Look, to: string, key: string, picture: string): Html {
  return html`<form method="post" action="${to}">
<button class="choice main">${icon(look, picture)}<span class="label">${look.say(key)}</span></button>
</form>`;
}

/** Where Telegram opens the chat inside itself: a script hands over what Telegram says of who it is, and goes on. */
export function appPage(look: Look): Html {
  const action = html`<form method="post" action="/c/app" id="enter">
<input type="hidden" name="data">
<button class="choice main">${icon(look, "start")}<span class="label">${look.say("start")}</span></button>
</form>`;
  const page = { picture: "parathed", title: "bell.app-title", text: "bell.app-text", action };
  return plainPage(look, { ...page, script: "bell.js" });
}

/** Asks before this phone is forgotten: there is no way back without a new link. */
export function leavePage(look: Look): Html {
  const action = html`<form method="post" action="/c/leave">
<button class="choice other">${icon(look, "leave")}<span class="label">${look.say("leave-yes")}</span></button>
</form>
${linkButton(look, "/c", "leave-no", "continue")}`;
  return plainPage(look, { picture: "mobile", title: "leave-title", text: "leave-text", action });
}

export function linkButton(
  look: Look,
  href: string,
  key: string,
  picture: string,
  role: "main" | "other" = "main",
): Html {
  return html`<a class="choice ${role}" href="${href}">${icon(look, picture)}<span class="label">${look.say(key)}</span></a>`;
}

/** Sends the same answer once more after trouble; without scripts there is nobody else to do it. */
export function againForm(look: Look, answer: Exclude<Answer, { kind: "file" }>): Html {
  const said = answer.kind === "tap" ? answer.token : answer.words;
  return html`<form method="post" action="/c/answer">
<input type="hidden" name="nonce" value="${answer.nonce}">
<input type="hidden" name="${answer.kind === "tap" ? "token" : "words"}" value="${said}">
<button class="choice main">${icon(look, "repeat")}<span class="label">${look.say("again")}</span></button>
</form>`;
}
