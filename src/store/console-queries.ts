import { sql } from "kysely";
import type { FlowRef } from "../model/conversation.ts";
import type { Persona } from "../model/picture.ts";
import type { Database } from "./open.ts";
import { outcomesOf, type StoredOutcome } from "./outcomes.ts";

/** A citizen with an active relation to the member of staff who reads. */
export interface OwnCitizen {
  readonly id: string;
  readonly name: string;
  readonly persona: Persona;
  readonly wordForUse: string | null;
  readonly conversation: string;
  /** grows with everything that happens in the citizen's conversation */
  readonly revision: number;
}

/** The citizens tied to a member of staff now, by name. */
export async function ownCitizens(database: Database, staff: string): Promise<OwnCitizen[]> {
  return await tiedTo(database, staff).orderBy("citizen.name").orderBy("citizen.id").execute();
}

/** One citizen, when they are tied to the member of staff now. */
export async function ownCitizen(database: Database, staff: string, citizen: string): Promise<OwnCitizen | undefined> {
  return await tiedTo(database, staff).where("citizen.id", "=", citizen).executeTakeFirst();
}

/** A finished session that was released to the member of staff, of a citizen who is tied to them now. */
export async function releasedOutcome(
  database: Database,
  staff: string,
  session: string,
): Promise<{ readonly citizen: OwnCitizen; readonly outcome: StoredOutcome } | undefined> {
  const row = await database.db.selectFrom("session").select("citizen_id").where("id", "=", session).executeTakeFirst();
  const citizen = row && (await ownCitizen(database, staff, row.citizen_id));
  const outcomes = citizen ? await outcomesOf(database, citizen.id, staff) : [];
  const outcome = outcomes.find((it) => it.id === session);
  return citizen && outcome ? { citizen, outcome } : undefined;
}

/** By the database's clock, which also writes when relations begin. */
const NOW = sql<Date>`now()`;

function tiedTo({ db }: Database, staff: string) {
  return db
    .selectFrom("citizen")
    .innerJoin("conversation", "conversation.citizen_id", "citizen.id")
    .select(["citizen.id", "citizen.name", "citizen.persona", "citizen.word_for_use as wordForUse"])
    .select(["conversation.id as conversation", "conversation.revision"])
    .where((where) =>
      where.exists(
        where
          .selectFrom("relation")
          .select("relation.citizen_id")
          .whereRef("relation.citizen_id", "=", "citizen.id")
          .where("relation.staff_id", "=", staff)
          .where("relation.from_at", "<=", NOW)
          .where((active) => active.or([active("to_at", "is", null), active("to_at", ">", NOW)])),
      ),
    );
}

/** An exercise that a citizen has begun and not ended, or that waits for them. */
export interface UnderWay {
  readonly citizen: string;
  readonly flow: FlowRef;
  readonly state: "running" | "stopped" | "waiting";
  /** when it was begun, or sent */
  readonly at: Date;
}

/** A session that was left for another is in its conversation no more, and cannot be taken up again. */
const IN_CONVERSATION = sql<boolean>`exists (
  select from conversation c, json_array_elements(c.state -> 'frames') frame
  where c.id = session.conversation_id and frame ->> 'session' = session.id)`;

/** What these citizens have under way, newest first. Of what waits, only what this member of staff sent. */
export async function underWay(
  { db }: Database,
  citizens: readonly string[],
  staff: string,
): Promise<readonly UnderWay[]> {
  if (citizens.length === 0) return [];
  const begun = await db
    .selectFrom("session")
    .select(["citizen_id", "flow_id", "flow_version", "status", "started_at as at"])
    .where("citizen_id", "in", citizens)
    .where("status", "!=", "completed")
    .where(IN_CONVERSATION)
    .execute();
  const waiting = await db
    .selectFrom("assignment")
    .select(["citizen_id", "flow_id", "flow_version", "created_at as at"])
    .where("citizen_id", "in", citizens)
    .where("by_staff", "=", staff)
    .where("completed_at", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("session").select("session.id").whereRef("session.assignment_id", "=", "assignment.id"))),
    )
    .execute();
  const all = [...begun, ...waiting.map((it) => ({ ...it, status: "waiting" as const }))];
  return all
    .map((it) => ({
      citizen: it.citizen_id,
      flow: { id: it.flow_id, version: it.flow_version },
      state: it.status === "completed" ? "stopped" : it.status,
      at: it.at,
    }))
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}

export interface LatestOutcome {
  readonly citizen: string;
  readonly flow: FlowRef;
  readonly completedAt: Date;
}

/** The newest outcome of each of these citizens that was released to the member of staff. */
export async function latestOutcomes(
  { db }: Database,
  citizens: readonly string[],
  staff: string,
): Promise<readonly LatestOutcome[]> {
  if (citizens.length === 0) return [];
  const rows = await db
    .selectFrom("session")
    .innerJoin("release", "release.session_id", "session.id")
    .distinctOn("session.citizen_id")
    .select(["session.citizen_id", "flow_id", "flow_version", "completed_at"])
    .where("session.citizen_id", "in", citizens)
    .where("release.staff_id", "=", staff)
    .where("status", "=", "completed")
    .orderBy("session.citizen_id")
    .orderBy("completed_at", "desc")
    .execute();
  return rows.map((row) => ({
    citizen: row.citizen_id,
    flow: { id: row.flow_id, version: row.flow_version },
    completedAt: row.completed_at as Date,
  }));
}
