import { html } from "hono/html";
import type { Message } from "../../../model/message.ts";
import type { HistoryItem } from "../parts.ts";
import { answerFields, type Html, icon, type Look, NOTHING, type TextSize } from "./look.ts";

/** "Trin 2 af 5", always at the same place (R10), with a quiet bar. */
export function progressOf(look: Look, message: Message): Html {
  if (message.progress === undefined) return html`<p class="step">${look.say("product")}</p>`;
  const [step, of] = message.progress.match(/\d+/g) ?? [];
  return html`<p class="step">${message.progress}</p>
${step && of ? html`<progress value="${step}" max="${of}" aria-hidden="true"></progress>` : NOTHING}`;
}

/** Reading aloud (shown when the browser can speak), text size, and the citizen's week. */
export function toolsOf(look: Look): Html {
  const next: Record<TextSize, TextSize> = { "1": "2", "2": "3", "3": "1" };
  return html`<div class="tools">
<button class="tool" type="button" id="aloud" data-stop="${look.say("read-aloud-stop")}">${icon(look, "read-aloud")}<span class="label">${look.say("read-aloud")}</span></button>
<form method="post" action="${look.at}/text-size" id="text-size">
<button class="tool" name="size" value="${next[look.size]}" aria-label="${look.say(sizeKey(look.size))}" data-larger="${look.say("text-larger")}" data-normal="${look.say("text-normal")}">${icon(look, "text-size")}<span class="label">${look.say("text-size")}</span></button>
</form>
${look.week ? html`<a class="tool" href="${look.week}">${icon(look, "week")}<span class="label">${look.say("week")}</span></a>` : NOTHING}
</div>`;
}

function sizeKey(size: TextSize): string {
  return size === "3" ? "text-normal" : "text-larger";
}

/** What is always there, in the same order at the same place (R10, R12-R16). */
export function controlsOf(look: Look, message: Message, nonce: string): Html {
  const items = message.controls.map(
    ({ control, token, label }) => html`
<li><button class="control ${control}" name="token" value="${token}">${icon(look, control)}<span class="label">${label}</span></button></li>`,
  );
  return html`<form class="answer" method="post" action="${look.at}/answer">
${answerFields(look, nonce)}
<ul>${items}
</ul>
</form>`;
}

/** What was said earlier today, small above the question. */
export function threadOf(look: Look, history: readonly HistoryItem[]): Html {
  return html`<h2 class="visually-hidden">${look.say("earlier")}</h2>
<ol>${history.map(
    ({ from, text }) => html`
<li class="${from}"><span class="visually-hidden">${look.say(from === "citizen" ? "you-said" : "skridt-said")}: </span>${text}</li>`,
  )}
</ol>`;
}

const NOTICES = [
  "sending",
  "offline",
  "server-away",
  "too-long",
  "too-big",
  "wrong-file",
  "no-microphone",
  "news",
] as const;
export type Notice = (typeof NOTICES)[number];

/** What may have to be said beside the question; scripts show one of them at a time. @param more others than the chat's */
export function noticesOf(look: Look, shown: Notice | undefined, more: Html = NOTHING): Html {
  const action: Partial<Record<Notice, Html>> = {
    offline: html`<span>${look.say("will-send")}</span> <button class="small" type="button" data-do="send">${look.say("send-now")}</button>`,
    "server-away": html`<button class="small" type="button" data-do="send">${look.say("send-now")}</button>`,
    news: html`<button class="small" type="button" data-do="show">${look.say("show-news")}</button>`,
  };
  return html`<div id="notices" role="alert">${NOTICES.map(
    (notice) => html`
<p data-notice="${notice}"${notice === shown ? NOTHING : html` hidden`}><span>${look.say(notice)}</span> ${action[notice] ?? NOTHING}</p>`,
  )}${more}
</div>`;
}
