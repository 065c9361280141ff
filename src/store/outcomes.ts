import { sql } from "kysely";
import type { Answered, Frame, Signature } from "../model/conversation.ts";
import type { Persona } from "../model/picture.ts";
import type { AnsweredBy } from "../model/value.ts";
import type { Database } from "./open.ts";

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

/**
 * The completed sessions of a citizen, newest first.
 * @param reader a staff member: only what the citizen released to them; absent: all (the command line, the citizen)
 */
export async function outcomesOf({ db }: Database, citizen: string, reader?: string): Promise<StoredOutcome[]> {
  let query = db
    .selectFrom("session")
    .select([
      "id",
      "citizen_id",
      "flow_id",
      "flow_version",
      "params",
      "persona",
      "started_at",
      "completed_at",
      "answers",
      "known",
      "drawn",
      "signature",
    ])
    .select(
      sql<AnsweredBy[] | null>`(
        select array_agg(by order by revision, n) from (
          select distinct on (by) by, revision, n from answer
          where session_id = session.id and by is not null order by by, revision, n
        ) first)`.as("by"),
    )
    .where("citizen_id", "=", citizen)
    .where("status", "=", "completed")
    .orderBy("completed_at", "desc")
    .orderBy("id", "desc");
  if (reader !== undefined) {
    query = query.where((where) =>
      where.exists(
        where
          .selectFrom("release")
          .select("release.at")
          .whereRef("release.session_id", "=", "session.id")
          .where("release.staff_id", "=", reader),
      ),
    );
  }
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    citizen: row.citizen_id,
    flow: { id: row.flow_id, version: row.flow_version },
    params: row.params,
    persona: row.persona,
    startedAt: row.started_at,
    completedAt: row.completed_at as Date,
    answers: row.answers ?? [],
    known: row.known,
    drawn: row.drawn,
    ...(row.signature ? { signature: row.signature } : {}),
    answeredBy: row.by ?? [],
  }));
}
