import { type CitizenCardView, citizenCard } from "../channels/teams/cards/citizen.ts";
import type { Told } from "../channels/teams/cards/look.ts";
import type { Card } from "../channels/teams/parts.ts";
import { readCitizen, wordsAbout } from "../console/citizen.ts";
import { lookAtCitizenBy, lookBy } from "../console/looking.ts";
import { readSince } from "../console/since.ts";
import { recordLooks } from "../store/audit.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { changedLines, sinceSaid } from "./changed.ts";
import { chartsOf } from "./charts.ts";
import { statusLines } from "./citizen-lines.ts";
import { citizenOf } from "./own.ts";
import type { Act, Doing } from "./parts.ts";

const OUTCOMES = 5;
const CHANGES = 8;

export const showCitizen: Act<{ readonly citizen: string }> = async (doing, { data }) => {
  const citizen = await citizenOf(doing, data.citizen, "meet");
  return { card: await openCitizen(doing, citizen), replaces: true };
};

/** The card of a citizen. Opening it is a look (R23), as is what can be read on it. */
export async function openCitizen(doing: Doing, citizen: OwnCitizen, told: Told = {}): Promise<Card> {
  const { parts, actor, look } = doing;
  const words = wordsAbout(parts, actor, citizen);
  const [view, since] = await Promise.all([
    readCitizen(parts, actor, citizen, OUTCOMES),
    readSince(parts, actor, citizen, undefined, words),
  ]);
  const looks = [lookAtCitizenBy(actor, citizen), ...since.shown.map((it) => lookBy(actor, "read", it))];
  await recordLooks(parts.database, looks, parts.now());
  const [next] = view.appointments.coming;
  const shown: CitizenCardView = {
    id: citizen.id,
    name: citizen.name,
    persona: citizen.persona,
    now: statusLines(look, view.states, view.waited),
    since: sinceSaid(look, since.view),
    changed: changedLines(look, since.view).slice(0, CHANGES),
    charts: await chartsOf(parts, actor, view.timelines),
    outcomes: view.outcomes.map(({ id, title, picture, at }) => ({
      id,
      title,
      picture,
      at,
      isNew: view.fresh.has(id),
    })),
    next: next && `${look.when(next.at)}, ${next.place}`,
    tied: citizen.tied,
  };
  return citizenCard(look, shown, told);
}
