import type { Card } from "../parts.ts";
import { home } from "./citizens.ts";
import { card, execute, heading, text } from "./kit.ts";
import type { CardLook } from "./look.ts";
import { type NewLine, newRow } from "./start.ts";

export interface ReleasedView {
  readonly citizen: string;
  readonly name: string;
  readonly outcomes: readonly NewLine[];
  /** those that are not on the card */
  readonly more: number;
}

/** That a citizen let the reader see several things: each is opened by a tap. */
export function releasedCard(look: CardLook, { citizen, name, outcomes, more }: ReleasedView): Card {
  return card(
    look.language,
    [
      heading(look.say("released.title", { name }), 1),
      ...outcomes.map((it) => newRow(look, it)),
      more > 0 ? text(look.say("start.new-more", { count: more }), { quiet: true }) : undefined,
    ],
    { actions: [execute(name, "citizen", { citizen }), home(look)] },
  );
}
