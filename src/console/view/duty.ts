import { html } from "hono/html";
import type { Member } from "../../people/roles.ts";
import { clockOf, type StoredDuty, type UnitWatch } from "../../store/duty.ts";
import type { Unit } from "../../store/people.ts";
import type { Unreached } from "../../store/teams.ts";
import { inputField, type Option, selectField } from "./fields.ts";
import { type Html, type Look, NOTHING, notice } from "./page.ts";
import { unreachedMark } from "./people.ts";
import { daySaid, weekdayName } from "./when.ts";

export interface DutyView {
  readonly unit: Unit;
  /** those the reader may choose */
  readonly units: readonly Unit[];
  readonly watch: UnitWatch;
  readonly staff: readonly Member[];
  /** who is no longer reached in Teams */
  readonly unreached: ReadonlyMap<string, Unreached>;
  readonly done: boolean;
  readonly wrong: boolean;
}

const WEEKDAYS = ["1", "2", "3", "4", "5", "6", "7"] as const;

/** The duty plan of a unit, and who is told when nobody takes an alert. */
export function dutyPage(look: Look, view: DutyView): Html {
  const { unit, units, watch } = view;
  const days = [...new Set(watch.duties.map((it) => it.day))];
  const named = watch.duties.some((it) => it.staff !== null && !it.left);
  return html`<p class="crumb"><a href="/staff/alerts">${look.say("alerts.back")}</a></p>
<h1>${look.say("duty.of", { unit: unit.name })}</h1>
${notice(view.done ? look.say("duty.saved") : undefined)}${view.wrong ? notice(look.say("duty.wrong"), "problem") : NOTHING}
${units.length > 1 ? html`<p class="actions">${units.map((it) => (it.id === unit.id ? NOTHING : html`<a class="button" href="/staff/duty?unit=${it.id}">${it.name}</a>`))}</p>` : NOTHING}
<p>${look.say("duty.what")}</p>
${named ? NOTHING : notice(look.say("duty.nobody"), "problem")}
${days.map((day) =>
  daySection(
    look,
    view,
    day,
    watch.duties.filter((it) => it.day === day),
  ),
)}
${addForm(look, view)}
${settingForm(look, view)}`;
}

function dayNamed(look: Look, day: string): string {
  if (day === "holiday") return look.say("duty.holiday");
  return day.length === 1 ? weekdayName(look, Number(day) - 1) : daySaid(look, day);
}

function daySection(look: Look, view: DutyView, day: string, duties: readonly StoredDuty[]): Html {
  return html`<section class="duty-day"><h2>${dayNamed(look, day)}</h2>
<ul class="duties">${duties.map((it) => dutyItem(look, view, it))}</ul></section>`;
}

function dutyItem(look: Look, { unit, unreached }: DutyView, duty: StoredDuty): Html {
  const who = duty.name ?? look.say("duty.no-one");
  const hours = look.say("duty.hours", { from: clockOf(duty.from), to: clockOf(duty.to) });
  const rank =
    duty.rank === 1 ? NOTHING : html` <span class="quiet">${look.say("duty.deputy", { rank: duty.rank - 1 })}</span>`;
  const silent = unreachedMark(look, duty.staff === null || duty.left ? undefined : unreached.get(duty.staff));
  return html`<li><span>${hours} <strong>${who}</strong>${rank}${silent}${duty.left ? html` <span class="alone">${look.say("duty.left")}</span>` : NOTHING}</span>
<form method="post" action="/staff/duty/${unit.id}/remove/${duty.id}"><button class="button" aria-label="${look.say("duty.remove-of", { who, hours })}">${look.say("duty.remove")}</button></form></li>`;
}

function addForm(look: Look, { unit, staff }: DutyView): Html {
  const days: Option[] = [
    ...WEEKDAYS.map((it) => [it, dayNamed(look, it)] as const),
    ["holiday", look.say("duty.holiday")],
  ];
  const ranks: Option[] = [1, 2, 3].map((it) => [
    String(it),
    it === 1 ? look.say("duty.first") : look.say("duty.deputy", { rank: it - 1 }),
  ]);
  const field = (name: "from" | "to", value: string) =>
    inputField(look, { name, label: look.say(`duty.${name}`), value, max: 5 });
  return html`<section aria-labelledby="add"><h2 id="add">${look.say("duty.add")}</h2>
<form class="send" method="post" action="/staff/duty/${unit.id}/add">
${selectField({ name: "day", label: look.say("duty.day"), value: "1", options: days })}
${inputField(look, { name: "date", label: look.say("duty.date"), value: "", type: "date", hint: look.say("duty.date-hint") })}
<div class="pair">${field("from", "08:00")}${field("to", "16:00")}</div>
${selectField({ name: "staff", label: look.say("duty.who"), value: "", options: [["", look.say("duty.no-one")], ...namesOf(look, staff)] })}
${selectField({ name: "rank", label: look.say("duty.rank"), value: "1", options: ranks })}
<div class="actions"><button class="button main">${look.say("duty.add")}</button></div>
</form></section>`;
}

function settingForm(look: Look, { unit, staff, watch }: DutyView): Html {
  const nobody = ["", look.say("duty.no-one")] as const;
  const who = (name: "tovholder" | "leder", list: readonly Member[]) =>
    selectField({
      name,
      label: look.say(`duty.${name}`),
      value: watch[name] ?? "",
      options: [nobody, ...namesOf(look, list)],
    });
  const minutes = (name: "first" | "then", value: number) =>
    inputField(look, { name, label: look.say(`duty.${name}-minutes`), value: String(value), max: 3 });
  return html`<section aria-labelledby="setting"><h2 id="setting">${look.say("duty.escalation")}</h2>
<p>${look.say("duty.escalation-what")}</p>
<form class="send" method="post" action="/staff/duty/${unit.id}/set">
${minutes("first", watch.firstMinutes)}${who("tovholder", staff)}
${minutes("then", watch.thenMinutes)}${who("leder", staff)}
${inputField(look, { name: "phone", label: look.say("duty.phone"), value: watch.lederPhone ?? "", max: 20, hint: look.say("duty.phone-hint") })}
<div class="actions"><button class="button main">${look.say("duty.save")}</button></div>
</form></section>`;
}

const namesOf = (look: Look, list: readonly Member[]): Option[] =>
  list.map((it) => [it.id, `${it.name}, ${look.say(`roles.${it.role}`)}`] as const);
