import type { Told } from "../channels/teams/cards/look.ts";
import { type NewLine, newsCard, startCard, type WeekLine } from "../channels/teams/cards/start.ts";
import type { Card } from "../channels/teams/parts.ts";
import { readCitizens } from "../console/citizens.ts";
import { type InboxItem, ON_START, readNews } from "../console/inbox.ts";
import { titleOf } from "../engine/answer-text.ts";
import { sendTimes } from "../schedule/occurrences.ts";
import { type OwnCitizen, ownCitizens } from "../store/console-queries.ts";
import { schedulesBy } from "../store/schedules.ts";
import { lineOf } from "./citizen-lines.ts";
import type { Act, Doing } from "./parts.ts";

/** Citizens on the first card; all of them are one tap away. */
const CITIZENS = 5;
const WEEK = 6;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
/** What is new on a card of its own. */
const NEWS = 15;

export const showStart: Act<object> = async (doing) => ({ card: await openStart(doing), replaces: true });

export async function openStart(doing: Doing, told: Told = {}): Promise<Card> {
  const { parts, actor, look, staff } = doing;
  const rows = await readCitizens(parts, actor, parts.translator.words(actor.language));
  const citizens = rows.map((it) => it.citizen);
  const [news, week, alerts] = await Promise.all([
    readNews(parts, actor, citizens, ON_START),
    weekOf(parts, actor.id, actor.language, citizens),
    parts.alerts.waiting(actor.id),
  ]);
  return startCard(
    look,
    {
      name: staff.name,
      news: news.items.map(newLine),
      newCount: news.count,
      week: week.slice(0, WEEK),
      weekCount: week.length,
      citizens: rows.slice(0, CITIZENS).map((it) => lineOf(look, it)),
      citizenCount: rows.length,
      alerts,
    },
    told,
  );
}

/** All that is new, to go through. */
export const showNews: Act<object> = async ({ parts, actor, look }) => {
  const citizens = await ownCitizens(parts.database, actor.id);
  const { items, count } = await readNews(parts, actor, citizens, NEWS);
  return { card: newsCard(look, { news: items.map(newLine), newCount: count }), replaces: true };
};

function newLine({ id, citizen, title, picture, at }: InboxItem): NewLine {
  return { outcome: id, name: citizen.name, title, picture, at };
}

/** What this member of staff asked to be sent in the next seven days, of those who are still theirs. */
async function weekOf(
  { database, library, translator, now }: Doing["parts"],
  staff: string,
  language: string,
  citizens: readonly OwnCitizen[],
): Promise<WeekLine[]> {
  const from = now();
  const to = new Date(from.getTime() + WEEK_MS);
  const names = new Map(citizens.map(({ id, name }) => [id, name]));
  const words = translator.words(language);
  const planned = await schedulesBy(database, staff);
  return planned
    .flatMap((it) => {
      const name = names.get(it.citizen);
      const compiled = library.latest(it.flow);
      if (name === undefined || !compiled) return [];
      const title = words.say(titleOf(compiled));
      return sendTimes(it, it.hours, from, to).map((at) => ({ citizen: it.citizen, name, title, at }));
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}
