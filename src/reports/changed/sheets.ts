import type { Mark } from "../../model/picture.ts";
import type { Words } from "../../model/words.ts";
import { titleSaid } from "../about.ts";
import type { KnownRun } from "../changed.ts";
import { type ComparedRow, compareRuns } from "../compare.ts";

/** What a sheet says now and did not say, or said and does not say now. */
export interface SheetChange {
  readonly flow: string;
  /** the newest run */
  readonly id: string;
  readonly title: string;
  readonly picture: string;
  readonly at: Date;
  /** when the one before it was made; undefined: it is the first */
  readonly before: Date | undefined;
  /** the questions that are answered otherwise */
  readonly rows: readonly { readonly label: string; readonly answers: readonly Marked[] }[];
}

export interface Marked {
  readonly text: string;
  readonly mark: Exclude<Mark, "same">;
}

/** The sheets made since a moment against the last before it, the newest first. What is a series is told as numbers. */
export function sheetsChanged(runs: readonly KnownRun[], since: Date, words: Words): SheetChange[] {
  const sheets = runs
    .filter(({ compiled: { flow } }) => flow.sheet !== undefined && flow.series === undefined)
    .toSorted((a, b) => b.outcome.completedAt.getTime() - a.outcome.completedAt.getTime());
  const titleOf = ({ compiled, outcome }: KnownRun) => titleSaid(compiled, outcome.params, words);
  const alike = Map.groupBy(sheets, (run) => JSON.stringify([run.compiled.flow.id, titleOf(run)]));
  return [...alike.values()].flatMap((all) => {
    const now = all[0] as KnownRun;
    if (now.outcome.completedAt < since) return [];
    const before = all.find((run) => run.outcome.completedAt < since);
    const { flow } = now.compiled;
    const rows = before ? changedRows(before, now, words) : [];
    const head = { flow: flow.id, id: now.id, title: titleOf(now), picture: flow.picture };
    return [{ ...head, at: now.outcome.completedAt, before: before?.outcome.completedAt, rows }];
  });
}

function changedRows(before: KnownRun, now: KnownRun, words: Words): SheetChange["rows"] {
  return compareRuns([before, now], words).halves.flatMap(({ title, rows }) =>
    rows.filter((row) => !row.unchanged).flatMap((row) => changedRow(title, row)),
  );
}

function changedRow(half: string | undefined, { label, cells }: ComparedRow): SheetChange["rows"] {
  const answers = (cells[1] ?? []).flatMap(({ text, mark }) => (mark && mark !== "same" ? [{ text, mark }] : []));
  return answers.length > 0 ? [{ label: half === undefined ? label : `${half}: ${label}`, answers }] : [];
}
