import { flowText, itemPicture } from "../../engine/answer-text.ts";
import { hasShort, labelOf } from "../../engine/lines.ts";
import { settled } from "../../engine/moves.ts";
import { headPicture, itemsOf, oneByOne, partLabel, partWords, roundItem } from "../../engine/sheet/parts.ts";
import type { Answers } from "../../engine/sheet/source.ts";
import { atEnd, nameOf, roundKeyIn } from "../../flow/place.ts";
import type { Answered } from "../../model/conversation.ts";
import type { Text } from "../../model/text.ts";
import { sayIn, type Words } from "../../model/words.ts";
import { toReader } from "../note.ts";
import type { Run } from "../series.ts";

/** One thing that was answered. */
export interface Item {
  /** the same in all runs: a choice by its id, own words by themselves, a person by name */
  readonly key: string;
  readonly text: string;
  readonly picture?: string;
}

/** What one run says to one question. */
export interface Entry {
  /** the same in all runs */
  readonly key: string;
  readonly label: string;
  readonly picture?: string;
  /** the half of a decision it is in */
  readonly half?: { readonly id: string; readonly title: string };
  readonly items: readonly Item[];
  /** why there is nothing */
  readonly blank?: "skipped" | "unknown";
  /** one answer is given, not several */
  readonly single: boolean;
}

/** The questions of a run in the order they were answered; all of a record of persons, or of a repeated block, is one. */
export function entriesOf({ compiled, outcome }: Run, said: Words): Entry[] {
  const words = toReader(said);
  const answers = settled(compiled, outcome.answers);
  const source = { compiled, context: atEnd({ ...outcome, answers }) };
  const asked = answers.filter(([path, value]) => {
    const ask = compiled.asks.get(nameOf(path));
    return ask !== undefined && value.kind !== "seen" && hasShort(ask);
  });
  const blocks = Map.groupBy(asked, ([path]) => blockOf(source, path));
  const seen = new Set<string>();
  return asked.flatMap((answered) => {
    const block = blockOf(source, answered[0]);
    if (block === undefined) return [answerEntry(source, answered, words)];
    if (seen.has(block)) return [];
    seen.add(block);
    return [blockEntry(source, block, blocks.get(block) as Answered[], words)];
  });
}

function answerEntry(source: Answers, [path, value]: Answered, words: Words): Entry {
  const picture = rowPicture(source, path);
  const half = halfOf(source, path, words);
  const items = oneByOne(value).flatMap(({ id, alone }) =>
    itemsOf(source, [path, alone]).map((item) => {
      const text = sayIn(words, item.text);
      return { ...item, text, key: id === "" || id.startsWith("own-") ? `own ${text}` : id };
    }),
  );
  return {
    key: keyOf(source, path, words),
    label: sayIn(words, labelOf(source.compiled, path, source.context)),
    ...(picture ? { picture } : {}),
    ...(half ? { half } : {}),
    items,
    ...(value.kind === "skipped" || value.kind === "unknown" ? { blank: value.kind } : {}),
    single: value.kind !== "choices",
  };
}

function blockEntry(source: Answers, block: string, answers: readonly Answered[], words: Words): Entry {
  const name = nameOf(block);
  const { compiled } = source;
  const person = compiled.loops.get(name)?.person === true;
  const label = person ? (partWords(compiled, name) ?? PEOPLE) : partLabel(source, name);
  const rounds = Map.groupBy(answers, ([path]) => roundKeyIn(path, block) as string);
  const items = [...rounds].flatMap(([key, round]) =>
    roundItem(source, name, key, round).map((item) => ({
      ...item,
      text: sayIn(words, item.text),
      key: `of ${sayIn(words, headOf(item.text))}`,
    })),
  );
  const picture = person ? "person" : headPicture(compiled.asks.get(nameOf(answers[0]?.[0] ?? "")));
  return { key: block, label: sayIn(words, label), ...(picture ? { picture } : {}), items, single: false };
}

const PEOPLE: Text = { from: "staff", key: "compare.people" };

/** The person or thing that an item with more behind it is about. */
function headOf(text: Text | string): Text | string {
  const head = typeof text === "string" ? undefined : text.values?.head;
  return (head as Text | string | undefined) ?? text;
}

/** The path of the outermost record of persons or repeated block around a place. */
function blockOf({ compiled }: Answers, path: string): string | undefined {
  const rounds = [...path.matchAll(/\[[^\]]*\]\//g)].map((round) => path.slice(0, round.index));
  return rounds.find((block) => {
    const loop = compiled.loops.get(nameOf(block));
    return loop !== undefined && (loop.person === true || "max" in loop.over);
  });
}

/** The path, with the citizen's own things by their words: their numbers differ from time to time. */
function keyOf({ compiled, context }: Answers, path: string, words: Words): string {
  return path.replaceAll(/([^/[\]]+)\[own-(\d+)\]/g, (all, loop: string, index: string, at: number) => {
    const over = compiled.loops.get(nameOf(path.slice(0, at) + loop))?.over;
    const from = over && "answer" in over ? over.answer : "";
    const value = context.answers.find(([it]) => nameOf(it).endsWith(from))?.[1];
    const own = value?.kind === "choices" ? value.own?.[Number(index)] : undefined;
    return own === undefined ? all : `${loop}[own ${words.language} ${own}]`;
  });
}

function halfOf({ compiled }: Answers, path: string, words: Words): Entry["half"] {
  const { sheet } = compiled.flow;
  const id = path.split("[")[0] as string;
  if (sheet?.kind !== "decision" || !sheet.halves.includes(id)) return undefined;
  return { id, title: words.say(flowText(compiled, `sheet.halves.${id}`)) };
}

/** The picture of the thing a question is about, or of the question. */
function rowPicture({ compiled, context }: Answers, path: string): string | undefined {
  const ask = compiled.asks.get(nameOf(path));
  const round = /^(.*)\[([^\]]*)\]\/[^/]+$/.exec(path);
  if (!ask || !("picture" in ask.step) || ask.step.picture !== "item" || !round) return headPicture(ask);
  return itemPicture(compiled, { loop: nameOf(round[1] as string), keys: [round[2] as string], index: 0 }, context);
}
