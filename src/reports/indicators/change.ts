import type { GivenNumber } from "../../model/indicators.ts";
import { type Cell, type Row, shownRows } from "./cells.ts";

/** How many people's number at one question went up, was the same, or went down, from their first to their newest. */
export interface Change {
  readonly flow: string;
  readonly step: string;
  readonly about: Readonly<Record<string, string>>;
  readonly up: Cell;
  readonly same: Cell;
  readonly down: Cell;
}

/** @param finished how many people are shown to have finished an exercise */
export function changesOf(numbers: readonly GivenNumber[], finished: (flow: string) => Cell): Change[] {
  const flows = [...Map.groupBy(numbers, (it) => it.flow)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return flows.flatMap(([flow, all]) => {
    const keyOf = ({ step, about }: GivenNumber) => JSON.stringify([step, about]);
    const rows = [...Map.groupBy(all, keyOf)].map(([key, given]) => rowOf(key, given));
    return shownRows(rows, finished(flow)).map(({ key, cells }) => {
      const [step, about] = JSON.parse(key) as [string, Change["about"]];
      const [up, same, down] = cells as [Cell, Cell, Cell];
      return { flow, step, about, up, same, down };
    });
  });
}

function rowOf(key: string, given: readonly GivenNumber[]): Row {
  const people = Map.groupBy(given, (it) => it.person);
  const signs = [...people.values()].flatMap((own) => signOf(own) ?? []);
  return { key, counts: [1, 0, -1].map((sign) => signs.filter((it) => it === sign).length) };
}

/** Of one person; undefined: they gave a number once only. Numbers on another scale than the newest are left aside. */
function signOf(own: readonly GivenNumber[]): number | undefined {
  const inOrder = own.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const newest = inOrder.at(-1) as GivenNumber;
  const first = inOrder.find((it) => it.of === newest.of) as GivenNumber;
  return first === newest ? undefined : Math.sign(newest.value - first.value);
}
