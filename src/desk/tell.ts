import { escalationCard, takenCard } from "../channels/teams/cards/alert.ts";
import { releasedCard } from "../channels/teams/cards/released.ts";
import type { Answered, Asked, Card, News, Owed, TeamsStaff, Tell } from "../channels/teams/parts.ts";
import { wordsAbout } from "../console/citizen.ts";
import { titleOf } from "../console/outcomes.ts";
import { releasedOutcome } from "../store/console-queries.ts";
import { learnVersions } from "../store/flow-versions.ts";
import { waitingCard } from "./alert.ts";
import { createDesk } from "./index.ts";
import { deliveredOutcome } from "./outcome.ts";
import { type DeskParts, type Doing, doingFor } from "./parts.ts";

/** Of one citizen, on one card. */
const OUTCOMES = 12;

/** What members of staff are told unasked, as it is when it is brought. */
export function createTell(parts: DeskParts): Tell {
  const desk = createDesk(parts);
  return async (news: News, staff: TeamsStaff): Promise<Answered | undefined> => {
    if (news.kind === "reply") return await desk(askedAgain(news), staff);
    const card = await cardOf(doingFor(parts, staff), news);
    return card && { card };
  };
}

/** As a client asks for a card to see it as it is now. */
function askedAgain({ verb, data, chat, conversation }: Owed & { readonly conversation: string }): Asked {
  return { kind: "action", id: "", chat, conversation, verb, data, inputs: {} };
}

async function cardOf(doing: Doing, news: Exclude<News, { readonly kind: "reply" }>): Promise<Card | undefined> {
  if (news.kind === "outcome") return await released(doing, news.sessions);
  if (news.kind === "alert") return await waitingCard(doing, news.alert);
  const alert = (await doing.parts.alerts.list(doing.actor.id)).find(({ id }) => id === news.alert);
  if (news.kind === "escalation") return alert?.state === "raised" ? escalationCard(doing.look, alert.id) : undefined;
  const by = alert?.claimedBy?.name ?? alert?.closedBy;
  return alert && by ? takenCard(doing.look, { alert: alert.id, by }) : undefined;
}

/** What may still be read. One is shown; of several there is a list, as each that is shown is written down as read. */
async function released(doing: Doing, sessions: readonly string[]): Promise<Card | undefined> {
  const { parts, actor, look } = doing;
  const all = await Promise.all(sessions.map((it) => releasedOutcome(parts.database, actor.id, it)));
  const found = all.filter((it) => it !== undefined);
  const [first] = found;
  if (!first) return undefined;
  const { citizen } = first;
  if (found.length === 1) return await deliveredOutcome(doing, first.outcome.id);
  const shown = found.map(({ outcome }) => outcome).slice(0, OUTCOMES);
  await learnVersions(
    parts,
    shown.map(({ flow }) => flow),
  );
  const words = wordsAbout(parts, actor, citizen);
  const outcomes = shown.map((it) => {
    const title = titleOf(parts, it, words);
    return {
      outcome: it.id,
      name: citizen.name,
      title,
      picture: parts.library.get(it.flow).flow.picture,
      at: it.completedAt,
    };
  });
  return releasedCard(look, { citizen: citizen.id, name: citizen.name, outcomes, more: found.length - shown.length });
}
