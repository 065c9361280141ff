import type { Card } from "../parts.ts";
import { home, pager } from "./citizens.ts";
import {
  type Action,
  box,
  buttons,
  type Choice,
  card,
  choose,
  dateField,
  type Element,
  execute,
  heading,
  image,
  row,
  text,
  tick,
  timeField,
  typeIn,
} from "./kit.ts";
import { type CardLook, type Told, told } from "./look.ts";

const ICON = 48;

/** Who it is for. */
interface For {
  readonly citizen: string;
  readonly name: string;
}

/** An exercise in a list. */
export interface ExerciseLine {
  readonly id: string;
  readonly title: string;
  readonly picture: string;
  /** how long it takes, and with whom */
  readonly about: string;
}

/** Which exercise. */
export function chooseCard(
  look: CardLook,
  view: For & {
    readonly flows: readonly ExerciseLine[];
    readonly page: number;
    readonly pages: number;
    readonly verb: "send" | "guide";
    readonly title: string;
    readonly next: (flow: string) => Action;
  },
): Card {
  const { citizen, flows, page, pages, verb } = view;
  return card(
    look.language,
    [
      heading(view.title, 1),
      ...(flows.length > 0
        ? flows.map((it) => exerciseRow(look, it, view.next(it.id)))
        : [text(look.staff("send.none"))]),
      pager(look, { page, pages }, (to) =>
        execute(look.say(to > page ? "older" : "newer"), verb, { citizen, page: to }),
      ),
    ],
    { actions: backActions(look, view) },
  );
}

function exerciseRow(look: CardLook, { title, picture, about }: ExerciseLine, action: Action): Element {
  const shown = image(look.picture({ name: picture }, ICON * 2), "", ICON);
  return row(shown, [text(title, { bold: true }), text(about, { size: "small", quiet: true, close: true })], action);
}

/** Back to the citizen, and to the first card. */
export function backActions(look: CardLook, { citizen, name }: For): Action[] {
  return [execute(look.staff("citizen.back-to", { name }), "citizen", { citizen }, { inputs: "none" }), home(look)];
}

/** A setting of an exercise. */
export interface SettingView {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  /** words of one's own may be typed: what was, and an example */
  readonly own?:
    | { readonly value: string; readonly hint: string; readonly label: string; readonly most: number }
    | undefined;
}

export interface ExerciseView extends For {
  readonly flow: string;
  readonly title: string;
  readonly aim: string;
  readonly picture: string;
}

/** When something is sent. */
export type When = "now" | "once" | "weekly" | "talk";

/** The settings of an exercise, and when: each button leads to what is asked then. */
export function settingsCard(
  look: CardLook,
  view: ExerciseView & {
    readonly settings: readonly SettingView[];
    /** what can be chosen, the usual one first */
    readonly whens: readonly { readonly when: When; readonly label: string }[];
  },
  said: Told = {},
): Card {
  const { citizen, flow, whens } = view;
  return card(
    look.language,
    [
      told(said),
      exerciseHead(look, view),
      ...view.settings.flatMap((it) => settingFields(look, it)),
      heading(look.staff("send.when"), 2),
      ...whens.map(({ when, label }, i) =>
        buttons([execute(label, "send-when", { citizen, flow, when }, i === 0 ? { style: "positive" } : {})]),
      ),
    ],
    { actions: backActions(look, view) },
  );
}

function exerciseHead(look: CardLook, { name, title, aim, picture }: ExerciseView): Element {
  const shown = image(look.picture({ name: picture }, 128), "", 64);
  return box([
    text(look.say("send.to", { name }), { quiet: true }),
    row(shown, [heading(title, 1), text(aim, { close: true })]),
  ]);
}

/** What sets an exercise: one of some values, or words of one's own. */
export function settingFields(look: CardLook, { name, label, choices, value, own }: SettingView): Element[] {
  const field = choose({ id: `param-${name}`, label, choices, value, error: look.staff("send.choose-setting") });
  if (!own) return [field];
  return [field, typeIn({ id: `own-${name}`, label: own.label, value: own.value, most: own.most, hint: own.hint })];
}

/** What a form held so far: texts by the name of the field. */
export type Form = Readonly<Record<string, string>>;

/** The day, the time, the days of the week. What was chosen before travels in `form`. */
export function whenCard(
  look: CardLook,
  view: ExerciseView & {
    readonly when: Exclude<When, "now">;
    readonly form: Form;
    readonly today: string;
    readonly hours: string;
    readonly weekdays: readonly Choice[];
    readonly talkDays: readonly Choice[];
  },
  said: Told = {},
): Card {
  const { citizen, flow, when, form, today } = view;
  const wrong = look.staff(when === "weekly" ? "send.weekday-missing" : "send.when-missing");
  const time = timeField({ id: "time", label: look.staff("send.time"), value: form.time ?? "10:00", error: wrong });
  const fields: Readonly<Record<Exclude<When, "now">, readonly Element[]>> = {
    once: [dateField({ id: "day", label: look.staff("send.day"), value: form.day, from: today, error: wrong }), time],
    weekly: [
      choose({
        id: "weekday",
        label: look.staff("send.weekdays"),
        choices: view.weekdays,
        value: form.weekday,
        many: true,
        error: wrong,
      }),
      time,
      dateField({ id: "until", label: look.staff("send.until"), value: form.until, from: today }),
      tick({ id: "holidays", title: look.staff("send.holidays"), on: form.holidays === "yes" }),
    ],
    talk: [
      choose({
        id: "talk-days",
        label: look.staff("appointments.send.which"),
        choices: view.talkDays,
        value: form["talk-days"] ?? "-1",
        list: true,
        error: wrong,
      }),
      time,
    ],
  };
  return card(
    look.language,
    [told(said), exerciseHead(look, view), ...fields[when], text(view.hours, { size: "small", quiet: true })],
    {
      actions: [
        execute(look.say("next"), "send-check", { citizen, flow, form: { ...form, when } }, { style: "positive" }),
        execute(look.say("back"), "send-set", { citizen, flow }, { inputs: "none" }),
      ],
    },
  );
}

/** What is going to happen, and a yes to it. */
export function confirmCard(
  look: CardLook,
  view: ExerciseView & {
    readonly what: readonly string[];
    readonly form: Form;
    readonly nonce: string;
    readonly now: boolean;
  },
): Card {
  const { citizen, flow, form, nonce } = view;
  return card(look.language, [exerciseHead(look, view), ...view.what.map((it) => text(it, { bold: true }))], {
    actions: [
      execute(
        look.say(view.now ? "send.yes-now" : "send.yes-plan"),
        "send-do",
        { citizen, flow, form, nonce },
        { style: "positive" },
      ),
      execute(look.say("send.change"), "send-set", { citizen, flow }),
      execute(look.staff("send.cancel"), "citizen", { citizen }),
    ],
  });
}
