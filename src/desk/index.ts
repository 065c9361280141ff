import type { Verbs } from "../channels/teams/cards/verbs.ts";
import { oldCard, type Wrong, wrongCard } from "../channels/teams/cards/wrong.ts";
import type { Answered, Asked, Desk, TeamsStaff } from "../channels/teams/parts.ts";
import { AppError } from "../model/errors.ts";
import { mayMeet } from "../people/access.ts";
import { storable } from "../store/storable.ts";
import { openAlerts } from "./alert.ts";
import { findByName } from "./citizens.ts";
import { inGroup } from "./group.ts";
import { HANDLERS, type Handler } from "./handlers.ts";
import { isFresh } from "./once.ts";
import { type DeskParts, type Doing, doingFor } from "./parts.ts";
import { openStart } from "./start.ts";

/** Words of a greeting, or that ask for the first card. */
const GREETINGS = /^(hej|hej hej|hey|hi|hello|hallo|goddag|godmorgen|dav|davs|menu|start|hjælp|help|forside)\b/i;
/** Buttons of cards about what cannot wait. */
const URGENT = /^alerts?(-|$)/;
/** The longest name that is searched for. */
const NAME_MOST = 100;

/** What members of staff do from Teams. */
export function createDesk(parts: DeskParts): Desk {
  return async (asked, staff) => {
    const doing = doingFor(parts, staff);
    try {
      // where others read along nothing of a citizen is shown
      return await (asked.chat === "personal" ? personal : inGroup)(doing, asked);
    } catch (error) {
      const wrong = error instanceof AppError ? WRONG[error.code] : undefined;
      if (!wrong) throw error;
      return { card: wrongCard(doing.look, wrong), replaces: true };
    }
  };
}

/** What is said of an error in the card; others are not the reader's doing. */
const WRONG: Readonly<Record<string, Wrong>> = { "not-found": "missing", refused: "refused", input: "not-understood" };

async function personal(doing: Doing, asked: Asked): Promise<Answered> {
  const { actor, look } = doing;
  // a leder sees numbers alone, an administrator people (access.ts)
  if (!mayMeet("meet", { role: actor.role }, { tied: true }).allowed) return await urgentOnly(doing, asked);
  if (asked.kind === "action") return await act(doing, asked);
  const words = asked.kind === "words" ? asked.text.trim().slice(0, NAME_MOST) : "";
  if (words === "" || GREETINGS.test(words)) return { card: await openStart(doing) };
  const found = await findByName(doing, words);
  return found ?? { card: await openStart(doing, { problem: look.say("not-understood") }) };
}

/** Who sees no citizens is told of what is urgent all the same, when nobody else takes it. */
async function urgentOnly(doing: Doing, asked: Asked): Promise<Answered> {
  if (asked.kind === "action" && URGENT.test(asked.verb)) return await act(doing, asked);
  if ((await doing.parts.alerts.waiting(doing.actor.id)) > 0)
    return { card: await openAlerts(doing), replaces: asked.kind === "action" };
  return { text: doing.look.say("no-citizens") };
}

async function act(doing: Doing, { verb, data, inputs }: Extract<Asked, { kind: "action" }>): Promise<Answered> {
  const { look, parts } = doing;
  const handler = Object.hasOwn(HANDLERS, verb) ? (HANDLERS[verb as keyof Verbs] as Handler<unknown>) : undefined;
  const carried = handler?.carries.safeParse(data);
  if (!handler || !carried?.success) return { card: wrongCard(look, "not-understood"), replaces: true };
  const { nonce, citizen } = carried.data as { readonly nonce?: string; readonly citizen?: string };
  if (nonce !== undefined && !isFresh(nonce, parts.now())) return { card: oldCard(look, citizen), replaces: true };
  // what was typed is kept, but for what no table takes
  return await handler.act(doing, { data: carried.data, inputs: storable(inputs) });
}

export type { DeskParts, TeamsStaff };
