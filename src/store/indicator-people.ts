import { sql } from "kysely";
import { nameOf } from "../flow/place.ts";
import type { Value } from "../model/value.ts";
import { FIRST_TALK } from "./first-talk.ts";
import type { Asked } from "./indicators.ts";
import type { CitizenKey, Sealed } from "./keys/citizen-keys.ts";
import type { Database } from "./open.ts";

/** Those who had their first talk in the quarter, or still waited at its end. Who asked for no more is not waiting. */
export async function waitsIn({ db }: Database, { unit, quarter }: Asked): Promise<{ days: number | null }[]> {
  const rows = await db
    .selectFrom("citizen")
    .select(["first_contact_on as contact", "closed_at", FIRST_TALK.as("talk")])
    .where("unit_id", "=", unit)
    .where("first_contact_on", "<", quarter.after)
    .where((where) => where.or([where(FIRST_TALK, "is", null), where(FIRST_TALK, ">=", quarter.from)]))
    .execute();
  const over = (it: (typeof rows)[number]) => it.talk !== null && it.talk < quarter.after;
  return rows
    .filter((it) => over(it) || it.closed_at === null || it.closed_at >= quarter.end)
    .map((it) => ({ days: over(it) ? daysBetween(it.contact as string, it.talk as string) : null }));
}

const daysBetween = (from: string, to: string): number => Temporal.PlainDate.from(from).until(to).days;

export async function sentIn({ db }: Database, { unit, quarter: { begin, end } }: Asked) {
  return await db
    .selectFrom("assignment")
    .innerJoin("citizen", "citizen.id", "assignment.citizen_id")
    .select(["citizen_id as person", "flow_id as flow"])
    .where("unit_id", "=", unit)
    .where("assignment.created_at", ">=", begin)
    .where("assignment.created_at", "<", end)
    .execute();
}

/** Sessions begun or finished in the quarter, as they stood at its end, the oldest first. */
export async function runsIn({ db, keys }: Database, { unit, quarter: { begin, end } }: Asked) {
  const finished = sql<boolean>`coalesce(completed_at < ${end}, false)`;
  const answers = sql<readonly GivenAnswer[]>`(
    select coalesce(json_agg(json_build_object('path', path, 'value', value, 'revision', revision, 'n', n)
      order by revision desc, n desc), '[]')
    from answer where session_id = session.id and at < ${end} and value is not null)`;
  const rows = await db
    .selectFrom("session")
    .innerJoin("citizen", "citizen.id", "session.citizen_id")
    .select(["session.id", "citizen_id as person", "flow_id as flow", finished.as("finished"), answers.as("answers")])
    .where("unit_id", "=", unit)
    .where(({ or, and, eb }) =>
      or([
        and([eb("started_at", ">=", begin), eb("started_at", "<", end)]),
        and([eb("completed_at", ">=", begin), eb("completed_at", "<", end)]),
      ]),
    )
    .orderBy("started_at")
    .orderBy("session.id")
    .execute();
  const all = await keys.all(rows.map((row) => row.person));
  return rows.map(({ id, answers: given, ...row }) => {
    const key = all.get(row.person) as CitizenKey;
    const last = given.find(({ value, revision, n }) => {
      return key.openValue(value, "answer.value", id, revision, n).kind !== "seen";
    });
    // the keys of rounds can be a citizen's own
    return { ...row, last: last ? nameOf(key.open(last.path, "answer.path", id, last.revision, last.n)) : null };
  });
}

interface GivenAnswer {
  readonly path: string;
  readonly value: Sealed<Value>;
  readonly revision: number;
  readonly n: number;
}
