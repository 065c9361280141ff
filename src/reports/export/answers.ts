import { answerText, flowText } from "../../engine/answer-text.ts";
import { hasShort, questionOf } from "../../engine/lines.ts";
import { settled } from "../../engine/moves.ts";
import type { CompiledFlow } from "../../flow/library.ts";
import { atEnd, nameOf } from "../../flow/place.ts";
import type { Answered, FlowRef } from "../../model/conversation.ts";
import type { AnsweredBy, Value } from "../../model/value.ts";
import type { Words } from "../../model/words.ts";
import { type Reported, toReader } from "../note.ts";

/** Who gave an answer (R30), and when. */
export interface Given {
  readonly by: AnsweredBy;
  readonly at: Date;
}

/** A completed session to hand out, with the version of the flow it was run on. */
export interface Exported {
  readonly compiled: CompiledFlow;
  readonly outcome: Reported & {
    readonly id: string;
    /** id of the citizen */
    readonly citizen: string;
    readonly flow: FlowRef;
    readonly startedAt: Date;
  };
  /** by the path that was answered */
  readonly given: ReadonlyMap<string, Given>;
}

/** One answer, as every format says it. */
export interface ExportedAnswer {
  readonly path: string;
  /** the question in short, or the card that was the question */
  readonly question: string;
  readonly value: Value;
  readonly words: string;
  /** the card that was drawn for the question */
  readonly card: string | undefined;
  /** undefined when it became what it is by another answer: a person who was moved to another ring */
  readonly given: Given | undefined;
}

/** The answers as they count at the end, those that the note and the sheet show; what only confirms or leads on is none. */
export function answersOf({ compiled, outcome, given }: Exported, said: Words): ExportedAnswer[] {
  const words = toReader(said);
  const answers = exportable(compiled, outcome.answers);
  const context = atEnd({ ...outcome, answers: settled(compiled, outcome.answers) });
  return answers.map(([path, value]) => {
    const text = answerText(compiled, path, value, context);
    // people who were taken away leave their numbers to others: the value tells where it was answered
    const answeredAt = outcome.answers.find(([, it]) => it === value)?.[0];
    return {
      path,
      question: words.say(questionOf(compiled, path, context)),
      value,
      card: cardAt(compiled, outcome, path, words),
      words: typeof text === "string" ? text : words.say(text),
      given: answeredAt === undefined ? undefined : given.get(answeredAt),
    };
  });
}

function exportable(compiled: CompiledFlow, answers: readonly Answered[]): readonly Answered[] {
  return settled(compiled, answers).filter(([path, value]) => {
    const ask = compiled.asks.get(nameOf(path));
    return ask !== undefined && hasShort(ask) && value.kind !== "seen";
  });
}

function cardAt(compiled: CompiledFlow, { drawn = [] }: Reported, path: string, words: Words): string | undefined {
  const ask = compiled.asks.get(nameOf(path));
  const card = drawn.find(([at]) => at === path)?.[1];
  if (card === undefined || !ask || !("draw" in ask.step) || !ask.step.draw) return undefined;
  return words.say(flowText(compiled, `decks.${ask.step.draw.deck}.${card}`, undefined, ask.words.from));
}
