import type { NoticeKind } from "../model/alert.ts";
import type { Database } from "./open.ts";

/** Something a member of staff is to be told, which no other process takes as long as the one that claimed it lives. */
export interface ClaimedNotice {
  /** of all that are told at once: outcomes of one citizen together */
  readonly ids: readonly string[];
  readonly staff: string;
  readonly kind: NoticeKind;
  /** of "outcome" sessions, of "reply" what is to be shown, of the others an alert */
  readonly refs: readonly string[];
  /** of an outcome: whose */
  readonly citizen: string | null;
  /** how often it was tried, this time included */
  readonly attempts: number;
  /** in the chat of their own, not where others read along */
  readonly own: boolean;
  readonly conversation: string;
  readonly serviceUrl: string;
  /** Teams' ids of the messages that told of the same alert before */
  readonly shown: readonly string[];
}

/**
 * One of each member of staff who is reached in Teams, or where they asked: what is urgent first, then the oldest; none
 * while another of theirs there is being sent or waits for its next try. What nobody told for a day is old news, and stays in the console.
 */
const CLAIM = `
  with ready as (
    select distinct on (n.staff_id, n.conversation) n.id
    from notice n left join teams_chat c on c.staff_id = n.staff_id and c.closed_at is null
    where (c.staff_id is not null or n.conversation is not null) and n.sent_at is null and n.next_at <= $1 and n.created_at > $1::timestamptz - interval '1 day'
      and not exists (select from notice b
        where b.staff_id = n.staff_id and b.conversation is not distinct from n.conversation
          and b.sent_at is null and b.attempts > 0 and b.next_at > $1)
    order by n.staff_id, n.conversation, n.kind = 'outcome', n.id
  ), mine as (
    select n.id, n.staff_id, n.kind, n.ref from notice n join ready using (id)
    where n.sent_at is null and n.next_at <= $1
    for update of n skip locked
  ), told as (
    select m.id as first, m.id from mine m
    union
    select m.id, n.id from mine m
      join session s on m.kind = 'outcome' and s.id = m.ref
      join session o on o.citizen_id = s.citizen_id
      join notice n on n.staff_id = m.staff_id and n.kind = 'outcome' and n.ref = o.id and n.sent_at is null
  ), claimed as (
    update notice n set attempts = n.attempts + 1, next_at = 'infinity', claimed_by = $2
    from told where n.id = told.id
    returning told.first, n.id, n.staff_id, n.kind, n.ref, n.attempts, n.conversation, n.service_url
  )
  select array_agg(k.id::text order by k.id) as ids, k.staff_id as staff, k.kind,
    array_agg(k.ref order by k.id) as refs, max(k.attempts) as attempts,
    (select s.citizen_id from session s where s.id = min(k.ref)) as citizen,
    k.conversation is null as own, coalesce(k.conversation, c.conversation) as conversation, coalesce(k.service_url, c.service_url) as "serviceUrl",
    coalesce((select array_agg(b.external_id) from notice b
      where b.staff_id = k.staff_id and b.ref = min(k.ref) and b.external_id is not null), '{}') as shown
  from claimed k left join teams_chat c on c.staff_id = k.staff_id
  group by k.first, k.staff_id, k.kind, k.conversation, k.service_url, c.conversation, c.service_url`;

/** @param by the process (presence.ts) */
export async function claimNotices({ pool }: Database, by: string, now: Date): Promise<ClaimedNotice[]> {
  return (await pool.query<ClaimedNotice>({ name: "claim-notices", text: CLAIM, values: [now, by] })).rows;
}

const FREE = `
  update notice n set claimed_by = null, next_at = $1
  where n.sent_at is null and n.next_at > $1::timestamptz + interval '10 minutes'
    and (n.claimed_by = $2 or (n.claimed_by is null and n.kind <> 'outcome')
      or (n.claimed_by is not null and not exists (select from process p where p.id = n.claimed_by)))`;

/**
 * Gives back what nobody has in hands any more: claims of a process that is gone, our own of which we heard nothing, and
 * what waits for a time that is further off than any wait, because the clock was put back. Outcomes wait an hour for others.
 * @param by this process, which has nothing in hands
 */
export async function freeNotices({ pool }: Database, by: string, now: Date): Promise<void> {
  await pool.query({ name: "free-notices", text: FREE, values: [now, by] });
}

/** What is to be shown, without content, as `ref` says: Teams did not take it, or it was asked for somewhere else. */
export interface Owed {
  readonly staff: string;
  readonly ref: string;
  /** where else than in their own chat */
  readonly elsewhere?: { readonly conversation: string; readonly serviceUrl: string } | undefined;
}

/** Owes a member of staff a card, which is made and brought when it is time. What is new waits behind it. */
export async function oweReply({ db }: Database, owed: Owed, now: Date, nextAt: Date): Promise<void> {
  const { staff: staff_id, ref, elsewhere } = owed;
  const place = { conversation: elsewhere?.conversation ?? null, service_url: elsewhere?.serviceUrl ?? null };
  const times = { created_at: now, next_at: nextAt, attempts: 1 };
  await db
    .insertInto("notice")
    .values({ staff_id, kind: "reply", ref, ...place, ...times })
    .onConflict((known) => known.doNothing())
    .execute();
}

/** It was told, or nobody needs it any more: `error` says why. It is not tried again. */
export async function endNotice(
  { db }: Database,
  { ids }: Pick<ClaimedNotice, "ids">,
  end: { readonly at: Date; readonly externalId?: string | undefined; readonly error?: string },
): Promise<void> {
  const set = { sent_at: end.at, external_id: end.externalId ?? null, error: end.error ?? null };
  await db.updateTable("notice").set(set).where("id", "in", ids).where("sent_at", "is", null).execute();
}

/**
 * Gives it back to be tried again, unless another process has claimed it since.
 * @param reason for the operator, without anything personal
 */
export async function retryNotice(
  { db }: Database,
  { ids, by }: Pick<ClaimedNotice, "ids"> & { readonly by: string },
  retryAt: Date,
  reason: string,
): Promise<void> {
  await db
    .updateTable("notice")
    .set({ next_at: retryAt, claimed_by: null, error: reason })
    .where("id", "in", ids)
    .where("claimed_by", "=", by)
    .where("sent_at", "is", null)
    .execute();
}
