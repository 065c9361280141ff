import { sql } from "kysely";
import type { AnsweredBy } from "../model/value.ts";
import type { Database } from "./open.ts";

/** Who gave an answer (R30), and when. */
interface Given {
  readonly by: AnsweredBy;
  readonly at: Date;
}

/** Of these sessions, who gave each answer last and when: by session, then by path. */
export async function answersGiven(
  { db }: Database,
  sessions: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Given>>> {
  if (sessions.length === 0) return new Map();
  const rows = await db
    .selectFrom("answer")
    .distinctOn(["session_id", "path"])
    .select(["session_id", "path", "by", "at"])
    .where("session_id", "in", sessions)
    .where(sql<boolean>`by is not null`)
    .orderBy("session_id")
    .orderBy("path")
    .orderBy("revision", "desc")
    .orderBy("n", "desc")
    .execute();
  const bySession = Map.groupBy(rows, (row) => row.session_id);
  return new Map(
    [...bySession].map(([session, answers]) => [
      session,
      new Map(answers.map(({ path, by, at }) => [path, { by: by as AnsweredBy, at }])),
    ]),
  );
}
