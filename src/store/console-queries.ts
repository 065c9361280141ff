import { sql } from "kysely";
import type { FlowRef } from "../model/conversation.ts";
import type { Persona } from "../model/picture.ts";
import { mayMeet, mayRead, type Rule } from "../people/access.ts";
import { FIRST_TALK } from "./first-talk.ts";
import type { Database } from "./open.ts";
import { outcomesOf, type ReadOutcome } from "./outcomes.ts";
import { byName, withNames } from "./people/names.ts";
import { type Between, betweenIn, betweenOf, citizensAround } from "./standing.ts";
import { REVISION, TALK } from "./talk.ts";

/** A citizen whom the member of staff who reads may meet. */
export interface OwnCitizen {
  readonly id: string;
  readonly name: string;
  readonly persona: Persona;
  readonly wordForUse: string | null;
  readonly conversation: string;
  /** false: met only because the citizen lets everyone of the reader's role in their unit */
  readonly tied: boolean;
  /** by which the reader meets them */
  readonly rule: Rule;
  /** the days of their first contact and first talk, while their course is open */
  readonly firstContactOn: string | null;
  readonly firstTalkOn: string | null;
  /** grows with everything that happens in the citizen's conversation */
  readonly revision: number;
}

/** The citizens a member of staff may meet now, by name. */
export async function ownCitizens(database: Database, staff: string): Promise<OwnCitizen[]> {
  const rows = await known(database, staff).execute();
  return byName(await ownFrom(database, rows, staff));
}

/** One citizen, when the member of staff may meet them now. */
export async function ownCitizen(database: Database, staff: string, citizen: string): Promise<OwnCitizen | undefined> {
  const row = await known(database, staff).where("citizen.id", "=", citizen).executeTakeFirst();
  return row && (await ownFrom(database, [row], staff))[0];
}

async function ownFrom(
  database: Database,
  rows: readonly Parameters<typeof met>[0][],
  staff: string,
): Promise<OwnCitizen[]> {
  const may = rows.flatMap((row) => met(row, staff) ?? []);
  const sealed = may.map((it) => ({ ...it, word_for_use: it.wordForUse }));
  return (await withNames(database, sealed)).map(({ word_for_use: wordForUse, ...it }) => ({ ...it, wordForUse }));
}

/** A finished session that was released to the member of staff, of a citizen who is tied to them now. */
export async function releasedOutcome(
  database: Database,
  staff: string,
  session: string,
): Promise<{ readonly citizen: OwnCitizen; readonly outcome: ReadOutcome } | undefined> {
  const row = await database.db.selectFrom("session").select("citizen_id").where("id", "=", session).executeTakeFirst();
  const citizen = row && (await ownCitizen(database, staff, row.citizen_id));
  const outcomes = citizen ? await outcomesOf(database, citizen.id, staff) : [];
  const outcome = outcomes.find((it) => it.id === session);
  return citizen && outcome ? { citizen, outcome } : undefined;
}

/** Who has ended their course waits for nothing. */
const OPEN_CONTACT = sql<string | null>`case when citizen.closed_at is null then citizen.first_contact_on end`;

function known(database: Database, staff: string) {
  return citizensAround(database, staff)
    .select(["citizen.id", "citizen.name", "citizen.persona", "citizen.word_for_use as wordForUse"])
    .select([TALK.as("conversation"), REVISION.as("revision"), FIRST_TALK.as("firstTalkOn")])
    .select(OPEN_CONTACT.as("firstContactOn"));
}

function met(row: Omit<OwnCitizen, "rule"> & Parameters<typeof betweenIn>[0], staff: string): OwnCitizen | undefined {
  const { reader, standing } = betweenIn(row, staff);
  const { allowed, rule } = mayMeet("meet", reader, standing);
  if (!allowed) return undefined;
  const { id, name, persona, wordForUse, conversation, revision, tied, firstContactOn, firstTalkOn } = row;
  return { id, name, persona, wordForUse, conversation, revision, tied, rule, firstContactOn, firstTalkOn };
}

/** An exercise that a citizen has begun and not ended, or that waits for them. */
export interface UnderWay {
  readonly citizen: string;
  readonly flow: FlowRef;
  readonly state: "running" | "stopped" | "waiting";
  /** when it was begun, or sent */
  readonly at: Date;
}

interface Begun {
  readonly citizen_id: string;
  readonly flow_id: string;
  readonly flow_version: string;
  readonly status: "running" | "stopped";
  readonly at: Date;
}

/** What these citizens have under way, newest first. Of what waits, only what this member of staff sent. */
export async function underWay(
  { db }: Database,
  citizens: readonly string[],
  staff: string,
): Promise<readonly UnderWay[]> {
  if (citizens.length === 0) return [];
  const { rows: begun } = await sql<Begun>`
    select citizen_id, flow_id, flow_version, status, started_at as at from skridt_under_way()
    where citizen_id = any(${citizens})`.execute(db);
  const waiting = await db
    .selectFrom("assignment")
    .select(["citizen_id", "flow_id", "flow_version", "created_at as at"])
    .where("citizen_id", "in", citizens)
    .where("by_staff", "=", staff)
    .where("completed_at", "is", null)
    .where(sql<boolean>`not skridt_begun(assignment.id)`)
    .execute();
  const all = [...begun, ...waiting.map((it) => ({ ...it, status: "waiting" as const }))];
  return all
    .map((it) => ({
      citizen: it.citizen_id,
      flow: { id: it.flow_id, version: it.flow_version },
      state: it.status,
      at: it.at,
    }))
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}

export interface LatestOutcome {
  readonly citizen: string;
  readonly flow: FlowRef;
  readonly completedAt: Date;
}

/** The newest outcome of each of these citizens that the member of staff may read. */
export async function latestOutcomes(
  database: Database,
  citizens: readonly string[],
  staff: string,
): Promise<readonly LatestOutcome[]> {
  const between = await betweenOf(database, staff, citizens);
  const receivers = [...between.values()].flatMap((it) => Object.values(it.receivers));
  if (receivers.length === 0) return [];
  const rows = await database.db
    .selectFrom("session")
    .innerJoin("release", "release.session_id", "session.id")
    .distinctOn(["session.citizen_id", "flow_id", "release.receiver"])
    .select(["session.citizen_id as citizen", "flow_id", "flow_version", "completed_at", "release.receiver"])
    .where("session.citizen_id", "in", [...between.keys()])
    .where("release.receiver", "in", [...new Set(receivers)])
    .where("status", "=", "completed")
    .orderBy("session.citizen_id")
    .orderBy("flow_id")
    .orderBy("release.receiver")
    .orderBy("completed_at", "desc")
    .execute();
  const readable = rows.filter((row) => {
    const { reader, standing } = between.get(row.citizen) as Between;
    const to = row.receiver === staff ? "person" : "group";
    return mayRead(reader, standing, { flow: row.flow_id, to: [to] }).allowed;
  });
  const newest = Map.groupBy(readable, (row) => row.citizen);
  return [...newest.values()].map((list) => {
    const row = list.reduce((a, b) => ((a.completed_at as Date) >= (b.completed_at as Date) ? a : b));
    return {
      citizen: row.citizen,
      flow: { id: row.flow_id, version: row.flow_version },
      completedAt: row.completed_at as Date,
    };
  });
}
