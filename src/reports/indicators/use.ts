import type { IndicatorFacts } from "../../model/indicators.ts";
import { type Cell, cellOf, FEWEST } from "./cells.ts";

/** How one exercise was used: people who finished it, who only began it, and to whom it was only sent. */
export interface Use {
  readonly flow: string;
  readonly finished: Cell;
  readonly begun: Cell;
  readonly sent: Cell;
  /** of those who only began: the place of the last answer of most, when many stopped there and many elsewhere; null: before any */
  readonly stop?: { readonly after: string | null };
}

/** Of exercises that something can be shown of. Each person counts once for an exercise: for the furthest they came. */
export function usesOf({ sent, runs }: Pick<IndicatorFacts, "sent" | "runs">): Use[] {
  const flows = new Set([...sent, ...runs].map((it) => it.flow));
  return [...flows].toSorted().flatMap((flow) => {
    const of = Map.groupBy(
      runs.filter((it) => it.flow === flow),
      (it) => it.person,
    );
    const finished = [...of.values()].filter((list) => list.some((it) => it.finished));
    const begun = [...of.values()].filter((list) => !list.some((it) => it.finished));
    const only = new Set(sent.flatMap((it) => (it.flow === flow && !of.has(it.person) ? [it.person] : [])));
    const cells = { finished: cellOf(finished.length), begun: cellOf(begun.length), sent: cellOf(only.size) };
    if (Object.values(cells).every((cell) => cell === null)) return [];
    const stop = stopOf(begun.map((list) => list.at(-1)?.last ?? null));
    return [{ flow, ...cells, ...(stop === undefined ? {} : { stop: { after: stop } }) }];
  });
}

/** Only the place is told: how many stopped there would give away how many did elsewhere. */
function stopOf(stops: readonly (string | null)[]): string | null | undefined {
  const groups = [...Map.groupBy(stops, (it) => it)].toSorted(([, a], [, b]) => b.length - a.length);
  const [first, second] = groups;
  if (!first || first[1].length < FEWEST || stops.length - first[1].length < FEWEST) return undefined;
  return first[1].length === second?.[1].length ? undefined : first[0];
}

/** Per cent, from and to. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** How many of those who began have finished, as far as what is shown tells; undefined: it tells nothing. */
export function completionOf({ finished, begun }: Pick<Use, "finished" | "begun">): Range | undefined {
  if (finished === null && begun === null) return undefined;
  const part = (a: number, b: number) => Math.round((100 * a) / (a + b));
  return {
    from: part(finished ?? 0, begun ?? FEWEST - 1),
    to: part(finished ?? FEWEST - 1, begun ?? 0),
  };
}
