import type { Answered } from "../../src/model/conversation.ts";
import type { AnsweredBy } from "../../src/model/value.ts";
import type { Words } from "../../src/model/words.ts";
import type { Run } from "../../src/reports/series.ts";
import { openTestProduct } from "../support/product.ts";

const product = await openTestProduct();

export const wordsIn = (language: "da" | "en"): Words => product.translator.words(language);

/** A completed session of an exercise, on the given day of November 2026 at 10:12 in Denmark. */
export function runOf(
  flow: string,
  day: number,
  answers: readonly Answered[],
  more: { params?: Record<string, string>; by?: readonly AnsweredBy[]; known?: readonly Answered[] } = {},
): Run {
  const compiled = product.library.latest(flow);
  if (!compiled) throw new Error(`expected a flow, got "${flow}"`);
  const defaults = Object.entries(compiled.flow.params ?? {}).map(([name, param]) => [name, param.default]);
  const params = { ...Object.fromEntries(defaults), ...more.params };
  const completedAt = new Date(Date.UTC(2026, 10, day, 9, 12));
  return {
    compiled,
    outcome: { completedAt, params, answers, answeredBy: more.by ?? ["citizen"], known: more.known ?? [] },
  };
}

export const level = (number: number): Answered => ["level", { kind: "number", number }];

/** Feelings that were chosen, with how much each fills; null: not said. */
export function feelings(chosen: Readonly<Record<string, number | null>>): Answered[] {
  const strengths = Object.entries(chosen).map(([feeling, number]): Answered => {
    return [`strengths[${feeling}]/strength`, number === null ? { kind: "skipped" } : { kind: "number", number }];
  });
  return [["now", { kind: "choices", ids: Object.keys(chosen) }], ...strengths];
}
