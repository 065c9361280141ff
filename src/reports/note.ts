import { linesOf } from "../engine/lines.ts";
import type { CompiledFlow } from "../flow/library.ts";
import { atEnd } from "../flow/place.ts";
import type { Answered } from "../model/conversation.ts";
import { common, type Text, type TextValue } from "../model/text.ts";
import type { AnsweredBy } from "../model/value.ts";
import type { Words } from "../model/words.ts";
import { titleSaid } from "./about.ts";

/** A completed session, as reports read it. */
export interface Reported {
  readonly completedAt: Date;
  readonly params: Readonly<Record<string, string>>;
  readonly answers: readonly Answered[];
  /** what was kept from before when it began, by "<flow>/<path>" */
  readonly known?: readonly Answered[];
  readonly answeredBy: readonly AnsweredBy[];
}

/** What was answered, line by line, in the citizen's own words. */
export function linesOfOutcome(compiled: CompiledFlow, outcome: Reported, words: Words) {
  const saying = (text: Text | string): string => (typeof text === "string" ? text : words.say(forReader(text)));
  const context = atEnd(outcome);
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
  const title = titleSaid(compiled, outcome.params, words);
  const lines = linesOfOutcome(compiled, outcome, words).map((line) => `${line.label}: ${line.answer}`);
  const answers = lines.length > 0 ? lines : [words.say({ from: "staff", key: "note.nothing" })];
  const list = outcome.answeredBy.map((by) => common(`answered-by.${by}`));
  const by = list.length > 0 ? ["", words.say(common("answered-by.line", { list }))] : [];
  return [title, when, "", ...answers, ...by].join("\n");
}

/** To the citizen a recording is "din lydbesked"; to who reads the note it is not theirs. */
function forReader(text: Text): Text {
  if (text.from === "common" && (text.key === "voice" || text.key === "photo")) {
    return { from: "staff", key: `note.${text.key}` };
  }
  if (!text.values) return text;
  const values = Object.entries(text.values).map(([name, value]) => [name, valueForReader(value)] as const);
  return { ...text, values: Object.fromEntries(values) };
}

function valueForReader(value: TextValue): TextValue {
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(valueForReader);
  return "from" in value ? forReader(value) : value;
}
