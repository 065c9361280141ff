import type { Message } from "../model/message.ts";
import type { Database } from "./open.ts";

/** A message on its way: claimed for a while, so that a worker that dies gives it back. */
export interface Claimed {
  readonly id: string;
  readonly conversation: string;
  readonly channel: string;
  readonly address: string;
  readonly message: Message;
  /** how often it was tried, this time included */
  readonly attempts: number;
}

/** After this many tries a message counts as stuck and is shown to staff; it is still tried. */
export const STUCK_AFTER = 5;

/** How long a claimed message belongs to its worker. */
export const LEASE_S = 60;

const CLAIM = `
  with due as (
    select o.id from outbox o
    where o.sent_at is null and o.next_at <= now() and o.channel = any($1)
      and not exists (select 1 from outbox e where e.conversation_id = o.conversation_id and e.sent_at is null and e.id < o.id)
    order by o.next_at, o.id limit $2 for update skip locked
  )
  update outbox o set attempts = o.attempts + 1, next_at = now() + $3 * interval '1 second'
  from due where o.id = due.id
  returning o.id, o.conversation_id as conversation, o.channel, o.address, o.message, o.attempts`;

/** Claims the oldest waiting message of each conversation, so that order is kept per conversation. */
export async function claimMessages(
  { pool }: Database,
  channels: readonly string[],
  limit: number,
): Promise<Claimed[]> {
  const result = await pool.query<Claimed>({ name: "claim", text: CLAIM, values: [channels, limit, LEASE_S] });
  return result.rows.sort((a, b) => Number(a.id) - Number(b.id));
}

const SENT = `
  update outbox o set sent_at = now(), external_id = s."externalId", error = null
  from json_to_recordset($1) as s(id bigint, "externalId" text) where o.id = s.id`;

export async function markSent(
  { pool }: Database,
  sent: readonly { readonly id: string; readonly externalId: string | undefined }[],
): Promise<void> {
  await pool.query({ name: "sent", text: SENT, values: [JSON.stringify(sent)] });
}

/** Gives a message back to be tried again later. @param reason for the operator; never what the message says */
export async function markFailed({ db }: Database, id: string, retryAt: Date, reason: string): Promise<void> {
  await db.updateTable("outbox").set({ next_at: retryAt, error: reason }).where("id", "=", id).execute();
}

/** How much waits, and since when; `stuck` was tried several times without luck. */
export async function outboxState({ db }: Database): Promise<{ waiting: number; stuck: number; oldest: Date | null }> {
  const row = await db
    .selectFrom("outbox")
    .where("sent_at", "is", null)
    .select(({ fn }) => [
      fn.countAll<string>().as("waiting"),
      fn.countAll<string>().filterWhere("attempts", ">=", STUCK_AFTER).as("stuck"),
      fn.min("created_at").as("oldest"),
    ])
    .executeTakeFirstOrThrow();
  return { waiting: Number(row.waiting), stuck: Number(row.stuck), oldest: row.oldest };
}
