import type { AnsweredBy } from "../model/value.ts";
import type { Words } from "../model/words.ts";
import { type ItemsChange, itemsChanged } from "./changed/items.ts";
import { type Given, type NumberChange, numbersChanged } from "./changed/numbers.ts";
import { type Recurring, recurringIn, tellingsOf, wordsIn } from "./changed/recurring.ts";
import { type SheetChange, sheetsChanged } from "./changed/sheets.ts";
import { type Run, timelinesOf } from "./series.ts";

export type { Given, ItemsChange, NumberChange, Recurring, SheetChange };

/** A run with its id and who gave each answer, by path. */
export interface KnownRun extends Run {
  readonly id: string;
  readonly given: ReadonlyMap<string, { readonly by: AnsweredBy }>;
}

/** What is otherwise than it was, as facts: nothing is judged, weighed or foretold. */
export interface Changed {
  readonly numbers: readonly NumberChange[];
  readonly items: readonly ItemsChange[];
  readonly sheets: readonly SheetChange[];
  readonly recurring: readonly Recurring[];
}

/** Word → its stem; one that says nothing by itself is not in it. */
export type Stems = ReadonlyMap<string, string>;

/**
 * What changed since a moment, of the runs that a reader may read: numbers then and now, how often each feeling was chosen,
 * sheets that say something else, and words that the citizen has said in more than one answer.
 *
 *     const stems = await stemsOf(database, ownWords(runs), "da");
 *     changedSince(runs, lastTalk, stems, words).numbers[0]; // Parathed 1-5: { number: 2, said: "Lidt klar", … } → { number: 3, … }
 *
 * @param since a run that was finished at or after it is new
 */
export function changedSince(runs: readonly KnownRun[], since: Date, stems: Stems, words: Words): Changed {
  const timelines = timelinesOf(runs, words);
  return {
    numbers: timelines.filter((it) => !it.perItem).flatMap((it) => numbersChanged(it, since) ?? []),
    items: timelines.filter((it) => it.perItem).flatMap((it) => itemsChanged(it, since) ?? []),
    sheets: sheetsChanged(runs, since, words),
    recurring: recurringIn(runs.flatMap(tellingsOf), since, stems),
  };
}

/** Every word that the citizen said in their own words, in small letters, each once. */
export function ownWords(runs: readonly KnownRun[]): string[] {
  return [...new Set(runs.flatMap(tellingsOf).flatMap(({ text }) => wordsIn(text).map(({ word }) => word)))];
}
