import { sql } from "kysely";
import type { CompiledFlow, Library } from "../flow/library.ts";
import { endsOf, nameOf } from "../flow/place.ts";
import type { Answered, FlowRef } from "../model/conversation.ts";
import type { GivenNumber, IndicatorFacts } from "../model/indicators.ts";
import { learnVersions } from "./flow-versions.ts";
import type { Asked } from "./indicators.ts";
import type { CitizenKey } from "./keys/citizen-keys.ts";
import type { Database } from "./open.ts";

interface Completed {
  readonly person: string;
  readonly ref: FlowRef;
  readonly params: Readonly<Record<string, string>>;
  readonly answers: readonly Answered[];
  readonly at: Date;
  /** the citizen let somebody see it */
  readonly released: boolean;
}

/** Sessions finished in the quarter, the newest first; their versions are loaded. */
export async function completedIn(
  parts: { readonly database: Database; readonly library: Library },
  { unit, quarter: { begin, end } }: Asked,
): Promise<Completed[]> {
  const released = sql<boolean>`exists (select from release where session_id = session.id)`;
  const rows = await parts.database.db
    .selectFrom("session")
    .innerJoin("citizen", "citizen.id", "session.citizen_id")
    .select(["session.id", "citizen_id", "flow_id", "flow_version", "params", "answers", "completed_at"])
    .select(released.as("released"))
    .where("unit_id", "=", unit)
    .where("completed_at", ">=", begin)
    .where("completed_at", "<", end)
    .orderBy("completed_at", "desc")
    .orderBy("session.id")
    .execute();
  const keys = await parts.database.keys.all(rows.map((row) => row.citizen_id));
  const completed = rows.map((row) => {
    const key = keys.get(row.citizen_id) as CitizenKey;
    return {
      person: row.citizen_id,
      ref: { id: row.flow_id, version: row.flow_version },
      params: key.openValue(row.params, "session.params", row.id),
      answers: row.answers === null ? [] : key.openValue(row.answers, "session.answers", row.id),
      at: row.completed_at as Date,
      released: row.released,
    };
  });
  await learnVersions(
    parts,
    completed.map((it) => it.ref),
  );
  return completed;
}

/** The numbers of the questions that are followed over time, one for each session: those asked once for each of several things stay out. */
export function numbersIn(
  library: Library,
  completed: readonly Completed[],
): (Omit<GivenNumber, "person"> & { person: string })[] {
  return completed
    .filter((it) => it.released)
    .flatMap(({ person, ref, params, answers, at }) => {
      const compiled = library.get(ref);
      const about = aboutOf(compiled, params);
      if (!about) return [];
      const series = (compiled.flow.series ?? []).filter((name) => !isInLoop(compiled, name));
      return series.flatMap((step) => {
        const found = numberAt(compiled, step, { params, answers });
        return found ? [{ person, flow: ref.id, step, about, at, ...found }] : [];
      });
    });
}

/** Of each person the newest answers of each anonymous exercise; in an order that says nothing of who came when. */
export function opinionsIn(library: Library, completed: readonly Completed[]): IndicatorFacts["opinions"] {
  const anonymous = completed.filter(({ ref }) => library.get(ref).flow.anonymous);
  const newest = new Map(anonymous.toReversed().map((it) => [JSON.stringify([it.person, it.ref.id]), it]));
  const opinions = [...newest.values()].map(({ ref, ...given }) => {
    const compiled = library.get(ref);
    const answers = [...compiled.asks.keys()].flatMap((step) => {
      const found = numberAt(compiled, step, given);
      return found ? [{ step, ...found }] : [];
    });
    return { flow: ref.id, answers };
  });
  return opinions.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function numberAt(compiled: CompiledFlow, step: string, { params, answers }: Pick<Completed, "params" | "answers">) {
  const of = endsOf(compiled.asks.get(step), params)?.top;
  const value = answers.find(([path]) => nameOf(path) === step)?.[1];
  return of !== undefined && value?.kind === "number" ? { of, value: value.number } : undefined;
}

/** Undefined: it was about something that somebody wrote. Numbers set how it is asked, not what about. */
function aboutOf({ flow }: CompiledFlow, given: Completed["params"]): GivenNumber["about"] | undefined {
  const about: Record<string, string> = {};
  for (const [name, param] of Object.entries(flow.params ?? {})) {
    const value = given[name] ?? param.default;
    if (value === param.default || /^\d+$/.test(value)) continue;
    if (!param.values.includes(value)) return undefined;
    about[name] = value;
  }
  return about;
}

const isInLoop = ({ loops }: CompiledFlow, name: string): boolean =>
  name.split("/").some((_, i, parts) => loops.has(parts.slice(0, i).join("/")));
