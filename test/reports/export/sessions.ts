import type { CompiledFlow } from "../../../src/flow/library.ts";
import type { Answered } from "../../../src/model/conversation.ts";
import type { AnsweredBy } from "../../../src/model/value.ts";
import type { Exported } from "../../../src/reports/export/answers.ts";
import { runOf } from "../runs.ts";

export const GIVEN_AT = new Date("2026-11-20T09:10:00Z");
/** When the files are made. */
export const MADE_AT = new Date("2026-11-23T08:00:00Z");

interface More {
  readonly params?: Record<string, string>;
  readonly by?: AnsweredBy;
  readonly known?: readonly Answered[];
  readonly drawn?: Exported["outcome"]["drawn"];
}

/** A session of an exercise as it stands, on the 20th of November 2026, all of it answered by the same. */
export function sessionOf(
  flow: string,
  answers: readonly Answered[],
  { by = "citizen", drawn, ...more }: More = {},
): Exported {
  const { compiled, outcome } = runOf(flow, 20, answers, { ...more, by: [by] });
  return asExported(compiled, { ...outcome, ...(drawn ? { drawn } : {}) }, by);
}

export function asExported(
  compiled: CompiledFlow,
  reported: Omit<Exported["outcome"], "id" | "citizen" | "flow" | "startedAt">,
  by: AnsweredBy = "citizen",
): Exported {
  return {
    compiled,
    outcome: {
      ...reported,
      id: `session-${compiled.ref.id}`,
      citizen: "citizen-1",
      flow: compiled.ref,
      startedAt: new Date("2026-11-20T09:00:00Z"),
    },
    given: new Map(reported.answers.map(([path]) => [path, { by, at: GIVEN_AT }])),
  };
}
