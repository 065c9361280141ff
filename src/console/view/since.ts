import { html } from "hono/html";
import type { Persona } from "../../model/picture.ts";
import type { Given, ItemsChange, NumberChange, Recurring, SheetChange } from "../../reports/changed.ts";
import { localDate } from "../../schedule/local.ts";
import type { OwnCitizen } from "../../store/console-queries.ts";
import type { SinceView } from "../since.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";
import { backTo } from "./send.ts";
import { daySaid, shortDay, whenSaid } from "./when.ts";

/** More words than these are folded away. */
const WORDS_SHOWN = 6;
/** Quotes of a word, and letters of a quote. */
const QUOTES = 3;
const QUOTE_MAX = 90;

/** What changed, on one screen: facts beside each other, and no word of what to think of them. */
export function sincePage(look: Look, view: SinceView): Html {
  const { citizen, changed, done, unanswered } = view;
  const { numbers, items, sheets, recurring } = changed;
  const parts = [
    numbers.length > 0
      ? part(look, "numbers", html`<ul class="facts">${numbers.map((it) => numberItem(look, it))}</ul>`)
      : undefined,
    ...items.map((it) => part(look, "feelings", feelings(look, citizen, it), it.title)),
    sheets.length > 0
      ? part(look, "sheets", html`<ul class="facts">${sheets.map((it) => sheetItem(look, citizen.id, it))}</ul>`)
      : undefined,
    recurring.length > 0 ? part(look, "words", wordList(look, recurring)) : undefined,
    unanswered.length > 0
      ? part(
          look,
          "unanswered",
          html`<ul class="facts">${unanswered.map(({ title, at }) => html`<li>${look.say("since.sent", { title, when: whenSaid(look, at) })}</li>`)}</ul>`,
        )
      : undefined,
    done.length > 0 ? part(look, "done", doneList(look, done)) : undefined,
  ].filter((it) => it !== undefined);
  return html`${backTo(look, citizen)}
<div class="person">
${look.image({ name: "me", persona: citizen.persona }, "", "face")}
<div><h1>${look.say("since.of", { name: citizen.name })}</h1>
<p>${sinceSaid(look, view)}</p></div>
</div>
${view.dayWrong ? notice(look.say("since.day-wrong"), "problem") : NOTHING}
${dayForm(look, view)}
${parts.length > 0 ? html`<div class="since">${parts}</div>` : html`<p class="quiet">${look.say("since.nothing")}</p>`}`;
}

function sinceSaid(look: Look, { from, since }: SinceView): string {
  return from === "talk"
    ? look.say("since.from-talk", { when: whenSaid(look, since) })
    : look.say("since.from-day", { day: daySaid(look, localDate(since)) });
}

function dayForm(look: Look, { citizen, since, from, talk }: SinceView): Html {
  const at = `/staff/citizens/${citizen.id}/since`;
  return html`<form class="since-day" method="get" action="${at}">
<label class="field" for="from">${look.say("since.choose")} <input type="date" id="from" name="from" value="${localDate(since)}" max="${localDate(look.now)}" required></label>
<button class="button">${look.say("since.show")}</button>
${from === "asked" && talk ? html`<a class="button" href="${at}">${look.say("since.last-talk")}</a>` : NOTHING}
<button class="button" type="button" hidden data-print>${look.say("outcome.print")}</button>
</form>`;
}

function part(look: Look, key: string, body: Html, about?: string): Html {
  return html`<section><h2>${look.say(`since.${key}`)}</h2>
${about === undefined || about === look.say(`since.${key}`) ? NOTHING : html`<p class="quiet">${about}</p>`}
${body}</section>`;
}

/** "Parathed 1-5: 2, ikke så klar → 3, lidt klar", each with its day. */
function numberItem(look: Look, { title, label, before, now, of }: NumberChange): Html {
  return html`<li><strong>${title}</strong> <span class="quiet">${look.say("since.label", { label, of })}</span>
<div class="then-now">${before ? html`${givenItem(look, before)}<span aria-hidden="true">→</span>` : NOTHING}
${givenItem(look, now)}</div>
${before ? NOTHING : html`<span class="quiet">${look.say("since.first-time")}</span>`}</li>`;
}

function givenItem(look: Look, { number, said, at }: Given): Html {
  const what =
    number === null
      ? html`<span>${look.say("since.no-number")}</span>`
      : html`<span><span class="number">${number}</span> ${said}</span>`;
  return html`<span class="given">${what} <time class="quiet" datetime="${at.toISOString()}">${shortDay(look, at)}</time></span>`;
}

function feelings(look: Look, { persona }: OwnCitizen, { more, less, same, first, of }: ItemsChange): Html {
  const list = (key: string, items: ItemsChange["more"]) =>
    items.length > 0
      ? html`<h3>${look.say(`since.${key}`)}</h3><ul class="facts">${items.map((it) => feelingItem(look, persona, it, first, of))}</ul>`
      : NOTHING;
  if (more.length + less.length + same.length === 0) return html`<p>${look.say("since.no-feelings")}</p>`;
  return html`${list("more", more)}${list("less", less)}${list(first ? "chosen" : "as-often", same)}`;
}

function feelingItem(
  look: Look,
  persona: Persona,
  item: ItemsChange["more"][number],
  first: boolean,
  of: number,
): Html {
  const { label, picture, before, since, filled } = item;
  const times = look.say("since.times", { ...since });
  const was = first ? "" : ` ${look.say("since.times-before", { ...before })}`;
  const filling =
    filled.now === undefined
      ? ""
      : filled.before === undefined
        ? look.say("since.fills", { now: filled.now, of })
        : look.say("since.filled", { before: filled.before, now: filled.now, of });
  return html`<li class="pictured-fact">${picture ? look.image({ name: picture, persona }, "", "feeling") : NOTHING}
<div><strong>${label}</strong> ${times}${was} ${filling}</div></li>`;
}

function sheetItem(look: Look, citizen: string, sheet: SheetChange): Html {
  const { id, flow, title, picture, at, before, rows } = sheet;
  const compare = html`<a href="/staff/citizens/${citizen}/compare/${flow}?run=${id}">${look.say("compare.title")}</a>`;
  const said = before
    ? rows.length > 0
      ? html`<dl class="changes">${rows.map((row) => html`<div><dt>${row.label}</dt>${row.answers.map((it) => html`<dd>${look.say(`since.marked.${it.mark}`, { text: it.text })}</dd>`)}</div>`)}</dl>`
      : html`<p>${look.say("since.sheet-same")}</p>`
    : html`<p>${look.say("since.sheet-first")}</p>`;
  return html`<li class="pictured-fact">${look.image({ name: picture }, "", "icon")}
<div><a href="/staff/outcomes/${id}"><strong>${title}</strong></a> <time class="quiet">${shortDay(look, at)}</time>
${said}${before ? compare : NOTHING}</div></li>`;
}

function wordList(look: Look, recurring: readonly Recurring[]): Html {
  const [shown, rest] = [recurring.slice(0, WORDS_SHOWN), recurring.slice(WORDS_SHOWN)];
  const list = (words: readonly Recurring[]) => html`<ul class="facts">${words.map((it) => wordItem(look, it))}</ul>`;
  return html`<p class="quiet">${look.say("since.words-what")}</p>
${list(shown)}${rest.length > 0 ? html`<details class="older"><summary>${look.say("since.more-words", { count: rest.length })}</summary>${list(rest)}</details>` : NOTHING}`;
}

function wordItem(look: Look, { word, said, since }: Recurring): Html {
  const count = look.say("since.said", { count: said.length, since });
  return html`<li><strong>»${word}«</strong> <span class="quiet">${count}</span>
<ul class="quotes">${said.slice(0, QUOTES).map(({ id, at, text }) => html`<li><q>${around(text, word)}</q> <a href="/staff/outcomes/${id}">${shortDay(look, at)}</a></li>`)}</ul></li>`;
}

function doneList(look: Look, done: SinceView["done"]): Html {
  return html`<ul class="facts">${done.map(
    ({ id, title, picture, at }) => html`<li class="pictured-fact">${look.image({ name: picture }, "", "icon")}
<div><a href="/staff/outcomes/${id}">${title}</a> <time class="quiet">${shortDay(look, at)}</time></div></li>`,
  )}</ul>`;
}

/** What was said; of much, the part around the word. */
function around(text: string, word: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line.length <= QUOTE_MAX) return line;
  const at = Math.max(0, line.toLocaleLowerCase("da").indexOf(word.toLocaleLowerCase("da")));
  const from = Math.max(0, Math.min(at - QUOTE_MAX / 3, line.length - QUOTE_MAX));
  const start = from === 0 ? 0 : line.indexOf(" ", from) + 1;
  const part = line.slice(start, start + QUOTE_MAX).trimEnd();
  return `${start > 0 ? "… " : ""}${part}${start + QUOTE_MAX < line.length ? " …" : ""}`;
}
