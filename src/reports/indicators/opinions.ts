import type { IndicatorFacts } from "../../model/indicators.ts";
import { type Cell, shownRows } from "./cells.ts";

/** How many people gave each number at one question, from 1 up. */
export interface Opinion {
  readonly flow: string;
  readonly step: string;
  readonly cells: readonly Cell[];
}

export function opinionsOf(opinions: IndicatorFacts["opinions"]): Opinion[] {
  return [...Map.groupBy(opinions, (it) => it.flow)].flatMap(([flow, people]) => {
    const answers = people.flatMap((it) => it.answers);
    const rows = [...Map.groupBy(answers, (it) => it.step)].map(([key, given]) => {
      const of = Math.max(...given.map((it) => it.of));
      const counts = Array.from({ length: of }, (_, i) => given.filter(({ value }) => value === i + 1).length);
      return { key, counts };
    });
    return shownRows(rows).map(({ key, cells }) => ({ flow, step: key, cells }));
  });
}
