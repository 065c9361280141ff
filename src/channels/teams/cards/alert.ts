import type { Card } from "../parts.ts";
import { home } from "./citizens.ts";
import { type Action, box, buttons, card, type Element, execute, heading, openUrl, row, text, typeIn } from "./kit.ts";
import { type CardLook, notice, type Told, told } from "./look.ts";

/** Letters of what a citizen wrote on a card; more of it is in the console. */
const WORDS_MOST = 4000;

/** What cannot wait, in short. */
export interface AlertLine {
  readonly alert: string;
  readonly name: string;
  readonly unit: string;
  /** what kind it is of, from the model's categories */
  readonly category: string;
  readonly urgency: string;
  readonly at: Date;
  /** "taken by NN", "nobody has taken it" */
  readonly state: string;
}

export interface AlertCardView extends AlertLine {
  /** the citizen said that it was a mistake */
  readonly lowered: boolean;
  readonly claim: "open" | "mine" | "others" | "closed";
  /** the number of the unit, where it has one */
  readonly phone: string | null;
  /** what they wrote, once it was asked for */
  readonly words?: string | undefined;
  readonly noteMost: number;
}

/** One that cannot wait: what kind it is of, who has it, and the way to take it. */
export function alertCard(look: CardLook, view: AlertCardView, said: Told = {}): Card {
  const { alert, claim } = view;
  const body = [
    told(said),
    heading(look.say("alert.of", { name: view.name }), 1),
    text(look.say(`alert.about.${view.category}`), { bold: true }),
    text(look.say(`alert.urgency.${view.urgency}`)),
    text(`${look.when(view.at)}, ${view.unit}`, { size: "small", quiet: true }),
    view.lowered ? text(look.say("alert.lowered")) : undefined,
    view.phone === null ? undefined : text(look.say("alert.phone", { number: view.phone })),
    notice(view.state, claim === "open" ? "attention" : claim === "closed" ? "good" : "emphasis"),
    view.words === undefined ? undefined : box([text(view.words.slice(0, WORDS_MOST))], { style: "emphasis" }),
    ...(claim === "mine" ? closing(look, view) : []),
  ];
  return card(look.language, body, {
    actions: [...waysOf(look, view), openUrl(look.say("alert.open"), look.console(`/alerts/${alert}`)), home(look)],
    refresh: { verb: "alert-again", data: { alert } },
  });
}

function waysOf(look: CardLook, { alert, claim, words }: AlertCardView): Action[] {
  const plain = { inputs: "none" } as const;
  if (claim === "open")
    return [execute(look.say("alert.take"), "alert-take", { alert }, { style: "positive", ...plain })];
  if (claim === "mine" && words === undefined) {
    return [execute(look.say("alert.words"), "alert-words", { alert }, plain)];
  }
  return [];
}

/** What was done is said by who took it, and with that it is over. */
function closing(look: CardLook, { alert, noteMost }: AlertCardView): Element[] {
  const label = look.say("alert.note");
  return [
    typeIn({ id: "note", label, most: noteMost, lines: true, error: look.say("alert.note-wrong") }),
    buttons([execute(look.say("alert.close"), "alert-close", { alert })]),
  ];
}

/** That nobody took it in time. Nothing of it stands here: it is read where somebody signed in. */
export function escalationCard(look: CardLook, alert: string): Card {
  const body = [heading(look.say("alert.late"), 1), text(look.say("alert.late-text"))];
  return card(look.language, body, { actions: [openUrl(look.say("alert.skridt"), look.console(`/alerts/${alert}`))] });
}

/** In the place of the cards that asked, once somebody has taken it. */
export function takenCard(look: CardLook, { alert, by }: { readonly alert: string; readonly by: string }): Card {
  const body = [heading(look.say("alert.taken", { name: by })), text(look.say("alert.taken-text"))];
  return card(look.language, body, { actions: [openUrl(look.say("alert.skridt"), look.console(`/alerts/${alert}`))] });
}

/** All that is open, the newest first. */
export function alertsCard(look: CardLook, lines: readonly AlertLine[], more: number): Card {
  const rows = lines.map(({ alert, name, at, category, state }) =>
    row(
      undefined,
      [
        text(name, { bold: true }),
        text(look.say(`alert.about.${category}`), { close: true }),
        text(`${look.when(at)} · ${state}`, { size: "small", quiet: true, close: true }),
      ],
      execute(name, "alert", { alert }),
    ),
  );
  const body = [
    heading(look.say("alert.title"), 1),
    ...(rows.length > 0 ? rows : [text(look.say("alert.none"), { quiet: true })]),
    more > 0 ? text(look.say("alert.more", { count: more }), { quiet: true }) : undefined,
  ];
  return card(look.language, body, { actions: [home(look)], refresh: { verb: "alerts", data: {} } });
}
