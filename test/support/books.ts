import { isDeepStrictEqual } from "node:util";
import { rebuild } from "../../src/engine/rebuild.ts";
import type { Library } from "../../src/flow/library.ts";
import { newConversation } from "../../src/model/conversation.ts";
import { eventsOf } from "../../src/store/conversations.ts";
import { loadConversation } from "../../src/store/load-conversation.ts";
import type { Database } from "../../src/store/open.ts";
import { outcomesOf } from "../../src/store/outcomes.ts";
import { openedAnswers } from "./sealed.ts";
import type { Screen } from "./telegram/chats.ts";
import { type Member, revisionOf } from "./telegram/crowd.ts";

/** What does not balance, a line each; nothing when all is well. */
export type Books = readonly string[];

/** Each has one outcome, with each of their answers stored once. */
export async function outcomeBooks(database: Database, members: readonly Member[]): Promise<Books> {
  const stored = await openedAnswers(database);
  const places = Map.groupBy(stored, ({ session, path }) => `session ${session}: ${path}`);
  const twice = [...places].filter(([, answers]) => answers.length > 1);
  const wrong = twice.map(([place]) => `${place} is stored more than once`);
  for (const { citizen, chat, flow, answers } of members) {
    const outcomes = await outcomesOf(database, citizen);
    const given = outcomes.flatMap((it) => it.answers.filter(([, value]) => value.kind !== "seen"));
    const isRight = outcomes.length === 1 && outcomes[0]?.flow.id === flow && isDeepStrictEqual(given, answers);
    if (!isRight) wrong.push(`chat ${chat}: expected one ${flow} with ${text(answers)}, got ${text(given)}`);
  }
  return wrong;
}

/** What happened in each conversation, replayed, is the state that is stored. */
export async function replayBooks(database: Database, library: Library, members: readonly Member[]): Promise<Books> {
  const wrong: string[] = [];
  for (const { conversation, citizen, chat } of members) {
    const stored = (await loadConversation(database, { conversation }))?.conversation;
    const replayed = rebuild(newConversation(conversation, citizen), await eventsOf(database, conversation), library);
    // the stored one went through JSON
    if (!isDeepStrictEqual(stored, JSON.parse(text(replayed))))
      wrong.push(`chat ${chat}: its events give another state`);
  }
  return wrong;
}

interface Said {
  readonly conversation: string;
  readonly revision: number;
  readonly attempts: number;
  readonly sent: boolean;
  readonly error: string | null;
}

/**
 * Everything that was said came at least once and in order. It came again only when the answer was lost, or a process
 * that had sent it died before it could note that; and each time is counted as an attempt.
 * @param died processes ended in the middle
 */
export async function deliveryBooks(
  database: Database,
  members: readonly Member[],
  screens: readonly Screen[],
  died = false,
): Promise<Books> {
  const wrong: string[] = [];
  const { rows } = await database.pool.query<Said>(
    `select conversation_id as conversation, revision, attempts, sent_at is not null as sent, error from outbox
      where channel = 'telegram'`,
  );
  const said = Map.groupBy(rows, ({ conversation }) => conversation);
  const reached = Map.groupBy(screens, ({ chat }) => chat);
  for (const { chat, conversation } of members) {
    const came = (reached.get(chat) ?? []).map((it) => ({ ...it, revision: revisionOf(it.data) }));
    const order = came.map(({ revision }) => revision);
    if (
      !isDeepStrictEqual(
        order,
        order.toSorted((a, b) => a - b),
      )
    )
      wrong.push(`chat ${chat}: came as ${order}`);
    for (const { revision, attempts, sent, error } of said.get(conversation) ?? []) {
      const copies = came.filter((it) => it.revision === revision);
      const line = `chat ${chat}, revision ${revision}`;
      if (!sent) wrong.push(`${line}: still waits`);
      if (copies.length === 0 && error === null) wrong.push(`${line}: never came`);
      if (copies.length > attempts) wrong.push(`${line}: came ${copies.length} times, in ${attempts} attempts`);
      if (!died && copies.filter(({ heard }) => heard).length > 1) wrong.push(`${line}: came again without need`);
    }
  }
  return wrong;
}

/** How often something came that had come before: the sends whose answer was lost, and those of a process that died then. */
export function copiesIn(screens: readonly Screen[]): number {
  const different = new Set(screens.map(({ chat, data }) => `${chat} ${revisionOf(data)}`));
  return screens.length - different.size;
}

/** What Telegram was told is taken, and what a page was told is taken, is stored. @param answered how many, by conversation */
export async function acknowledgedBooks(
  { pool }: Database,
  updates: readonly number[],
  answered: ReadonlyMap<string, number>,
): Promise<Books> {
  const { rows: lost } = await pool.query<{ inbound: string }>(
    `select u as inbound from unnest($1::text[]) u
      where not exists (select from turn where channel = 'telegram' and inbound_id = u)
        and not exists (select from turn where channel = 'telegram' and inbound_id = u || ':again')`,
    [updates.map((update) => `123456:${update}`)],
  );
  const { rows: fewer } = await pool.query<{ conversation: string; acknowledged: number; stored: number }>(
    `select a.key as conversation, a.value::int as acknowledged, t.stored from json_each_text($1) a
      cross join lateral (select count(*)::int as stored from turn
        where conversation_id = a.key and channel = 'web' and said is not null) t
      where t.stored < a.value::int`,
    [JSON.stringify(Object.fromEntries(answered))],
  );
  return [
    ...lost.map(({ inbound }) => `update ${inbound} was confirmed and not stored`),
    ...fewer.map((it) => `web: ${it.acknowledged} answers were acknowledged, ${it.stored} are stored`),
  ];
}

/** Each of these citizens has one alert, and who is on duty was told of it. */
export async function alertBooks({ pool }: Database, citizens: readonly string[], staff: string): Promise<Books> {
  const { rows } = await pool.query<{ citizen: string; alerts: number; raised: number; told: number }>(
    `select c as citizen, count(distinct a.id)::int as alerts, count(distinct e.id)::int as raised,
      count(distinct n.id)::int as told
      from unnest($1::text[]) c left join alert a on a.citizen_id = c
        left join alert_event e on e.alert_id = a.id and e.kind = 'raised'
        left join notice n on n.ref = a.id and n.staff_id = $2 and n.sent_at is not null and n.error is null
      group by c`,
    [citizens, staff],
  );
  const wrong = rows.filter((it) => it.alerts !== 1 || it.raised !== 1 || it.told < 1);
  return wrong.map((it) => `an alert: there are ${it.alerts}, raised ${it.raised} times, told ${it.told} times`);
}

const text = (value: unknown): string => JSON.stringify(value);
