import { html, raw } from "hono/html";
import type { Message, MessageBubble, MessageChoice, MessagePicture } from "../../../model/message.ts";
import { answerFields, type Html, image, type Look, NOTHING } from "./look.ts";

const TICK = raw(
  `<svg class="tick" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="12"/><path d="m6 12.5 4 4 8-8.5"/></svg>`,
);
/** A picture much wider than high is a scene and gets the whole width. */
const WIDE = 1.3;

/** The current question: pictures, bubbles and choices. */
export function cardOf(look: Look, message: Message, nonce: string): Html {
  const heading = headingOf(message.bubbles);
  return html`<div class="bubbles">
${message.bubbles.map((bubble, index) => bubbleOf(look, bubble, { heading: index === heading, first: index === 0 }))}
</div>
${message.links ? linksOf(look, message.links) : NOTHING}${message.choices.length > 0 ? choicesOf(look, message, nonce) : NOTHING}`;
}

/** Which bubble is the question, and so the heading of the page. */
function headingOf(bubbles: readonly MessageBubble[]): number {
  return Math.max(
    0,
    bubbles.findIndex((bubble) => bubble.text.includes("?")),
  );
}

/** The focus goes to the first bubble of a new screen: what is read from there is all of it, in order. */
function bubbleOf(look: Look, bubble: MessageBubble, { heading, first }: { heading: boolean; first: boolean }): Html {
  const start = first ? html` data-start tabindex="-1"` : NOTHING;
  const text = heading
    ? html`<h1 id="question"${start}>${asked(bubble.text)}</h1>`
    : html`<p class="bubble"${start}>${bubble.text}</p>`;
  const lines = bubble.lines ?? [];
  return html`${bubble.picture ? pictureOf(look, bubble.picture) : NOTHING}${text}
${
  lines.length > 0
    ? html`<dl class="lines">${lines.map(
        (line) => html`
<div><dt>${line.label}</dt><dd>${line.answer}</dd></div>`,
      )}</dl>
`
    : NOTHING
}`;
}

/** The question stands out from what leads up to it. */
function asked(text: string): Html {
  const [, lead, question] = /^(.*[.!]["”»]?\s+)?([^.!]*\?.*)$/s.exec(text) ?? [];
  return question ? html`${lead ?? NOTHING}<span class="question">${question}</span>` : html`${text}`;
}

/** A sheet has small words: it leads to its full size. */
function pictureOf(look: Look, { picture, alt }: MessagePicture): Html {
  const { url, width, height } = look.pictureUrl(picture);
  if (!("sheet" in picture)) {
    const kind = width > height * WIDE ? "scene" : "figure";
    return html`<div class="picture">${image(look, picture, alt, kind)}</div>`;
  }
  const larger = url.replace(/\.svg$/, ".png");
  return html`<div class="picture">
<a class="larger" href="${larger}">${image(look, picture, alt, "sheet")} <span>${look.say("bigger-picture")}</span></a>
</div>`;
}

/** Buttons that lead out: a number is called at once, a page opens beside the chat. */
function linksOf(look: Look, links: NonNullable<Message["links"]>): Html {
  return html`<ul class="links">${links.map(
    ({ label, url, picture }) => html`
<li><a class="choice link" href="${url}"${url.startsWith("https:") ? html` target="_blank" rel="noopener noreferrer"` : NOTHING}>
${image(look, picture.picture, "", "choice-picture")}<span class="label">${label}</span>
</a></li>`,
  )}
</ul>
`;
}

function choicesOf(look: Look, message: Message, nonce: string): Html {
  const items = message.choices.map(
    (choice) => html`
<li class="${choice.role}">${choiceOf(look, choice)}</li>`,
  );
  return html`<form class="answer" method="post" action="${look.at}/answer" aria-label="${look.say("your-choices")}">
${answerFields(look, nonce)}
<ul class="choices ${message.layout}">${items}
</ul>
</form>`;
}

function choiceOf(look: Look, choice: MessageChoice): Html {
  const { token, label, role, number, picture, chosen } = choice;
  return html`<button class="choice ${role}" name="token" value="${token}"${chosen ? html` aria-pressed="true"` : NOTHING}>
${number === undefined ? NOTHING : html`<span class="number">${number}</span> `}${picture ? image(look, picture.picture, "", "choice-picture") : NOTHING}<span class="label">${label}</span>${chosen ? TICK : NOTHING}
</button>`;
}
