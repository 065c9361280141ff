import type { Mark, Persona, Sheet, SheetItem } from "../model/picture.ts";
import type { Words } from "../model/words.ts";
import { localeOf } from "../render/words.ts";
import { titleSaid } from "./about.ts";
import { type Entry, entriesOf, type Item } from "./compare/entries.ts";
import type { Run } from "./series.ts";

/** An answer, and what became of it since the time before. Without a mark: the first time, or nothing to compare. */
export interface Compared {
  readonly text: string;
  readonly picture?: string;
  readonly mark?: Mark;
}

/** The same exercise run several times, question by question. */
export interface Comparison {
  /** the exercise, and what it was about */
  readonly title: string;
  /** one for each run, the oldest first */
  readonly columns: readonly string[];
  /** the rows, those of each half of a decision under its title */
  readonly halves: readonly { readonly title?: string; readonly rows: readonly ComparedRow[] }[];
}

export interface ComparedRow {
  readonly label: string;
  readonly picture?: string;
  /** one for each run; never empty: it says so when there was no answer */
  readonly cells: readonly (readonly Compared[])[];
  /** all runs say the same */
  readonly unchanged: boolean;
}

/**
 * Two or more runs of one exercise side by side. Each answer of a later run is new, the same or changed since the run
 * before, and what is gone stands there too.
 *
 *     const comparison = compareRuns([november, january], words);
 *     comparison.halves[0].rows[0].cells[1]; // [{ text: "Politi", mark: "new" }, { text: "Skænderi", mark: "gone" }]
 */
export function compareRuns(runs: readonly Run[], words: Words): Comparison {
  const oldestFirst = runs.toSorted((a, b) => a.outcome.completedAt.getTime() - b.outcome.completedAt.getTime());
  const all = oldestFirst.map((run) => entriesOf(run, words));
  const keys = all.toReversed().reduce<string[]>(withMissing, []);
  const rows = keys.map((key) =>
    rowOf(
      all.map((entries) => entries.find((it) => it.key === key)),
      words,
    ),
  );
  const newest = oldestFirst.at(-1) as Run;
  const titles = new Map(rows.flatMap(({ half }) => (half ? [[half.id, half.title] as const] : [])));
  const plain = rows.filter(({ half }) => half === undefined).map(({ row }) => row);
  return {
    title: titleSaid(newest.compiled, newest.outcome.params, words),
    columns: daysSaid(
      oldestFirst.map((run) => run.outcome.completedAt),
      words.language,
    ),
    halves: [
      ...(plain.length > 0 ? [{ rows: plain }] : []),
      ...[...titles].map(([id, title]) => ({
        title,
        rows: rows.filter(({ half }) => half?.id === id).map(({ row }) => row),
      })),
    ],
  };
}

/** The comparison as plain lines, ready for the journal. */
export function compareText({ title, columns, halves }: Comparison, words: Words): string {
  const lines = halves.flatMap((half) => [
    ...(half.title === undefined ? [] : ["", half.title.toLocaleUpperCase(words.language)]),
    ...half.rows.flatMap((row) => [
      "",
      row.label,
      ...cellsOf(row, words).map(
        ({ heading, items }, i) => `${heading ?? columns[i]}: ${items.map((it) => it.text).join("; ")}`,
      ),
    ]),
  ]);
  return [words.say({ from: "staff", key: "compare.of", values: { title } }), ...lines].join("\n");
}

/** The comparison as a picture; each mark is a sign and said in words. */
export function compareSheet({ title, columns, halves }: Comparison, persona: Persona, words: Words): Sheet {
  return {
    sheet: "compare",
    persona,
    title: words.say({ from: "staff", key: "compare.of", values: { title } }),
    columns,
    halves: halves.map((half) => ({
      ...half,
      rows: half.rows.map((row) => {
        const { label, picture } = row;
        const cells = cellsOf(row, words);
        const heading = cells[0]?.heading;
        return {
          label,
          ...(picture ? { picture } : {}),
          ...(heading ? { heading } : {}),
          cells: cells.map(({ items }) => items),
        };
      }),
    })),
  };
}

interface Cell {
  /** instead of the column's */
  readonly heading?: string;
  readonly items: readonly SheetItem[];
}

/** The cells with their marks in words; one for all where nothing changed, so that what did stands out. */
function cellsOf({ cells, unchanged }: ComparedRow, words: Words): Cell[] {
  if (!unchanged) return cells.map((items) => ({ items: items.map((it) => ({ ...it, text: markedText(it, words) })) }));
  const heading = words.say({ from: "staff", key: "compare.unchanged" });
  return [{ heading, items: cells.at(-1) ?? [] }];
}

function markedText({ text, mark }: Compared, words: Words): string {
  if (mark === undefined) return text;
  const said = words.say({ from: "staff", key: `compare.marks.${mark}` });
  return words.say({ from: "staff", key: "compare.marked", values: { text, mark: said } });
}

/** Questions that only an older run has come after the one before them there. */
function withMissing(keys: string[], entries: readonly Entry[]): string[] {
  return entries.reduce<string[]>((known, { key }, i) => {
    if (known.includes(key)) return known;
    const before = entries.slice(0, i).findLast((it) => known.includes(it.key));
    return known.toSpliced(before ? known.indexOf(before.key) + 1 : 0, 0, key);
  }, keys);
}

function rowOf(entries: readonly (Entry | undefined)[], words: Words): { row: ComparedRow; half?: Entry["half"] } {
  const { label, picture, half } = entries.findLast((it) => it !== undefined) as Entry;
  const cells = entries.map((entry, i) => {
    const answers = i === 0 ? (entry?.items ?? []).map(bare) : marked(entry, entries[i - 1]);
    return (entry?.items.length ?? 0) > 0 ? answers : [{ text: nothing(entry, words) }, ...answers];
  });
  const unchanged = cells.slice(1).every((items) => items.every(isSame) && saysAll(items, cells[0] ?? []));
  return { row: { label, ...(picture ? { picture } : {}), cells, unchanged }, half };
}

const isSame = ({ mark }: Compared): boolean => mark === "same" || mark === undefined;

function saysAll(now: readonly Compared[], before: readonly Compared[]): boolean {
  return now.length === before.length && now.every(({ text }) => before.some((it) => it.text === text));
}

/** The answers of a run against those of the run before, what is gone last. */
function marked(now: Entry | undefined, before: Entry | undefined): Compared[] {
  const [items, old] = [now?.items ?? [], before?.items ?? []];
  const replaced = now?.single === true && before?.single === true && items.length === 1 && old.length === 1;
  const markOf = (item: Item): Mark => {
    const same = old.find((it) => it.key === item.key);
    if (same === undefined) return replaced ? "changed" : "new";
    return same.text === item.text || !item.key.startsWith("of ") ? "same" : "changed";
  };
  const gone = replaced ? [] : old.filter((it) => !items.some((item) => item.key === it.key));
  return [
    ...items.map((item) => ({ ...bare(item), mark: markOf(item) })),
    ...gone.map((item) => ({ ...bare(item), mark: "gone" as const })),
  ];
}

function bare({ text, picture }: Item): Compared {
  return { text, ...(picture ? { picture } : {}) };
}

function nothing(entry: Entry | undefined, words: Words): string {
  if (entry === undefined) return words.say({ from: "staff", key: "compare.not-asked" });
  return entry.blank
    ? words.say({ from: "common", key: entry.blank })
    : words.say({ from: "staff", key: "compare.none" });
}

/** Days with their year, and with the time where two are the same day. */
function daysSaid(times: readonly Date[], language: string): string[] {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone: "Europe/Copenhagen" });
  const days = times.map((time) => format({ dateStyle: "long" }).format(time));
  const exact = format({ dateStyle: "long", timeStyle: "short" });
  return days.map((day, i) => (days.filter((it) => it === day).length > 1 ? exact.format(times[i]) : day));
}
