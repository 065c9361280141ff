import type { Card } from "../parts.ts";
import { buttons, type Choice, card, choose, type Element, execute, heading, openUrl, text, tick } from "./kit.ts";
import { type CardLook, type Told, told } from "./look.ts";
import { backActions } from "./send.ts";

export interface ConsentCardView {
  readonly citizen: string;
  readonly name: string;
  readonly rows: readonly {
    readonly name: string;
    /** what they are to the citizen */
    readonly as: string | undefined;
    /** what may be seen: "Øvelser: ja" */
    readonly said: readonly string[];
  }[];
  /** how many more there are */
  readonly more: number;
  readonly receivers: readonly Choice[];
  readonly exercises: readonly Choice[];
  readonly nonce: string;
}

/** Who may see what, and asking the citizen about somebody. Only the citizen decides. */
export function consentCard(look: CardLook, view: ConsentCardView, said: Told = {}): Card {
  const { citizen, name, rows, more } = view;
  return card(
    look.language,
    [
      told(said),
      heading(look.staff("consent.title"), 1),
      text(look.staff("consent.what", { name }), { quiet: true }),
      ...rows.flatMap((it) => receiver(it)),
      more > 0 ? text(look.say("consent.more", { count: more }), { quiet: true }) : undefined,
      heading(look.staff("consent.ask-title"), 2, { separate: true }),
      choose({
        id: "receiver",
        label: look.staff("consent.receiver"),
        choices: view.receivers,
        list: true,
        error: look.staff("consent.choose"),
      }),
      choose({
        id: "exercise",
        label: look.staff("consent.exercise"),
        choices: view.exercises,
        value: view.exercises[0]?.value,
        list: true,
        error: look.staff("consent.choose"),
      }),
      tick({ id: "earlier", title: look.staff("consent.ask-earlier") }),
      text(look.staff("consent.ask-hint", { name }), { size: "small", quiet: true }),
      buttons([
        execute(
          look.staff("consent.ask", { name }),
          "consent-ask",
          { citizen, nonce: view.nonce },
          { style: "positive" },
        ),
      ]),
    ],
    {
      actions: [
        openUrl(look.staff("consent.history"), look.console(`/citizens/${citizen}/consent`)),
        ...backActions(look, view),
      ],
    },
  );
}

function receiver({ name, as, said }: ConsentCardView["rows"][number]): Element[] {
  return [
    text(as === undefined ? name : `${name}, ${as}`, { bold: true }),
    text(said.join(". "), { size: "small", close: true }),
  ];
}
