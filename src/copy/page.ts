import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { Words } from "../model/words.ts";
import { localeOf } from "../render/words.ts";
import { noteOf } from "../reports/note.ts";
import type { Gathered } from "./gather.ts";
import type { Said } from "./history.ts";

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
type Line = readonly [label: string, text: string];

/** A page is read without us: it brings its looks. */
const STYLE = `
body { font: 1.1rem/1.5 "Atkinson Hyperlegible", Verdana, sans-serif; max-width: 44rem; margin: 0 auto; padding: 1rem; color: #1d2433 }
h2 { margin-top: 2.5rem; border-bottom: 2px solid #c9d3e0 } h3 { margin-bottom: 0.2rem }
dl { margin: 0.2rem 0 } dt { font-weight: bold } dd { margin: 0 0 0.5rem }
.at { color: #566 } img { max-width: 20rem; display: block; margin: 0.5rem 0 } .citizen { margin-left: 3rem }`;

/** What a copy says in words, as one page of HTML. @param file where a picture or a recording lies beside it */
export function copyPage(
  all: Gathered,
  said: readonly Said[],
  { words, now, file }: { readonly words: Words; readonly now: Date; file(media: Gathered["media"][number]): string },
): Html {
  const say = (key: string, values: Readonly<Record<string, string>> = {}) =>
    words.say({ from: "web", key: `copy-${key}`, values });
  const when = (at: Date) => timeOf(at, words);
  const section = (key: string, list: readonly Html[]): Html => html`<section><h2>${say(key)}</h2>
${list.length > 0 ? list : html`<p>${say("nothing")}</p>`}</section>`;
  const { citizen, rows } = all;
  const about: readonly Line[] = [
    [say("name"), citizen.name],
    ...(citizen.word_for_use ? [[say("word"), citizen.word_for_use] as const] : []),
    [say("hours"), say("between", { from: String(citizen.hours_from), to: String(citizen.hours_to) })],
    [say("since"), when(citizen.created_at)],
  ];
  const exercises = all.outcomes.map(({ compiled, outcome }) => {
    const note = noteOf(compiled, outcome, words);
    const lines = note.lines.map(({ label, answer }): Line => [label, answer]);
    return html`<h3>${note.title}</h3><p class="at">${note.date}</p>${listed(lines)}`;
  });
  const people = all.relations.map(({ staff, from, to }) => {
    const span = to === null ? say("from", { from: when(from) }) : say("from-to", { from: when(from), to: when(to) });
    return html`<p><strong>${staff.name}</strong> <span class="at">${span}</span></p>`;
  });
  const dated = (at: Date, text: string): Html => html`<p><span class="at">${when(at)}</span><br>${text}</p>`;
  const notes = (rows.journal_note ?? []).map(({ at, text }) => dated(at as Date, String(text)));
  const alerts = (rows.alert ?? []).map(({ raised_at, note }) => dated(raised_at as Date, String(note ?? "")));
  const places = all.appointments.map(({ at, place, others }) => dated(at, [place, ...others].join(", ")));
  const operator = words.say({ from: "web", key: "seen-operator" });
  const looks = all.looks.map(({ at, name }) => dated(at, say("looked", { name: name ?? operator })));
  const media = all.media.map((it) =>
    it.mime.startsWith("image/")
      ? html`<img src="${file(it)}" alt="${say("picture")}">`
      : html`<p><a href="${file(it)}">${say("recording")}</a></p>`,
  );
  const thread = said.map(
    ({ from, text, at }) =>
      html`<p class="${from}"><strong>${say(from)}</strong> <span class="at">${when(new Date(at))}</span><br>${text}</p>`,
  );
  return html`<!doctype html>
<html lang="${words.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${say("title")}</title><style>${raw(STYLE)}</style></head><body>
<h1>${say("title")}</h1>
<p>${say("intro")} ${say("made", { when: when(now) })}</p><p>${say("data")}</p><p>${say("careful")}</p>
${section("about", [listed(about)])}
${section("exercises", exercises)}
${section("people", people)}
${section(
  "consents",
  all.consents.map(({ at, wording }) => dated(at, wording)),
)}
${section("appointments", places)}
${section("notes", notes)}
${section("alerts", alerts)}
${section("media", media)}
${section("looks", looks)}
${section("thread", thread)}
</body></html>`;
}

function listed(lines: readonly Line[]): Html {
  return html`<dl>${lines.map(([label, text]) => html`<dt>${label}</dt><dd>${text}</dd>`)}</dl>`;
}

function timeOf(at: Date, words: Words): string {
  const form = { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Copenhagen" } as const;
  return new Intl.DateTimeFormat(localeOf(words.language), form).format(at);
}
