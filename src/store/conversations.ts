import type { Conversation, ConversationEvent } from "../model/conversation.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Message } from "../model/message.ts";
import type { Turn } from "../model/turn.ts";
import type { RuleName } from "../people/ruling.ts";
import type { CitizenKey } from "./keys/citizen-keys.ts";
import type { Database } from "./open.ts";
import type { Querying } from "./pool.ts";
import { RAISE, TOLD } from "./raise-alert.ts";
import { rowsOf } from "./turn-rows.ts";

/** What the citizen did: their words, the token of a button (its label is in the message before), or a recording. */
export type Said = { readonly words: string } | { readonly tap: string } | { readonly media: "voice" | "photo" };

/** A turn with what it says, ready to be saved. */
export interface Saving {
  readonly before: Conversation;
  readonly key: CitizenKey;
  readonly turn: Turn;
  readonly inbound: Inbound;
  readonly said: Said | null;
  readonly messages: readonly {
    readonly channel: string;
    readonly address: string;
    readonly message: Message;
    /** when it was shown to whoever asked, ISO; absent: the outbox delivers it */
    readonly sentAt?: string;
  }[];
  /** what staff did: who, by which rule, and with which session where it was one */
  readonly noted?: { readonly actor: string; readonly rule: RuleName; readonly session?: string };
}

/**
 * One statement for all a list of turns caused: guarded by each conversation's revision and by the inbound's id, so that
 * a lost race or a repeated delivery writes nothing. Each parameter is one JSON array; `guard` holds the winners. The last
 * is the conversations' ids once more: PostgreSQL expects 100 rows of JSON but 10 of an array, and so uses the index.
 */
const SAVE = `
  with input as (
    select * from json_to_recordset($1) as i(
      id text, expected int, revision int, state json, channel text, address text, "inboundId" text,
      verdict text, said json, events json, at timestamptz)
  ), guard as (
    update conversation c set revision = i.revision, state = i.state, updated_at = i.at,
      channel = case when i.address is null then c.channel else i.channel end, address = coalesce(i.address, c.address)
    from input i
    where c.id = any($15) and c.id = i.id and c.revision = i.expected
      and not exists (select 1 from turn t where t.channel = i.channel and t.inbound_id = i."inboundId")
    returning c.id
  ), turns as (
    insert into turn (conversation_id, revision, channel, inbound_id, verdict, said, events, at)
    select i.id, i.revision, i.channel, i."inboundId", i.verdict, i.said, i.events, i.at
    from input i join guard using (id)
  ), began as (
    insert into session (id, conversation_id, citizen_id, flow_id, flow_version, params, persona, assignment_id, known,
      status, started_at)
    select s.session, s.id, s.citizen, s.flow, s.version, s.params, s.persona, s.assignment, s.known, 'running', s.at
    from json_to_recordset($2) as s(id text, session text, citizen text, flow text, version text, params json,
      persona text, assignment text, known json, at timestamptz) join guard using (id)
  ), moved as (
    update session set status = s.status, completed_at = s."completedAt", answers = s.answers,
      drawn = coalesce(s.drawn, session.drawn)
    from json_to_recordset($3) as s(id text, session text, status text, "completedAt" timestamptz, answers json,
      drawn json)
      join guard using (id)
    where session.id = s.session
  ), answers as (
    insert into answer (session_id, path, revision, n, value, by, at)
    select a.session, a.path, a.revision, a.n, a.value, a.by, a.at
    from json_to_recordset($4) as a(id text, session text, path text, revision int, n int, value json, by text,
      at timestamptz) join guard using (id)
  ), released as (
    insert into release (session_id, receiver, at)
    select r.session, r.receiver, r.at
    from json_to_recordset($5) as r(id text, session text, receiver text, at timestamptz) join guard using (id)
  ), shown as (
    -- one card about a citizen an hour: what comes in between waits for the next
    insert into notice (staff_id, kind, ref, created_at, next_at)
    select t.staff_id, 'outcome', r.session, r.at, greatest(r.at, (select max(n.sent_at) + interval '1 hour'
      from notice n join session s on s.id = n.ref
      where n.staff_id = t.staff_id and n.kind = 'outcome' and n.error is null and s.citizen_id = r.citizen))
    from json_to_recordset($5) as r(id text, session text, citizen text, receiver text, at timestamptz)
      join guard using (id)
      join teams_chat t on t.staff_id = r.receiver and t.closed_at is null
    on conflict do nothing
  ), done as (
    update assignment set completed_at = d.at
    from json_to_recordset($6) as d(id text, assignment text, at timestamptz) join guard using (id)
    where assignment.id = d.assignment
  ), signed as (
    update session set signature = s.signature
    from json_to_recordset($8) as s(id text, session text, signature json) join guard using (id)
    where session.id = s.session
  ), profiled as (
    update citizen set persona = coalesce(p.persona, citizen.persona), word_for_use = coalesce(p.word, word_for_use)
    from json_to_recordset($9) as p(id text, citizen text, persona text, word text) join guard using (id)
    where citizen.id = p.citizen
  ), consents as (
    select k.* from json_to_recordset($10) as k(id text, citizen text, receiver text, name text, kinds jsonb,
      wording text, at timestamptz) join guard using (id)
  ), consented as (
    insert into consent (citizen_id, receiver, name, kinds, at)
    select citizen, receiver, name, jsonb_strip_nulls(kinds), at from consents
    on conflict (citizen_id, receiver) do update set name = excluded.name, kinds = excluded.kinds, at = excluded.at
  ), earlier as (
    insert into release (session_id, receiver, at)
    select distinct s.id, k.receiver, k.at
    from consents k join session s on s.citizen_id = k.citizen and s.status = 'completed'
      join release r on r.session_id = s.id
    where (k.kinds ->> 'earlier')::boolean
      and ((k.kinds ->> '*')::boolean or (k.kinds ->> s.flow_id)::boolean)
    on conflict do nothing
  ), recorded as (
    insert into consent_record (citizen_id, receiver, name, kinds, wording, at)
    select citizen, receiver, name, kinds, wording, at from consents
  ), alarms as (
    select a.* from json_to_recordset($11) as a(id text, alert text, citizen text, revision int, category text,
      urgency text, staffed boolean, tell jsonb, "nextAt" timestamptz, at timestamptz) join guard using (id)
  ), raised as (
    ${RAISE}
  ), lowered as (
    update alert set lowered_at = coalesce(lowered_at, l.at)
    from json_to_recordset($12) as l(id text, citizen text, at timestamptz) join guard using (id)
    where alert.citizen_id = l.citizen and alert.state <> 'closed'
    returning alert.id, l.at
  ), told as (
    ${TOLD}
  ), noticed as (
    insert into notice (staff_id, kind, ref, created_at, next_at)
    select staff, 'alert', alert, at, at from told on conflict do nothing
  ), happened as (
    insert into alert_event (alert_id, at, kind, staff_id, heard_at)
    select alert, at, kind, staff, at from (
      select alert, at, case when fresh then 'raised' else 'added' end as kind, null as staff, 1 as n from raised
      union all select alert, at, 'told', staff, 2 from told
      union all select id, at, 'lowered', null, 3 from lowered) e
    order by n
  ), requested as (
    insert into data_request (citizen_id, kind, asked_at)
    select r.citizen, r.kind, r.at
    from json_to_recordset($13) as r(id text, citizen text, kind text, at timestamptz) join guard using (id)
    on conflict do nothing
  ), noted as (
    insert into audit (at, actor, action, what, citizen_id, session_id, ref, rule)
    select a.at, a.actor, 'added', 'turn', a.citizen, a.session, a.revision, a.rule
    from json_to_recordset($14) as a(id text, actor text, citizen text, session text, revision text, rule text,
      at timestamptz) join guard using (id)
  ), sent as (
    insert into outbox (conversation_id, revision, channel, address, message, sent_at)
    select o.id, o.revision, o.channel, o.address, o.message, o."sentAt"
    from json_to_recordset($7) as o(id text, revision int, channel text, address text, message json, n int,
      "sentAt" timestamptz) join guard using (id)
    order by o.n
  )
  select id from guard`;

/**
 * Saves turns of different conversations together.
 * @returns the ids of the conversations that were saved; the others lost a race or were taken before
 */
export async function saveTurns(pool: Querying, savings: readonly Saving[]): Promise<ReadonlySet<string>> {
  const ids = savings.map((it) => it.turn.conversation.id);
  const values = [...rowsOf(savings).map((rows) => JSON.stringify(rows)), ids];
  const result = await pool.query<{ id: string }>({ name: "save-turns", text: SAVE, values, byKey: true });
  return new Set(result.rows.map((row) => row.id));
}

/** All that happened in a conversation, in order: its state is the fold of these. */
export async function eventsOf(
  { db, keys }: Database,
  conversation: string,
): Promise<{ at: string; events: readonly ConversationEvent[] }[]> {
  const rows = await db
    .selectFrom("turn")
    .innerJoin("conversation", "conversation.id", "conversation_id")
    .select(["events", "at", "turn.revision", "citizen_id"])
    .where("conversation_id", "=", conversation)
    .orderBy("turn.revision")
    .execute();
  const key = rows[0] && (await keys.of(rows[0].citizen_id));
  return rows.map(({ events, at, revision }) => ({
    events: (key as CitizenKey).openValue(events.sealed, "turn.events", conversation, revision),
    at: at.toISOString(),
  }));
}
