import type { Conversation } from "../model/conversation.ts";
import { countPrunable, pruneAudit } from "./audit-seals.ts";
import type { Database } from "./open.ts";
import type { StoredState } from "./tables.ts";

/** From which moment on each kind is kept; absent: all of it. */
export interface KeptSince {
  /** the thread: what the citizen wrote or tapped, and what was said to them */
  readonly conversation?: Date | undefined;
  /** photos and voice messages */
  readonly media?: Date | undefined;
  /** all of a citizen whose course ended before */
  readonly outcomes?: Date | undefined;
  /** who looked at what */
  readonly audit?: Date | undefined;
}

/** How much goes of each kind: turns, messages, files, citizens, looks. */
export interface Gone {
  readonly turns: number;
  readonly messages: number;
  readonly media: number;
  readonly citizens: number;
  readonly looks: number;
}

/** Rows at a time: others wait no longer for each other than for that. */
const BATCH = 2_000;
const TURNS = "from turn where said is not null and at < $1";
const MESSAGES = "from outbox where created_at < $1";

/** What would go now. */
export async function whatGoes(database: Database, since: KeptSince): Promise<Gone> {
  return {
    turns: await count(database, TURNS, since.conversation),
    messages: await count(database, MESSAGES, since.conversation),
    media: (await oldMedia(database, since.media)).length,
    citizens: (await endedBefore(database, since.outcomes)).length,
    looks: since.audit ? await countPrunable(database, since.audit) : 0,
  };
}

/** Citizens whose course ended before. */
export async function endedBefore({ pool }: Database, before: Date | undefined): Promise<string[]> {
  if (!before) return [];
  const text = "select id from citizen where closed_at < $1 order by closed_at";
  const { rows } = await pool.query<{ id: string }>(text, [before]);
  return rows.map(({ id }) => id);
}

/** Lets go of the old parts of citizens who are still here, a batch at a time. What was answered stays. */
export async function letGo(database: Database, since: KeptSince): Promise<Omit<Gone, "citizens">> {
  const some = (of: string) => `ctid in (select ctid ${of} limit ${BATCH})`;
  const turns = `update turn set said = null where ${some(TURNS)}`;
  const messages = `delete from outbox where ${some(MESSAGES)}`;
  const media = await oldMedia(database, since.media);
  for (let i = 0; i < media.length; i += BATCH) {
    await database.pool.query("delete from media where id = any($1)", [media.slice(i, i + BATCH)]);
  }
  return {
    turns: await inBatches(database, turns, since.conversation),
    messages: await inBatches(database, messages, since.conversation),
    media: media.length,
    looks: since.audit ? await pruneAudit(database, since.audit) : 0,
  };
}

async function inBatches({ pool }: Database, statement: string, before: Date | undefined): Promise<number> {
  let all = 0;
  while (before) {
    const { rowCount } = await pool.query(statement, [before]);
    all += rowCount ?? 0;
    if ((rowCount ?? 0) < BATCH) break;
  }
  return all;
}

async function count({ pool }: Database, of: string, before: Date | undefined): Promise<number> {
  if (!before) return 0;
  const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count ${of}`, [before]);
  return rows[0]?.count ?? 0;
}

/** Old photos and voice messages; not those of places, nor of what the citizen keeps or is in the middle of. */
async function oldMedia({ pool, keys }: Database, before: Date | undefined): Promise<string[]> {
  if (!before) return [];
  const text = `
    select media.id, citizen_id as citizen, conversation.id as conversation, state
    from media join conversation using (citizen_id)
    where created_at < $1 and not exists (select from appointment where place_photo = media.id)`;
  type Row = { id: string; citizen: string; conversation: string; state: StoredState };
  const { rows } = await pool.query<Row>(text, [before]);
  const own = await keys.all(rows.map(({ citizen }) => citizen));
  return rows.flatMap(({ id, citizen, conversation, state }) => {
    const key = own.get(citizen);
    if (!key) return [];
    const { kept, frames } = key.openValue<Conversation>(state.sealed, "conversation.state", conversation);
    return JSON.stringify([kept, frames]).includes(id) ? [] : [id];
  });
}
