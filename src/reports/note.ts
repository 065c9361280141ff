import { linesOf } from "../engine/lines.ts";
import type { CompiledFlow } from "../flow/library.ts";
import { atEnd, type Drawn } from "../flow/place.ts";
import type { Answered } from "../model/conversation.ts";
import { common, type Text, type TextValue } from "../model/text.ts";
import type { AnsweredBy } from "../model/value.ts";
import { sayIn, type Words } from "../model/words.ts";
import { localeOf } from "../render/words.ts";
import { titleSaid } from "./about.ts";
import { countLines } from "./count.ts";

const TIME_ZONE = "Europe/Copenhagen";

/** A completed session, as reports read it. */
export interface Reported {
  readonly completedAt: Date;
  readonly params: Readonly<Record<string, string>>;
  readonly answers: readonly Answered[];
  /** what was kept from before when it began, by "<flow>/<path>" */
  readonly known?: readonly Answered[];
  /** `[path, card]`: the cards that were drawn */
  readonly drawn?: Drawn;
  readonly answeredBy: readonly AnsweredBy[];
}

/** A note for the journal, in words. */
export interface Note {
  /** the exercise, and what it was about */
  readonly title: string;
  /** when it was finished */
  readonly date: string;
  /** what was answered, line by line, in the citizen's own words */
  readonly lines: readonly { readonly label: string; readonly answer: string }[];
  /** who answered */
  readonly by?: string;
}

/** What was answered, when and by whom. It never interprets. */
export function noteOf(compiled: CompiledFlow, outcome: Reported, words: Words): Note {
  const at = { dateStyle: "long", timeStyle: "short", timeZone: TIME_ZONE } as const;
  const reader = toReader(words);
  const lines = [...linesOf(compiled, outcome.answers, atEnd(outcome)), ...countLines(compiled, outcome)];
  const list = outcome.answeredBy.map((by) => common(`answered-by.${by}`));
  return {
    title: titleSaid(compiled, outcome.params, words),
    date: new Intl.DateTimeFormat(localeOf(words.language), at).format(outcome.completedAt),
    lines: lines.map(({ label, answer }) => ({ label: sayIn(reader, label), answer: sayIn(reader, answer) })),
    ...(list.length > 0 ? { by: words.say(common("answered-by.line", { list })) } : {}),
  };
}

/** A note as plain text, ready for the journal. */
export function noteText({ title, date, lines, by }: Note, words: Words): string {
  const said = lines.map((line) => `${line.label}: ${line.answer}`);
  const answers = said.length > 0 ? said : [words.say({ from: "staff", key: "note.nothing" })];
  return [title, date, "", ...answers, ...(by === undefined ? [] : ["", by])].join("\n");
}

/** Says the citizen's answers to somebody else: what is "din lydbesked" to them is a recording to who reads of it. */
export function toReader(words: Words): Words {
  return { ...words, say: (text) => words.say(forReader(text)) };
}

/** The words of `mediaText`. */
const OF_MEDIA = /^(voice|photo)(-gone)?$/;

function forReader(text: Text): Text {
  if (text.from === "common" && OF_MEDIA.test(text.key)) {
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
