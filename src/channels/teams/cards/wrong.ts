import type { Card } from "../parts.ts";
import { home } from "./citizens.ts";
import { card, execute, heading, text } from "./kit.ts";
import type { CardLook } from "./look.ts";

/** Why nothing was done: it is not there, it may not be done, or it was not understood. */
export type Wrong = "missing" | "refused" | "not-understood";

export function wrongCard(look: CardLook, wrong: Wrong): Card {
  const body = [heading(look.say(`wrong.${wrong}.title`)), text(look.say(`wrong.${wrong}.text`))];
  return card(look.language, body, { actions: [home(look)] });
}

/** A card that has lain too long to be used: the way to a new one. */
export function oldCard(look: CardLook, citizen: string | undefined): Card {
  const body = [heading(look.say("wrong.old.title")), text(look.say("wrong.old.text"))];
  const again = citizen === undefined ? [] : [execute(look.say("wrong.old.again"), "citizen", { citizen })];
  return card(look.language, body, { actions: [...again, home(look)] });
}
