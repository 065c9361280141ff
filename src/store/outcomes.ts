import { sql } from "kysely";
import type { Inside } from "../model/consent.ts";
import type { Answered, Frame, Signature } from "../model/conversation.ts";
import type { Persona } from "../model/picture.ts";
import type { AnsweredBy } from "../model/value.ts";
import { mayRead, mayReadInside, type Rule } from "../people/access.ts";
import { withhold } from "../people/withhold.ts";
import { goneAmong, withoutGone } from "./gone-media.ts";
import type { Database } from "./open.ts";
import { type Between, betweenOf } from "./standing.ts";

/** A completed session as it is stored. */
export interface StoredOutcome {
  readonly id: string;
  readonly citizen: string;
  readonly flow: { readonly id: string; readonly version: string };
  readonly params: Readonly<Record<string, string>>;
  readonly persona: Persona;
  readonly startedAt: Date;
  readonly completedAt: Date;
  /** the answers on the way that was taken, in order */
  readonly answers: readonly Answered[];
  /** what was kept of earlier sessions when it began, by "<flow>/<path>" */
  readonly known: readonly Answered[];
  /** `[path, card]`: the cards that were drawn */
  readonly drawn: Frame["drawn"];
  /** the other side's signature, where one is needed and given */
  readonly signature?: Signature;
  /** who gave any of the answers, in order of first giving */
  readonly answeredBy: readonly AnsweredBy[];
}

/** As a member of staff reads it. */
export interface ReadOutcome extends StoredOutcome {
  /** by which they do */
  readonly rule: Rule;
}

/**
 * The completed sessions of a citizen, newest first.
 * @param reader a staff member: only what they may read, and of it only what the citizen lets them; absent: all (the command line, the citizen)
 */
export async function outcomesOf(database: Database, citizen: string): Promise<StoredOutcome[]>;
export async function outcomesOf(database: Database, citizen: string, reader: string): Promise<ReadOutcome[]>;
export async function outcomesOf(database: Database, citizen: string, reader?: string): Promise<StoredOutcome[]> {
  if (reader === undefined) return (await completed(database, citizen, [])).map(({ outcome }) => outcome);
  const between = (await betweenOf(database, reader, [citizen])).get(citizen);
  if (!between) return [];
  const found = await completed(database, citizen, Object.values(between.receivers));
  return found.flatMap(({ outcome, receivers }) => readable(outcome, receivers, between) ?? []);
}

/** An outcome as a member of staff may read it; undefined: not at all. */
function readable(outcome: StoredOutcome, receivers: readonly string[], between: Between): ReadOutcome | undefined {
  const { reader, standing, receivers: own } = between;
  const to = receivers.map((it): "person" | "group" => (it === own.person ? "person" : "group"));
  const released = { flow: outcome.flow.id, to };
  const { allowed, rule } = mayRead(reader, standing, released);
  if (!allowed) return undefined;
  const may = (inside: Inside) => mayReadInside(inside, reader, standing, released).allowed;
  const seen = { words: may("words"), media: may("media") };
  return { ...outcome, answers: withhold(outcome.answers, seen), known: withhold(outcome.known, seen), rule };
}

interface Completed {
  readonly outcome: StoredOutcome;
  /** those of `receivers` it was released to */
  readonly receivers: readonly string[];
}

/** @param receivers only what was released to one of them; none: all */
async function completed(database: Database, citizen: string, receivers: readonly string[]): Promise<Completed[]> {
  const { db, keys } = database;
  const to = sql<string[] | null>`(
    select array_agg(receiver) from release where session_id = session.id and receiver = any(${receivers}::text[]))`;
  const by = sql<AnsweredBy[] | null>`(
    select array_agg(by order by revision, n) from (
      select distinct on (by) by, revision, n from answer
      where session_id = session.id and by is not null order by by, revision, n
    ) first)`;
  const all = db
    .selectFrom("session")
    .select(["id", "citizen_id", "flow_id", "flow_version", "params", "persona", "started_at", "completed_at"])
    .select(["answers", "known", "drawn", "signature", by.as("by"), to.as("to")])
    .where("citizen_id", "=", citizen)
    .where("status", "=", "completed")
    .orderBy("completed_at", "desc")
    .orderBy("id", "desc");
  const rows = await (receivers.length > 0 ? all.where(to, "is not", null) : all).execute();
  if (rows.length === 0) return [];
  const key = await keys.of(citizen);
  const found = rows.map((row) => ({
    receivers: row.to ?? [],
    outcome: {
      id: row.id,
      citizen: row.citizen_id,
      flow: { id: row.flow_id, version: row.flow_version },
      params: key.openValue(row.params, "session.params", row.id),
      persona: row.persona,
      startedAt: row.started_at,
      completedAt: row.completed_at as Date,
      answers: row.answers === null ? [] : key.openValue(row.answers, "session.answers", row.id),
      known: key.openValue(row.known, "session.known", row.id),
      drawn: row.drawn === null ? [] : key.openValue(row.drawn, "session.drawn", row.id),
      ...(row.signature ? { signature: key.openValue(row.signature, "session.signature", row.id) } : {}),
      answeredBy: row.by ?? [],
    },
  }));
  const answers = found.flatMap(({ outcome }) => [...outcome.answers, ...outcome.known]);
  const gone = await goneAmong(database, citizen, answers);
  return found.map(({ receivers: to, outcome }) => ({
    receivers: to,
    outcome: { ...outcome, answers: withoutGone(outcome.answers, gone), known: withoutGone(outcome.known, gone) },
  }));
}
