import type { CompiledFlow } from "../../flow/library.ts";
import { type FlowContext, nameOf, roundKeyIn } from "../../flow/place.ts";
import type { Answered } from "../../model/conversation.ts";
import type { Persona, SheetBodyOf, SheetItem, SheetPart } from "../../model/picture.ts";
import { common, type Text } from "../../model/text.ts";
import type { Value } from "../../model/value.ts";

/** What a sheet shows besides the answers. */
export interface SheetGiven {
  readonly persona: Persona;
  /** the day it was answered, "YYYY-MM-DD", for a sheet that is kept */
  readonly date?: string | undefined;
  /** the citizen's name, for a diploma */
  readonly citizen?: string | undefined;
  /** who sent the exercise: gives the diploma */
  readonly sender?: string | undefined;
  /** the signature of the other side; absent: still missing. `date` as above */
  readonly countersigned?: { readonly name: string; readonly date: string } | undefined;
}

/** What was answered, with the exercise it was answered in. */
export interface Answers {
  readonly compiled: CompiledFlow;
  readonly context: FlowContext;
}

/** All a sheet is made of. */
export interface SheetSource extends Answers {
  readonly given: SheetGiven;
}

export type Said = Text | string;
export type SaidItem = SheetItem<Said>;
export type SaidPart = SheetPart<Said>;

/** A sheet below its head, and the words that describe it. */
export interface Built {
  readonly body: SheetBodyOf<Said>;
  readonly alt: Text;
}

/** The answers at a place, in order of answering: those of this session, where there are none those kept before. */
export function answersAt({ context }: Pick<Answers, "context">, name: string): readonly Answered[] {
  return ownOrKnown(context, (path) => nameOf(path) === name);
}

/** What was answered at a place that is asked once. */
export function valueAt(source: Pick<Answers, "context">, name: string): Value | undefined {
  return answersAt(source, name)[0]?.[1];
}

/** The rounds of a block with what was answered in each, by the key of the round; paths begin inside the round. */
export function roundsAt(
  { context }: Pick<Answers, "context">,
  block: string,
): ReadonlyMap<string, readonly Answered[]> {
  const inside = ownOrKnown(context, (path) => roundKeyIn(path, block) !== undefined);
  return Map.groupBy(inside, ([path]) => roundKeyIn(path, block) as string);
}

function ownOrKnown({ answers, known }: FlowContext, wanted: (path: string) => boolean): readonly Answered[] {
  const own = answers.filter(([path]) => wanted(path));
  return own.length > 0 ? own : known.filter(([path]) => wanted(path));
}

/** A day on something that is read long after. */
export const daySaid = (date: string): Text => common("date-said", { date: { date, year: true } });
