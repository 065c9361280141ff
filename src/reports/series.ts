import { choiceText, itemText, stepText } from "../engine/answer-text.ts";
import type { Ask } from "../flow/expand.ts";
import type { CompiledFlow } from "../flow/library.ts";
import { atEnd, endsOf, nameOf } from "../flow/place.ts";
import { everyChoice } from "../flow/steps/common.ts";
import { sayIn, type Words } from "../model/words.ts";
import { titleSaid } from "./about.ts";
import type { Reported } from "./note.ts";

/** A completed session with the version of the flow it was run on. */
export interface Run {
  readonly compiled: CompiledFlow;
  readonly outcome: Reported;
}

/** A number on the scale; null: asked, but skipped or not known; undefined: not asked that time. */
export type Measured = number | null | undefined;

/** The numbers of one question over time, all on the same scale and about the same. */
export interface Timeline {
  readonly id: string;
  /** the exercise, and what it was about */
  readonly title: string;
  /** the question in short */
  readonly label: string;
  /** the words beside the numbers, from 1 up */
  readonly scale: readonly string[];
  /** oldest first */
  readonly times: readonly Date[];
  /** one value a time; several rows when the question is asked once for each of several things */
  readonly rows: readonly {
    readonly label: string;
    /** of what the flow itself names */
    readonly picture?: string;
    readonly values: readonly Measured[];
  }[];
  readonly perItem: boolean;
}

/**
 * What the flows that ask for it (`series` in their definition) say over time. Numbers on different scales, or about
 * different things, never share a timeline.
 */
export function timelinesOf(runs: readonly Run[], words: Words): Timeline[] {
  const groups = new Map<string, Group>();
  const oldestFirst = runs.toSorted((a, b) => a.outcome.completedAt.getTime() - b.outcome.completedAt.getTime());
  for (const run of oldestFirst) {
    for (const name of run.compiled.flow.series ?? []) {
      const ask = run.compiled.asks.get(name);
      const of = endsOf(ask, run.outcome.params)?.top;
      if (!ask || of === undefined) continue;
      const title = titleSaid(run.compiled, run.outcome.params, words);
      const id = JSON.stringify([run.compiled.flow.id, name, of, title]);
      const group = groups.get(id) ?? { id, name, of, title, ask, runs: [] };
      groups.set(id, { ...group, ask, runs: [...group.runs, run] });
    }
  }
  return [...groups.values()].flatMap((group) => {
    const timeline = timelineOf(group, words);
    return timeline.rows.some((row) => row.values.some((value) => value !== undefined)) ? [timeline] : [];
  });
}

/** The last `count` times of a timeline. */
export function latestOf(timeline: Timeline, count: number): Timeline {
  const rows = timeline.rows.map((row) => ({ ...row, values: row.values.slice(-count) }));
  return { ...timeline, times: timeline.times.slice(-count), rows };
}

interface Group {
  readonly id: string;
  readonly name: string;
  readonly of: number;
  readonly title: string;
  /** as in the newest of the runs */
  readonly ask: Ask;
  readonly runs: readonly Run[];
}

function timelineOf({ id, name, of, title, ask, runs }: Group, words: Words): Timeline {
  const { compiled } = runs.at(-1) as Run;
  const measured = runs.map((run) => measuredAt(run, name, words));
  const loop = loopAround(compiled, name);
  const named = new Map<string, Named>(loop === undefined ? [["", { label: "" }]] : knownItems(compiled, loop, words));
  for (const items of measured) for (const [key, { label }] of items) if (!named.has(key)) named.set(key, { label });
  return {
    id,
    title,
    label: words.say(stepText(compiled, ask, "short")),
    scale: Array.from({ length: of }, (_, i) => words.say(stepText(compiled, ask, `values.of${of}.${i + 1}`))),
    times: runs.map((run) => run.outcome.completedAt),
    rows: [...named].map(([key, it]) => ({ ...it, values: measured.map((items) => items.get(key)?.value) })),
    perItem: loop !== undefined,
  };
}

type Items = ReadonlyMap<string, { readonly label: string; readonly value: number | null }>;

/** The numbers of one run, by the item they are about. The citizen's own items are known by their words. */
function measuredAt({ compiled, outcome }: Run, name: string, words: Words): Items {
  const context = atEnd(outcome);
  const loop = loopAround(compiled, name);
  const found = outcome.answers.filter(([path]) => nameOf(path) === name);
  return new Map(
    found.map(([path, value]) => {
      const number = value.kind === "number" ? value.number : null;
      if (loop === undefined) return ["", { label: "", value: number }];
      const item = /\[([^\]]*)\][^[]*$/.exec(path)?.[1] ?? "";
      const label = sayIn(words, itemText(compiled, loop, item, context));
      return [item.startsWith("own-") ? `own ${label}` : item, { label, value: number }];
    }),
  );
}

/** The name of the innermost loop that a place is in. */
function loopAround(compiled: CompiledFlow, name: string): string | undefined {
  const parts = name.split("/");
  const outer = parts.map((_, i) => parts.slice(0, i).join("/")).toReversed();
  return outer.find((it) => compiled.loops.has(it));
}

interface Named {
  readonly label: string;
  readonly picture?: string;
}

/** The items that the flow itself names, in its order: those never chosen have their empty row. */
function knownItems(compiled: CompiledFlow, name: string, words: Words): (readonly [string, Named])[] {
  const over = compiled.loops.get(name)?.over;
  if (over === undefined || "max" in over) return [];
  if ("list" in over) {
    const context = atEnd({ answers: [], params: {} });
    return over.list.map((item) => [item, { label: sayIn(words, itemText(compiled, name, item, context)) }]);
  }
  const ask = compiled.asks.get([...name.split("/").slice(0, -1), over.answer].join("/"));
  const choices = ask && "choices" in ask.step ? everyChoice(ask.step.choices) : undefined;
  if (!ask || !choices) return [];
  return choices.map(({ id, picture }) => [id, { label: sayIn(words, choiceText(compiled, ask, id, [])), picture }]);
}
