import { GUARANTEE_DAYS, type IndicatorFacts } from "../model/indicators.ts";
import { type Cell, cellOf } from "./indicators/cells.ts";
import { type Change, changesOf } from "./indicators/change.ts";
import { type Opinion, opinionsOf } from "./indicators/opinions.ts";
import { type Use, usesOf } from "./indicators/use.ts";

/** What a leder sees of one unit in one quarter: numbers of people, five or more, or nothing. */
export interface Indicators {
  /** people whose first talk came within the guarantee, who had it later, and who waited when the quarter ended */
  readonly waiting: { readonly within: Cell; readonly later: Cell; readonly still: Cell };
  readonly uses: readonly Use[];
  readonly changes: readonly Change[];
  readonly opinions: readonly Opinion[];
}

/** Hides what few people are behind, and what that could be worked out from; the argument is in docs/indicators.md. */
export function indicatorsOf(facts: IndicatorFacts): Indicators {
  const uses = usesOf(facts);
  const people = (holds: (days: number | null) => boolean) =>
    cellOf(facts.waits.filter(({ days }) => holds(days)).length);
  return {
    waiting: {
      within: people((days) => days !== null && days <= GUARANTEE_DAYS),
      later: people((days) => days !== null && days > GUARANTEE_DAYS),
      still: people((days) => days === null),
    },
    uses,
    changes: changesOf(facts.numbers, (flow) => uses.find((it) => it.flow === flow)?.finished ?? null),
    opinions: opinionsOf(facts.opinions),
  };
}
