import type { CompiledFlow, Library } from "../flow/library.ts";
import type { AnsweredBy } from "../model/value.ts";
import { learnVersions } from "./flow-versions.ts";
import type { Database } from "./open.ts";
import { outcomesOf, type ReadOutcome, type StoredOutcome } from "./outcomes.ts";

/** Who gave an answer (R30), and when. */
interface Given {
  readonly by: AnsweredBy;
  readonly at: Date;
}

/** A completed session to hand out. */
export interface ExportedOutcome<O extends StoredOutcome = StoredOutcome> {
  readonly compiled: CompiledFlow;
  readonly outcome: O;
  /** by path */
  readonly given: ReadonlyMap<string, Given>;
}

/** Which sessions of a citizen: of these exercises, finished from a moment on and before another; absent: all. */
export interface Selection {
  readonly flows?: readonly string[];
  readonly from?: Date;
  readonly before?: Date;
}

interface Parts {
  readonly database: Database;
  readonly library: Library;
}

/**
 * The completed sessions of a citizen to hand out, newest first. What nobody may see who answered stays out.
 * @param reader a staff member: only what they may read; absent: all
 */
export async function exportedOf(parts: Parts, citizen: string, selection: Selection): Promise<ExportedOutcome[]>;
export async function exportedOf(
  parts: Parts,
  citizen: string,
  selection: Selection,
  reader: string,
): Promise<ExportedOutcome<ReadOutcome>[]>;
export async function exportedOf(
  parts: Parts,
  citizen: string,
  selection: Selection,
  reader?: string,
): Promise<ExportedOutcome[]> {
  const { database } = parts;
  const all = await (reader === undefined ? outcomesOf(database, citizen) : outcomesOf(database, citizen, reader));
  const found = all.filter((it) => isSelected(it, selection));
  await learnVersions(
    parts,
    found.map((it) => it.flow),
  );
  const given = await answersGiven(
    parts.database,
    citizen,
    found.map((it) => it.id),
  );
  return found.flatMap((outcome) => {
    const compiled = parts.library.get(outcome.flow);
    return compiled.flow.anonymous ? [] : [{ compiled, outcome, given: given.get(outcome.id) ?? new Map() }];
  });
}

function isSelected({ flow, completedAt }: StoredOutcome, { flows, from, before }: Selection): boolean {
  if (flows && !flows.includes(flow.id)) return false;
  return (from === undefined || completedAt >= from) && (before === undefined || completedAt < before);
}

/** Who gave each answer last and when: by session, then by path. */
async function answersGiven({ db, keys }: Database, citizen: string, sessions: readonly string[]) {
  if (sessions.length === 0) return new Map<string, Map<string, Given>>();
  const rows = await db
    .selectFrom("answer")
    .select(["session_id", "path", "by", "at", "revision", "n"])
    .where("session_id", "in", sessions)
    .where("by", "is not", null)
    .orderBy("revision")
    .orderBy("n")
    .$narrowType<{ by: AnsweredBy }>()
    .execute();
  const key = await keys.of(citizen);
  const bySession = Map.groupBy(rows, (row) => row.session_id);
  // the last counts
  const givenIn = (answers: typeof rows) =>
    new Map(
      answers.map(({ path, by, at, session_id, revision, n }) => {
        return [key.open(path, "answer.path", session_id, revision, n), { by, at }] as const;
      }),
    );
  return new Map([...bySession].map(([session, answers]) => [session, givenIn(answers)] as const));
}
