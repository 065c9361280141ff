import { html } from "hono/html";
import { INBOX_PAGE, type InboxItem, type InboxView, inboxAddress, type News, narrows } from "../inbox.ts";
import { inputField, selectField } from "./fields.ts";
import { live } from "./live.ts";
import { type Html, type Look, NOTHING } from "./page.ts";
import { whenSaid } from "./when.ts";

/** What is new, on the start page: the newest of it, each one tap away. */
export function newSection(look: Look, { items, count }: News): Html {
  return html`<section aria-labelledby="new">
<h2 id="new">${look.say("inbox.title")}${count > 0 ? html` <span class="count">${count}</span>` : NOTHING}</h2>
${counted(look, count)}
${items.length > 0 ? html`<ul class="news">${items.map((it) => itemOf(look, it))}</ul>` : empty(look)}
<p class="more"><a class="button" href="/staff/inbox">${look.say(count > items.length ? "inbox.all-new" : "inbox.open")}</a></p>
</section>`;
}

/** The whole inbox with its filter; it is brought up to date by itself. @param stamp of the citizens it is about */
export function inboxPage(look: Look, view: InboxView, stamp: number, told: Html): Html {
  return html`<p class="crumb"><a href="/staff">${look.say("citizen.back")}</a></p>
<h1>${look.say("inbox.title")}</h1>
${told}
${filterForm(look, view)}
${live(stamp)}
${inboxFresh(look, view)}`;
}

/** The part of the inbox that changes. */
export function inboxFresh(look: Look, view: InboxView): Html {
  const { items, filter, count } = view;
  const address = inboxAddress(filter);
  return html`<div id="fresh" hx-get="${address}" hx-trigger="changed from:#live" hx-swap="outerMorph">
${counted(look, count)}
${items.length > 0 ? html`<ul class="news long">${items.map((it) => itemOf(look, it, { address, mixed: filter.all }))}</ul>` : narrows(filter) ? nothingFound(look) : empty(look)}
${pager(look, view)}
</div>`;
}

/** Says to a screen reader what has come. */
function counted(look: Look, count: number): Html {
  return html`<p class="visually-hidden" role="status">${look.say("inbox.count", { count })}</p>`;
}

/** @param long with what was answered and "Set", which leads back to `address`; `mixed`: among others that are not new */
function itemOf(look: Look, item: InboxItem, long?: { readonly address: string; readonly mixed: boolean }): Html {
  const { id, citizen, title, picture, at, line, isNew } = item;
  return html`<li class="news-item" id="new-${id}">
<a class="news-link" href="/staff/outcomes/${id}">
${look.image({ name: picture }, "", "icon")}
<span class="news-text"><span class="name">${citizen.name}</span> <span>${title}</span>
<time class="quiet" datetime="${at.toISOString()}">${whenSaid(look, at)}</time>
${long && line !== "" ? html`<span class="line">${line}</span>` : NOTHING}</span>
${long?.mixed && isNew ? html`<span class="badge">${look.say("inbox.new")}</span>` : NOTHING}
</a>
${long && isNew ? lookedForm(look, item, long.address) : NOTHING}
</li>`;
}

function lookedForm(look: Look, { id, title, citizen }: InboxItem, back: string): Html {
  const name = look.say("inbox.looked-of", { title, name: citizen.name });
  return html`<form method="post" action="/staff/outcomes/${id}/looked">
<input type="hidden" name="back" value="${back}">
<button class="button" aria-label="${name}">${look.say("inbox.looked")}</button>
</form>`;
}

/** What has just been put away, with a way back. */
export function lookedNotice(
  look: Look,
  { id, title, name }: { readonly id: string; readonly title: string; readonly name: string },
  back: string,
): Html {
  return html`<div class="notice done undo" role="status"><span>${look.say("inbox.put-away", { title, name })}</span>
<form method="post" action="/staff/outcomes/${id}/new"><input type="hidden" name="back" value="${back}"><button class="button">${look.say("inbox.undo")}</button></form></div>`;
}

function filterForm(look: Look, { filter, citizens, flows, dayWrong }: InboxView): Html {
  const anyone = ["", look.say("inbox.any-citizen")] as const;
  const any = ["", look.say("inbox.any-exercise")] as const;
  const chosen = filter.flow !== "" && !flows.some((it) => it.id === filter.flow);
  const known = chosen ? [...flows, { id: filter.flow, title: filter.flow }] : flows;
  const day = (name: "from" | "to") =>
    inputField(look, { name, label: look.say(`inbox.${name}`), value: filter[name], type: "date" });
  return html`<details class="filter"${narrows(filter) || filter.all ? html` open` : NOTHING}>
<summary>${look.say("inbox.filter")}</summary>
<form method="get" action="/staff/inbox">
${selectField({ name: "citizen", label: look.say("inbox.citizen"), value: filter.citizen, options: [anyone, ...citizens.map((it) => [it.id, it.name] as const)] })}
${selectField({ name: "flow", label: look.say("inbox.exercise"), value: filter.flow, options: [any, ...known.map((it) => [it.id, it.title] as const)] })}
${day("from")}${day("to")}
${dayWrong ? html`<strong class="wrong" role="alert">${look.say("inbox.day-wrong")}</strong>` : NOTHING}
<label class="radio"><input type="checkbox" name="all" value="1"${filter.all ? html` checked` : NOTHING}> ${look.say("inbox.also-looked")}</label>
<div class="actions"><button class="button main">${look.say("inbox.show")}</button>
<a class="button" href="/staff/inbox">${look.say("inbox.no-filter")}</a></div>
</form>
</details>`;
}

function empty(look: Look): Html {
  return html`<div class="empty small">
${look.image({ name: "coffee" }, "", "empty-picture")}
<p>${look.say("inbox.empty")}</p>
</div>`;
}

function nothingFound(look: Look): Html {
  return html`<p class="quiet">${look.say("inbox.none-found")}</p>`;
}

function pager(look: Look, { filter, count }: InboxView): Html {
  const pages = Math.ceil(count / INBOX_PAGE);
  if (pages < 2) return NOTHING;
  const to = (page: number, key: string) =>
    html`<a class="button" href="${inboxAddress({ ...filter, page })}">${look.say(key)}</a>`;
  return html`<nav class="more" aria-label="${look.say("inbox.pages")}">
${filter.page > 1 ? to(filter.page - 1, "inbox.newer") : NOTHING}
<span class="quiet">${look.say("inbox.page", { page: filter.page, of: pages })}</span>
${filter.page < pages ? to(filter.page + 1, "inbox.older") : NOTHING}
</nav>`;
}
