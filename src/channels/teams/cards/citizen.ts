import type { Persona } from "../../../model/picture.ts";
import type { Card } from "../parts.ts";
import { home } from "./citizens.ts";
import {
  type Action,
  beside,
  buttons,
  card,
  type Element,
  execute,
  heading,
  image,
  row,
  text,
  wideImage,
} from "./kit.ts";
import { type CardLook, type Told, told } from "./look.ts";

const FACE = 80;
const ICON = 32;

export interface CitizenCardView {
  readonly id: string;
  readonly name: string;
  readonly persona: Persona;
  /** what is under way, and how long they have waited for their first talk */
  readonly now: readonly string[];
  /** since when, and what is otherwise than it was */
  readonly since: string;
  readonly changed: readonly { readonly title: string; readonly said: string }[];
  readonly charts: readonly { readonly url: string; readonly alt: string }[];
  /** the newest first */
  readonly outcomes: readonly {
    readonly id: string;
    readonly title: string;
    readonly picture: string;
    readonly at: Date;
    readonly isNew: boolean;
  }[];
  /** the next appointment, said */
  readonly next: string | undefined;
  /** they are tied to the reader: something can be done with them */
  readonly tied: boolean;
}

/** One citizen: what changed, how the numbers go, what they showed, and what to do. */
export function citizenCard(look: CardLook, view: CitizenCardView, said: Told = {}): Card {
  const { id: citizen, name, persona } = view;
  const face = image(look.picture({ name: "me", persona }, FACE * 2), "", FACE);
  const now = view.now.length > 0 ? view.now : [look.staff("citizen.nothing-now")];
  return card(
    look.language,
    [
      told(said),
      row(face, [heading(name, 1), ...now.map((it) => text(it, { size: "small", quiet: true, close: true }))]),
      view.next === undefined ? undefined : text(look.say("citizen.next", { what: view.next })),
      heading(look.staff("since.link"), 2, { separate: true }),
      text(view.since, { size: "small", quiet: true, close: true }),
      ...(view.changed.length > 0 ? view.changed.map(changedLine) : [text(look.staff("since.nothing"))]),
      ...view.charts.map(({ url, alt }) => wideImage(url, alt)),
      heading(look.staff("citizen.outcomes"), 2, { separate: true }),
      ...outcomeRows(look, view),
      ...(view.tied ? doing(look, citizen) : []),
    ],
    {
      actions: [openAction(look, citizen), home(look)],
      refresh: { verb: "citizen", data: { citizen } },
    },
  );
}

function openAction(look: CardLook, citizen: string): Action {
  return { type: "Action.OpenUrl", title: look.say("citizen.console"), url: look.console(`/citizens/${citizen}`) };
}

function changedLine({ title, said }: CitizenCardView["changed"][number]): Element {
  return {
    type: "RichTextBlock",
    spacing: "small",
    inlines: [
      { type: "TextRun", text: `${title}: `, weight: "bolder" },
      { type: "TextRun", text: said },
    ],
  };
}

function outcomeRows(look: CardLook, { outcomes, name }: CitizenCardView): Element[] {
  if (outcomes.length === 0) return [text(look.staff("citizen.empty-text", { name }), { quiet: true })];
  return outcomes.map(({ id, title, picture, at, isNew }) => {
    const when = isNew ? `${look.when(at)} · ${look.staff("inbox.new")}` : look.when(at);
    const lines = [
      text(title, { bold: isNew }),
      text(when, { size: "small", close: true, ...(isNew ? { color: "accent" } : { quiet: true }) }),
    ];
    const shown = image(look.picture({ name: picture }, ICON * 2), "", ICON);
    return row(shown, lines, execute(title, "outcome", { outcome: id }, { inputs: "none" }));
  });
}

/** What can be done, always in the same order. */
function doing(look: CardLook, citizen: string): Element[] {
  const act = <V extends "send" | "follow-up" | "appointments" | "invite" | "consent" | "guide">(verb: V) =>
    execute(look.say(`citizen.${verb}`), verb, { citizen }, { inputs: "none" });
  return [
    heading(look.say("citizen.do"), 2, { separate: true }),
    beside([
      [buttons([act("send")]), buttons([act("follow-up")]), buttons([act("appointments")])],
      [buttons([act("invite")]), buttons([act("consent")]), buttons([act("guide")])],
    ]),
  ];
}
