import type { Told } from "../channels/teams/cards/look.ts";
import {
  confirmCard,
  type ExerciseView,
  type Form,
  settingsCard,
  type When,
  whenCard,
} from "../channels/teams/cards/send.ts";
import { readSending } from "../console/appointments.ts";
import { wordsAbout } from "../console/citizen.ts";
import { isWhenLacking, readWhen, TALK_DAYS, WEEKDAYS } from "../console/planning.ts";
import { isLacking, type Lacking, OWN, OWN_MAX, readParams, sendable, sendableFor } from "../console/sending.ts";
import { weekdayName } from "../console/view/when.ts";
import { flowText, titleOf } from "../engine/answer-text.ts";
import type { CompiledFlow } from "../flow/library.ts";
import { AppError } from "../model/errors.ts";
import type { Timing } from "../model/schedule.ts";
import { localDate, momentOf } from "../schedule/local.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { chooseFrom } from "./choose.ts";
import { openCitizen } from "./citizen.ts";
import { idFor, newMark } from "./once.ts";
import { citizenOf } from "./own.ts";
import type { Act, Answered, Doing } from "./parts.ts";

interface Wanted {
  readonly citizen: string;
  readonly flow: string;
}

/** Which exercise to send. */
export const chooseExercise: Act<{ readonly citizen: string; readonly page?: number | undefined }> = async (
  doing,
  { data },
) => {
  const citizen = await citizenOf(doing, data.citizen);
  return choose(doing, citizen, sendable(doing.parts.library, doing.actor), data.page ?? 1, {});
};

/** The same for what is asked again and again. */
export const chooseFollowUp: Act<{ readonly citizen: string }> = async (doing, { data }) => {
  const citizen = await citizenOf(doing, data.citizen);
  const flows = sendable(doing.parts.library, doing.actor).filter(({ flow }) => flow.guide.kind === "check-in");
  return choose(doing, citizen, flows, 1, { weekly: true });
};

function choose(
  doing: Doing,
  citizen: OwnCitizen,
  flows: readonly CompiledFlow[],
  page: number,
  carry: { readonly weekly?: boolean },
): Answered {
  const { look } = doing;
  return chooseFrom(doing, citizen, flows, {
    page,
    verb: "send",
    title: look.say(carry.weekly ? "send.which-follow-up" : "send.which", { name: citizen.name }),
    about: ({ flow }) => (flow.guide.alone ? undefined : look.staff("send.together")),
    then: { verb: "send-set", ...carry },
  });
}

/** The settings of an exercise, and when it is sent. */
export const showSettings: Act<Wanted & { readonly weekly?: boolean | undefined }> = async (doing, { data }) => {
  return settings(doing, await wanted(doing, data), { weekly: data.weekly === true });
};

interface Chosen {
  readonly citizen: OwnCitizen;
  readonly compiled: CompiledFlow;
  readonly view: ExerciseView;
}

/** The exercise of a card, as it may be sent now. @throws AppError "not-found", "refused" */
async function wanted(doing: Doing, { citizen: id, flow }: Wanted): Promise<Chosen> {
  const citizen = await citizenOf(doing, id);
  const compiled = await sendableFor(doing.parts, doing.actor, id, flow);
  const words = doing.parts.translator.words(doing.actor.language);
  const said = { title: words.say(titleOf(compiled)), aim: words.say(flowText(compiled, "aim")) };
  return {
    citizen,
    compiled,
    view: { citizen: id, name: citizen.name, flow, ...said, picture: compiled.flow.picture },
  };
}

async function settings(
  doing: Doing,
  chosen: Chosen,
  { weekly = false, form = {}, told = {} }: { readonly weekly?: boolean; readonly form?: Form; readonly told?: Told },
): Promise<Answered> {
  const { look, parts } = doing;
  const { next } = await readSending(parts, chosen.citizen.id);
  const usual: readonly { when: When; label: string }[] = [
    { when: "now", label: look.say("send.now") },
    { when: "once", label: look.staff("send.when-once") },
    { when: "weekly", label: look.staff("send.when-weekly") },
    ...(next
      ? [{ when: "talk" as const, label: look.staff("appointments.send.when", { when: look.when(next.at) }) }]
      : []),
  ];
  const whens = weekly ? usual.toSorted((a, b) => Number(b.when === "weekly") - Number(a.when === "weekly")) : usual;
  return {
    card: settingsCard(look, { ...chosen.view, settings: settingsOf(doing, chosen, form), whens }, told),
    replaces: true,
  };
}

/** Settings that there is a question for; others have a general one. */
const ASKED = ["topic", "points"];

export function settingsOf(doing: Doing, { citizen, compiled }: Pick<Chosen, "citizen" | "compiled">, form: Form) {
  const { look, parts, actor } = doing;
  const about = wordsAbout(parts, actor, citizen);
  return Object.entries(compiled.flow.params ?? {}).map(([name, param]) => {
    const said = (value: string) => about.say(flowText(compiled, `params.${name}.${value}`));
    const example = said(param.values.findLast((value) => value !== param.default) ?? param.default);
    const own = { title: look.staff("send.own"), value: OWN };
    return {
      name,
      label: look.staff(`settings.${ASKED.includes(name) ? name : "other"}`),
      choices: [...param.values.map((value) => ({ title: said(value), value })), ...(param.text ? [own] : [])],
      value: form[`param-${name}`] ?? param.default,
      own: param.text
        ? {
            value: form[`own-${name}`] ?? "",
            label: look.staff("send.own-text"),
            hint: look.staff("send.own-example", { example }),
            most: OWN_MAX,
          }
        : undefined,
    };
  });
}

const FIELDS = ["day", "time", "weekday", "until", "holidays", "talk-days", "when"];
/** The longest that a field of these forms can be. */
const FIELD_MOST = 200;

/** What was typed, of the fields there are. */
export function formIn(inputs: Readonly<Record<string, string>>): Form {
  const known = (name: string) => FIELDS.includes(name) || /^(param|own)-[\w-]{1,40}$/.test(name);
  return Object.fromEntries(Object.entries(inputs).filter(([name, it]) => known(name) && it.length <= FIELD_MOST));
}

/** The settings are chosen: when is asked, or a yes. */
export const chooseWhen: Act<Wanted & { readonly when: When }> = async (doing, { data, inputs }) => {
  const chosen = await wanted(doing, data);
  const form = { ...formIn(inputs), when: data.when };
  const params = readParams(chosen.compiled, form);
  if (isLacking(params)) return settings(doing, chosen, { form, told: { problem: lackingSaid(doing, params) } });
  return data.when === "now" ? confirm(doing, chosen, form) : askWhen(doing, chosen, data.when, form);
};

export function lackingSaid({ look }: Doing, { problem }: Pick<Lacking, "problem">): string {
  return look.staff(`send.${problem}`, { max: OWN_MAX });
}

async function askWhen(
  doing: Doing,
  chosen: Chosen,
  when: Exclude<When, "now">,
  form: Form,
  told: Told = {},
): Promise<Answered> {
  const { look, parts, actor } = doing;
  const { hours } = await readSending(parts, chosen.citizen.id);
  const names = { words: parts.translator.words(actor.language), say: look.staff, now: parts.now() };
  const talkDay = (days: number) => {
    const side = days < 0 ? "before" : "after";
    const count = Math.abs(days);
    return count === 1 ? look.staff(`appointments.send.${side}-1`) : look.staff(`appointments.send.${side}`, { count });
  };
  const view = {
    ...chosen.view,
    when,
    form,
    today: localDate(parts.now()),
    hours: look.staff("send.night", { ...hours }),
    weekdays: WEEKDAYS.map((value, i) => ({ title: weekdayName(names, i), value })),
    talkDays: TALK_DAYS.map((days) => ({ title: talkDay(days), value: String(days) })),
  };
  return { card: whenCard(look, view, told), replaces: true };
}

/** The time is chosen: what will happen is said, and a yes is asked for. */
export const checkSending: Act<Wanted & { readonly form: Form }> = async (doing, { data, inputs }) => {
  return confirm(doing, await wanted(doing, data), { ...data.form, ...formIn(inputs), when: data.form.when ?? "now" });
};

async function confirm(doing: Doing, chosen: Chosen, form: Form): Promise<Answered> {
  const { look, parts } = doing;
  const read = await readForm(doing, chosen, form);
  if ("answered" in read) return read.answered;
  const what = [sentSaid(doing, chosen, read.when), ...paramsSaid(doing, chosen, form)];
  const now = read.when === undefined;
  return { card: confirmCard(look, { ...chosen.view, what, form, nonce: newMark(parts.now()), now }), replaces: true };
}

type Read =
  | { readonly params: Readonly<Record<string, string>>; readonly when: Timing | undefined }
  | { readonly answered: Answered };

/** Reads the whole form; where something lacks, the card that asks for it. */
async function readForm(doing: Doing, chosen: Chosen, form: Form): Promise<Read> {
  const { parts } = doing;
  const params = readParams(chosen.compiled, form);
  if (isLacking(params)) {
    return { answered: await settings(doing, chosen, { form, told: { problem: lackingSaid(doing, params) } }) };
  }
  const { next } = await readSending(parts, chosen.citizen.id);
  const { time, weekday = "", holidays } = form;
  const times = {
    "weekly-time": time,
    "talk-time": time,
    weekday: weekday.split(","),
    holidays: holidays === "yes" ? "keep" : "",
  };
  const when = readWhen({ ...form, ...times }, parts.now(), next);
  if (!isWhenLacking(when)) return { params, when };
  return { answered: await askAgain(doing, chosen, form, when.problem) };
}

function askAgain(doing: Doing, chosen: Chosen, form: Form, problem: string): Promise<Answered> {
  const asked = (["once", "weekly", "talk"] as const).find((it) => it === form.when) ?? "once";
  return askWhen(doing, chosen, asked, form, { problem: doing.look.staff(`send.${problem}`) });
}

function sentSaid({ look, parts, actor }: Doing, { citizen: { name } }: Chosen, when: Timing | undefined): string {
  if (!when) return look.staff("send.ready", { name });
  const at = momentOf(Temporal.PlainDateTime.from(when.start));
  if (when.rule === undefined) return look.say("send.at", { name, when: look.when(at) });
  const names = { words: parts.translator.words(actor.language), say: look.staff, now: parts.now() };
  const [, byDay = ""] = /BYDAY=([A-Z,]+)/.exec(when.rule) ?? [];
  const days = WEEKDAYS.flatMap((it, i) => (byDay.split(",").includes(it) ? [weekdayName(names, i)] : []));
  const [, hour = "", minute = ""] = /BYHOUR=(\d+);BYMINUTE=(\d+)/.exec(when.rule) ?? [];
  const [, ...until] = /UNTIL=(\d{4})(\d\d)(\d\d)/.exec(when.rule) ?? [];
  const time = `${hour}.${minute.padStart(2, "0")}`;
  const each = look.say("send.each", { name, days, time });
  return until.length > 0 ? `${each} ${look.say("send.until", { day: look.day(until.join("-")) })}` : each;
}

function paramsSaid(doing: Doing, chosen: Chosen, form: Form): string[] {
  return settingsOf(doing, chosen, form).map(({ label, choices, value, own }) => {
    const said = value === OWN ? (own?.value ?? "") : (choices.find((it) => it.value === value)?.title ?? "");
    return `${label} ${said}`;
  });
}

/** It is sent, or planned. */
export const send: Act<Wanted & { readonly form: Form; readonly nonce: string }> = async (doing, { data }) => {
  const { look, parts, actor } = doing;
  const chosen = await wanted(doing, data);
  const read = await readForm(doing, chosen, data.form);
  if ("answered" in read) return read.answered;
  const { params, when } = read;
  const id = idFor(doing, data.nonce, data.citizen, data.flow);
  const assigning = { id, citizen: data.citizen, flow: data.flow, params, by: actor.id };
  try {
    await (when ? parts.plan({ ...assigning, ...when }) : parts.assign(assigning));
  } catch (error) {
    // a time that has gone meanwhile
    if (when && error instanceof AppError && error.code === "input")
      return askAgain(doing, chosen, data.form, "when-missing");
    throw error;
  }
  const done = look.say(when ? "send.planned" : "send.sent", { title: chosen.view.title, name: chosen.citizen.name });
  return { card: await openCitizen(doing, chosen.citizen, { done }), replaces: true };
};
