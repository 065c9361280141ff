import { html } from "hono/html";
import type { Received } from "../../channel.ts";
import type { HistoryItem, Pace } from "../parts.ts";
import { cardOf } from "./card.ts";
import { documentOf } from "./document.ts";
import { controlsOf, type Notice, noticesOf, progressOf, threadOf, toolsOf } from "./frame.ts";
import { type Html, icon, type Look, NOTHING } from "./look.ts";
import { ownAnswerOf } from "./own-answer.ts";

/** One rendering of the chat. */
export interface ChatPage {
  readonly received: Received;
  /** made anew for every rendering: an answer given on it counts once */
  readonly nonce: string;
  /** tells whose answers a browser keeps while they cannot be sent */
  readonly owner: string;
  readonly readAloud: boolean;
  readonly pace: Pace;
  /** absent: the thread stays as the browser has it */
  readonly history?: readonly HistoryItem[];
  readonly notice?: Notice;
  /** words that were not taken, to go on with */
  readonly written?: string;
  /** on the phone of staff */
  readonly beside?: Beside;
}

/** What stands around the chat on the phone of staff. */
export interface Beside {
  /** files of its own, for the head of the page */
  readonly head: Html;
  /** below the chat, with the id `staff`; it changes with every answer */
  readonly part: Html;
  /** what may have to be said beside the question, as those of the chat */
  readonly notices: Html;
}

/** The whole page. In the order a screen reader meets it: progress, thread, question, choices, own answer, controls. */
export function chatPage(look: Look, page: ChatPage): Html {
  const body = html`<body class="chat">
<a class="skip-link" href="#card">${look.say("skip-to-question")}</a>
<div id="chat" data-owner="${page.owner}" data-read-aloud="${String(page.readAloud)}" data-pace="${page.pace}" data-at="${look.at}">
<header>
${progressPart(look, page)}
${toolsOf(look)}
</header>
<main id="main">
${threadPart(look, page)}
${cardPart(look, page)}
</main>
${noticesOf(look, page.notice, page.beside?.notices)}
${controlsPart(look, page)}
${page.beside?.part ?? NOTHING}
</div>
<dialog id="enlarged">
<img alt="">
<form method="dialog">
<button class="choice main">${icon(look, "back")}<span class="label">${look.say("close")}</span></button>
<a class="choice" download="skridt.png"><span class="label">${look.say("save-picture")}</span></a>
</form>
</dialog>
<p id="status" role="status" class="visually-hidden"></p>
</body>`;
  return documentOf(look, body, "chat.js", page.beside?.head);
}

/** The parts that change with an answer; a script puts each in the place of the one with its id. */
export function chatFragment(look: Look, page: ChatPage): Html {
  return html`${progressPart(look, page)}
${page.history ? threadPart(look, page) : NOTHING}
${cardPart(look, page)}
${controlsPart(look, page)}
${page.beside?.part ?? NOTHING}`;
}

function progressPart(look: Look, page: ChatPage): Html {
  return html`<div id="progress" data-part>${progressOf(look, page.received.message)}</div>`;
}

function threadPart(look: Look, page: ChatPage): Html {
  return html`<section id="thread" data-part>${threadOf(look, page.history ?? [])}</section>`;
}

function cardPart(look: Look, page: ChatPage): Html {
  const { message, revision } = page.received;
  return html`<article id="card" tabindex="-1" data-part data-revision="${revision}" data-aloud="${message.readAloud}" lang="${message.language}">
${cardOf(look, message, page.nonce)}
${ownAnswerOf(look, message, page.nonce, page.written ?? "")}
</article>`;
}

function controlsPart(look: Look, page: ChatPage): Html {
  return html`<nav id="controls" data-part aria-label="${look.say("controls")}">
${controlsOf(look, page.received.message, page.nonce)}
</nav>`;
}
