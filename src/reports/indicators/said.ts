import { stepText, titleOf } from "../../engine/answer-text.ts";
import type { CompiledFlow, Library } from "../../flow/library.ts";
import type { Text } from "../../model/text.ts";
import type { Words } from "../../model/words.ts";
import { titleSaid } from "../about.ts";
import type { Indicators } from "../indicators.ts";
import type { Cell } from "./cells.ts";
import { completionOf, type Range, type Use } from "./use.ts";

/** A table of numbers of people, in words. */
export interface SaidTable {
  readonly id: "waiting" | "use" | "change" | "opinion";
  readonly title: string;
  /** what is counted */
  readonly text: string;
  /** what a row is; the headings of its cells; the headings of what is said besides */
  readonly head: string;
  readonly columns: readonly string[];
  readonly noteColumns: readonly string[];
  /** none: everything is under five */
  readonly rows: readonly {
    readonly label: string;
    readonly cells: readonly Cell[];
    readonly notes: readonly string[];
  }[];
}

const numbers = (key: string, values?: Text["values"]): Text => ({
  from: "staff",
  key: `numbers.${key}`,
  ...(values ? { values } : {}),
});

/** A number of people, or that there are under five. */
export const cellSaid = (cell: Cell, words: Words): string =>
  cell === null ? words.say(numbers("under")) : String(cell);

export function tablesSaid(shown: Indicators, library: Library, words: Words): SaidTable[] {
  const say = (key: string, values?: Text["values"]) => words.say(numbers(key, values));
  const table = (id: SaidTable["id"], rows: SaidTable["rows"], columns: readonly string[], notes: string[] = []) => ({
    ...{ id, title: say(`${id}.title`), text: say(`${id}.text`), head: say(`${id}.head`) },
    ...{ columns, noteColumns: notes, rows },
  });
  const { within, later, still } = shown.waiting;
  const waits = [within, later, still];
  const waiting = waits.every((it) => it === null) ? [] : [{ label: say("waiting.row"), cells: waits, notes: [] }];
  const uses = shown.uses.map((use) => ({
    label: titleIn(library, use.flow, words),
    cells: [use.finished, use.begun, use.sent],
    notes: [rangeSaid(completionOf(use), words), stopSaid(library, use, words)],
  }));
  const changes = shown.changes.map(({ flow, step, about, up, same, down }) => ({
    label: questionSaid(library, { flow, step, about }, words),
    cells: [up, same, down],
    notes: [],
  }));
  const columns = (id: string, keys: readonly string[]) => keys.map((key) => say(`${id}.${key}`));
  return [
    table("waiting", waiting, columns("waiting", ["within", "later", "still"])),
    table("use", uses, columns("use", ["finished", "begun", "sent"]), columns("use", ["completion", "stop"])),
    table("change", changes, columns("change", ["up", "same", "down"])),
    ...opinionTables(shown, library, words).map(([scale, rows]) => table("opinion", rows, scale)),
  ];
}

/** Questions with the same words beside their numbers share a table; one without rows when there is nothing. */
function opinionTables(shown: Indicators, library: Library, words: Words): [string[], SaidTable["rows"]][] {
  const rows = shown.opinions.flatMap(({ flow, step, cells }) => {
    const compiled = library.latest(flow);
    const ask = compiled?.asks.get(step);
    if (!compiled || !ask) return [];
    const scale = cells.map((_, i) => words.say(stepText(compiled, ask, `values.of${cells.length}.${i + 1}`)));
    return [{ scale, row: { label: words.say(stepText(compiled, ask, "short")), cells, notes: [] } }];
  });
  const groups = [...Map.groupBy(rows, ({ scale }) => JSON.stringify(scale))];
  if (groups.length === 0) return [[[], []]];
  return groups.map(([scale, list]) => [JSON.parse(scale) as string[], list.map(({ row }) => row)]);
}

/** The exercise by its name; one that is gone by its id. */
function titleIn(library: Library, flow: string, words: Words): string {
  const compiled = library.latest(flow);
  return compiled ? words.say(titleOf(compiled)) : flow;
}

function questionSaid(
  library: Library,
  { flow, step, about }: Pick<Indicators["changes"][number], "flow" | "step" | "about">,
  words: Words,
): string {
  const compiled = library.latest(flow);
  const ask = compiled?.asks.get(step);
  if (!compiled || !ask) return `${flow}, ${step}`;
  return words.say(
    numbers("question", { title: titleSaid(compiled, about, words), question: stepText(compiled, ask, "short") }),
  );
}

/** "75 %", "mindst 75 %": what is hidden leaves room. */
function rangeSaid(range: Range | undefined, words: Words): string {
  if (!range) return words.say(numbers("range.unknown"));
  const { from, to } = range;
  const key = from === to ? "exact" : to === 100 ? "least" : from === 0 ? "most" : "between";
  return words.say(numbers(`range.${key}`, { from, to }));
}

/** The question that most of those who only began answered last. */
function stopSaid(library: Library, { flow, stop }: Use, words: Words): string {
  if (!stop) return words.say(numbers("stop.none"));
  const compiled = library.latest(flow);
  return words.say(stop.after === null ? numbers("stop.start") : placeText(compiled, stop.after));
}

const ENGINE = ["intro", "review", "release"];
/** Steps that only show something have no short name. */
const SHOWN: readonly string[] = ["say", "summary", "sheet"];

/** What is asked at a place, in short. */
export function placeText(compiled: CompiledFlow | undefined, place: string): Text {
  if (ENGINE.includes(place)) return numbers(`stop.${place}`);
  const ask = compiled?.asks.get(place);
  if (!compiled || !ask) return numbers("stop.older");
  if (place.endsWith("/more")) return numbers("stop.more");
  return SHOWN.includes(ask.step.type) ? numbers("stop.page") : stepText(compiled, ask, "short");
}
