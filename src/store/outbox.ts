import { sql } from "kysely";
import type { Message } from "../model/message.ts";
import type { CitizenKeys, Sealed, WrappedKey } from "./keys/citizen-keys.ts";
import type { Database } from "./open.ts";

/** A message on its way, which no other process takes as long as the one that claimed it lives. */
export interface Claimed {
  readonly id: string;
  readonly conversation: string;
  readonly channel: string;
  readonly address: string;
  readonly message: Message;
  /** how often it was tried, this time included */
  readonly attempts: number;
  /** the citizen did something there, and this answers it */
  readonly asked: boolean;
  /** it waited so long that others may have come after it */
  readonly late: boolean;
}

/** After this many tries a message counts as stuck and is shown to staff; it is still tried. */
export const STUCK_AFTER = 5;

const CLAIM = `
  with due as (
    select o.id from outbox o
    where o.sent_at is null and o.next_at <= now() and o.channel = any($1)
      and not exists (select 1 from outbox e where e.conversation_id = o.conversation_id and e.sent_at is null and e.id < o.id)
    order by o.next_at, o.id limit $2 for update skip locked
  )
  update outbox o set attempts = o.attempts + 1, next_at = 'infinity', claimed_by = $3
  from due, conversation v join citizen_key k on k.citizen_id = v.citizen_id
  where o.id = due.id and v.id = o.conversation_id
  returning o.id, o.conversation_id as conversation, o.channel, o.address, o.message, o.attempts, o.revision,
    k.citizen_id, k.wrapped, k.data_key, k.version,
    exists (select 1 from turn t
      where t.conversation_id = o.conversation_id and t.revision = o.revision and t.channel = o.channel) as asked,
    o.created_at < now() - interval '1 minute' as late`;

/**
 * Claims the oldest waiting message of each conversation, so that order is kept per conversation.
 * @param by the process (presence.ts)
 */
export async function claimMessages(
  { pool, keys }: Database,
  { channels, limit, by }: { readonly channels: readonly string[]; readonly limit: number; readonly by: string },
): Promise<Claimed[]> {
  const { rows } = await pool.query<ClaimedRow>({ name: "claim", text: CLAIM, values: [channels, limit, by] });
  // one that cannot be opened must not keep the others: it is given back like one that failed
  const opened = await Promise.allSettled(rows.map((row) => openClaimed(row, keys)));
  const claimed = opened.flatMap((it) => (it.status === "fulfilled" ? [it.value] : []));
  return claimed.sort((a, b) => Number(a.id) - Number(b.id));
}

const FREE = `
  update outbox o set claimed_by = null, next_at = now()
  where o.sent_at is null and o.next_at > now() + interval '10 minutes' and o.channel = any($1)
    and (o.claimed_by is null or (o.claimed_by = $2 and o.id <> all($3))
      or not exists (select from process p where p.id = o.claimed_by))`;

/**
 * Gives back what nobody has in hands any more: claims of a process that is gone, our own of which we heard nothing, and
 * what waits for a time that is further off than any wait, because the clock was put back.
 * @param inHands what this process claimed and has not finished
 */
export async function freeMessages(
  { pool }: Database,
  {
    channels,
    by,
    inHands,
  }: { readonly channels: readonly string[]; readonly by: string; readonly inHands: readonly string[] },
): Promise<void> {
  await pool.query({ name: "free", text: FREE, values: [channels, by, inHands] });
}

interface ClaimedRow extends Omit<Claimed, "message">, WrappedKey {
  readonly message: Sealed<Message>;
  readonly revision: number;
}

async function openClaimed({ message, revision, ...row }: ClaimedRow, keys: CitizenKeys): Promise<Claimed> {
  const { citizen_id, wrapped, data_key, version, ...claimed } = row;
  const key = await keys.unwrap({ citizen_id, wrapped, data_key, version });
  return { ...claimed, message: key.openValue(message, "outbox.message", row.conversation, revision) };
}

const SENT = `
  update outbox o set sent_at = now(), external_id = s."externalId", error = null
  from json_to_recordset($1) as s(id bigint, "externalId" text) where o.id = s.id`;

export async function markSent(
  { pool }: Database,
  sent: readonly { readonly id: string; readonly externalId: string | undefined }[],
): Promise<void> {
  await pool.query({ name: "sent", text: SENT, values: [JSON.stringify(sent)], byKey: true });
}

/**
 * Of what has waited for longer than a minute only the newest screen of a conversation is of use, wherever it was shown;
 * a reminder that is an hour late is of none, when what it reminds of was seen (R29).
 */
const DROP_LATE = `
  update outbox o set sent_at = now(), error = 'late'
  where o.conversation_id = $1 and o.channel = $2 and o.sent_at is null and o.created_at < now() - interval '1 minute'
    and (exists (select 1 from outbox n where n.conversation_id = o.conversation_id and n.id > o.id)
      or (o.created_at < now() - interval '1 hour'
        and exists (select 1 from turn t where t.conversation_id = o.conversation_id and t.revision = o.revision
          and t.events::jsonb -> 'types' ? 'reminded')
        and (select e.sent_at is not null and e.error is null from outbox e
          where e.conversation_id = o.conversation_id and e.id < o.id order by e.id desc limit 1)))
  returning o.id`;

/** Drops what has become useless while nothing could be sent. @returns the ids of what was dropped */
export async function dropLate({ pool }: Database, { conversation, channel }: Claimed): Promise<ReadonlySet<string>> {
  const values = [conversation, channel];
  const result = await pool.query<{ id: string }>({ name: "drop-late", text: DROP_LATE, values });
  return new Set(result.rows.map(({ id }) => id));
}

/** Nobody is there any more: it is not tried again. */
export async function markClosed({ db }: Database, id: string): Promise<void> {
  await db.updateTable("outbox").set({ sent_at: sql`now()`, error: "closed" }).where("id", "=", id).execute();
}

/**
 * Gives a message back to be tried again later, by the clock of the database: those of the processes may differ. What
 * another process has claimed since is left to it.
 * @param waitMs milliseconds @param reason for the operator; never what the message says
 */
export async function markFailed(
  { db }: Database,
  { id, by }: { readonly id: string; readonly by: string },
  waitMs: number,
  reason: string,
): Promise<void> {
  const next_at = sql<Date>`now() + ${waitMs} * interval '1 millisecond'`;
  const set = { next_at, claimed_by: null, error: reason };
  await db.updateTable("outbox").set(set).where("id", "=", id).where("claimed_by", "=", by).execute();
}

/** What waits in one channel, and since when; `stuck` was tried several times without luck. */
export interface OutboxOfChannel {
  readonly channel: string;
  readonly waiting: number;
  readonly stuck: number;
  readonly oldest: Date;
  /** of the oldest, seconds */
  readonly age: number;
}

/** The channels in which anything waits. */
export async function outboxByChannel({ db }: Database): Promise<OutboxOfChannel[]> {
  const rows = await db
    .selectFrom("outbox")
    .where("sent_at", "is", null)
    .groupBy("channel")
    .select(({ fn }) => [
      "channel",
      fn.countAll<string>().as("waiting"),
      fn.countAll<string>().filterWhere("attempts", ">=", STUCK_AFTER).as("stuck"),
      fn.min("created_at").as("oldest"),
      sql<number>`extract(epoch from now() - min(created_at))::float8`.as("age"),
    ])
    .execute();
  return rows.map((row) => ({ ...row, waiting: Number(row.waiting), stuck: Number(row.stuck) }));
}

/** What waits in all channels together. */
export async function outboxState(
  database: Database,
): Promise<{ waiting: number; stuck: number; oldest: Date | null }> {
  const channels = await outboxByChannel(database);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, it) => all + it, 0);
  const oldest = channels.map((it) => it.oldest).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  return { waiting: sum(channels.map((it) => it.waiting)), stuck: sum(channels.map((it) => it.stuck)), oldest };
}
