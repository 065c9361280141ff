import type { Card } from "../parts.ts";
import {
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
  openUrl,
  row,
  text,
  timeField,
  typeIn,
} from "./kit.ts";
import { type CardLook, type Told, told } from "./look.ts";
import { backActions } from "./send.ts";

const ICON = 48;

export interface AppointmentsView {
  readonly citizen: string;
  readonly name: string;
  readonly coming: readonly {
    readonly id: string;
    readonly at: Date;
    readonly place: string;
    /** what the place looks like; undefined: a photo, which is seen in the console */
    readonly picture: string | undefined;
    readonly names: readonly string[];
  }[];
  readonly today: string;
  readonly staff: readonly Choice[];
  readonly places: readonly Choice[];
  readonly lengths: readonly Choice[];
  readonly hours: string;
  readonly nonce: string;
  readonly placeMost: number;
  readonly othersMost: number;
  /** what was typed, when nothing was made */
  readonly form: Readonly<Record<string, string>>;
}

/** The talks to come, and a new one. */
export function appointmentsCard(look: CardLook, view: AppointmentsView, said: Told = {}): Card {
  const { citizen, name, coming } = view;
  return card(
    look.language,
    [
      told(said),
      heading(look.say("appointments.title", { name }), 1),
      ...(coming.length > 0
        ? coming.map((it) => comingRow(look, citizen, it))
        : [text(look.staff("appointments.none"))]),
      heading(look.staff("appointments.new"), 2, { separate: true }),
      ...newFields(look, view),
      text(look.staff("appointments.what-happens", { name }), { size: "small", quiet: true }),
      text(view.hours, { size: "small", quiet: true }),
      buttons([
        execute(
          look.staff("appointments.make"),
          "appointment-make",
          { citizen, nonce: view.nonce },
          { style: "positive" },
        ),
      ]),
    ],
    { actions: backActions(look, view) },
  );
}

function comingRow(look: CardLook, citizen: string, it: AppointmentsView["coming"][number]): Element {
  const { id, at, place, picture, names } = it;
  const shown = picture === undefined ? undefined : image(look.picture({ name: picture }, ICON * 2), "", ICON);
  const who =
    names.length > 0
      ? [text(look.staff("appointments.with", { list: names }), { size: "small", quiet: true, close: true })]
      : [];
  return box([
    row(shown, [text(look.when(at), { bold: true }), text(place, { close: true }), ...who]),
    buttons([
      execute(
        look.staff("appointments.cancel"),
        "appointment-cancel",
        { citizen, appointment: id },
        { inputs: "none" },
      ),
      openUrl(look.staff("appointments.change"), look.console(`/citizens/${citizen}/appointments/${id}`)),
    ]),
  ]);
}

function newFields(look: CardLook, view: AppointmentsView): Element[] {
  const { form } = view;
  const wrong = look.staff("appointments.problem.time-wrong");
  const missing = look.staff("appointments.problem.place-missing", { max: view.placeMost });
  return [
    dateField({ id: "day", label: look.staff("send.day"), value: form.day, from: view.today, error: wrong }),
    timeField({ id: "time", label: look.staff("send.time"), value: form.time, error: wrong }),
    choose({
      id: "minutes",
      label: look.staff("appointments.length"),
      choices: view.lengths,
      value: form.minutes ?? "45",
      list: true,
      error: wrong,
    }),
    typeIn({
      id: "place",
      label: look.staff("appointments.place"),
      value: form.place,
      most: view.placeMost,
      error: missing,
    }),
    choose({
      id: "picture",
      label: look.staff("appointments.looks"),
      choices: view.places,
      value: form.picture ?? view.places[0]?.value,
      list: true,
      error: missing,
    }),
    choose({ id: "staff", label: look.staff("appointments.who"), choices: view.staff, value: form.staff, many: true }),
    typeIn({ id: "others", label: look.staff("appointments.others"), value: form.others, most: view.othersMost }),
  ];
}

/** Whether it is really to be cancelled. */
export function cancelCard(
  look: CardLook,
  view: {
    readonly citizen: string;
    readonly name: string;
    readonly appointment: string;
    readonly at: Date;
    readonly nonce: string;
  },
): Card {
  const { citizen, appointment, nonce } = view;
  const yes = execute(
    look.staff("appointments.cancel-yes"),
    "appointment-cancelled",
    { citizen, appointment, nonce },
    { style: "destructive" },
  );
  const body = [
    heading(look.staff("appointments.cancel"), 1),
    text(look.staff("appointments.cancel-ask", { when: look.when(view.at) })),
  ];
  return card(look.language, body, { actions: [yes, execute(look.say("back"), "appointments", { citizen })] });
}
