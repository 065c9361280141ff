import { titleOf } from "../engine/answer-text.ts";
import { linesOf } from "../engine/lines.ts";
import type { CompiledFlow } from "../flow/library.ts";
import type { Answered } from "../model/conversation.ts";
import { common, type Text } from "../model/text.ts";
import type { AnsweredBy } from "../model/value.ts";
import type { Words } from "../model/words.ts";

/** A completed session, as reports read it. */
export interface Reported {
  readonly completedAt: Date;
  readonly params: Readonly<Record<string, string>>;
  readonly answers: readonly Answered[];
  readonly answeredBy: readonly AnsweredBy[];
}

/** What was answered, line by line, in the citizen's own words. */
export function linesOfOutcome(compiled: CompiledFlow, outcome: Reported, words: Words) {
  const saying = (text: Text | string): string => (typeof text === "string" ? text : words.say(text));
  const context = { answers: outcome.answers, params: outcome.params, rounds: [] };
  return linesOf(compiled, outcome.answers, context).map((line) => ({
    label: saying(line.label),
    answer: saying(line.answer),
  }));
}

/**
 * A note ready for the journal: plain text with the exercise, when, each answer in the citizen's words, and who answered.
 * It never interprets.
 */
export function noteOf(compiled: CompiledFlow, outcome: Reported, words: Words): string {
  const at = { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Copenhagen" } as const;
  const when = new Intl.DateTimeFormat(words.language === "da" ? "da-DK" : "en-GB", at).format(outcome.completedAt);
  const lines = linesOfOutcome(compiled, outcome, words).map((line) => `${line.label}: ${line.answer}`);
  const list = outcome.answeredBy.map((by) => common(`answered-by.${by}`));
  return [words.say(titleOf(compiled)), when, "", ...lines, "", words.say(common("answered-by.line", { list }))].join(
    "\n",
  );
}
