import type { SheetDefinition } from "../../flow/sheets.ts";
import { everyChoice } from "../../flow/steps/common.ts";
import { common } from "../../model/text.ts";
import { partSentences, together } from "./alt.ts";
import { itemsOf, oneByOne, partsOf } from "./parts.ts";
import { answersAt, type Built, type SaidPart, type SheetSource } from "./source.ts";

type Definition = Extract<SheetDefinition, { kind: "list" }>;

export function list(definition: Definition, source: SheetSource): Built {
  const { done } = definition;
  const parts = done === undefined ? partsOf(source, definition.parts) : withDone(source, definition.parts, done);
  return { body: { sheet: "list", parts }, alt: together(common("alt.list"), partSentences(parts)) };
}

/** The parts that the step can tick off, each item with a tick or an open box; the others as they are. */
function withDone(source: SheetSource, names: readonly string[], done: string): SaidPart[] {
  const ticked = tickedAt(source, done);
  return names.flatMap((name) =>
    partsOf(source, [name]).map((part): SaidPart => {
      const ids = tickable(source, name, done);
      if (!ids) return part;
      const items = answersAt(source, name).flatMap(([path, value]) =>
        oneByOne(value).map(({ id, alone }) => {
          const [item] = itemsOf(source, [path, alone]);
          return item && ids(id) ? [{ ...item, done: ticked.has(id) }] : item ? [item] : [];
        }),
      );
      return { ...part, items: items.flat() };
    }),
  );
}

/** What was ticked now and, when the exercise knows its own earlier sessions, before: nothing earned is taken away. */
function tickedAt({ compiled, context }: SheetSource, step: string): ReadonlySet<string> {
  const places = [step, `${compiled.flow.id}/${step}`];
  const all = [...context.answers, ...context.known].filter(([path]) => places.includes(path));
  return new Set(all.flatMap(([, value]) => (value.kind === "choices" ? value.ids : [])));
}

/** Which ids of a part the step offers: those of the part itself, or of its own list; undefined: none at all. */
function tickable({ compiled }: SheetSource, part: string, step: string): ((id: string) => boolean) | undefined {
  const ask = compiled.asks.get(step)?.step;
  if (!ask || !("choices" in ask)) return undefined;
  if ("from" in ask.choices) return ask.choices.from === part ? () => true : undefined;
  const ids = everyChoice(ask.choices)?.map((it) => it.id) ?? [];
  return (id) => ids.includes(id);
}
