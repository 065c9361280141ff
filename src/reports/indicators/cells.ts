/** No cell shows fewer people than this; nought is fewer too. */
export const FEWEST = 5;

/** How many people; null: fewer than five, or not shown so that others stay hidden. */
export type Cell = number | null;

/** People of one population, each in one of the cells. */
export interface Row {
  readonly key: string;
  readonly counts: readonly number[];
}

/** A row as it is shown. Rows of which nothing can be shown are left out, as are those nobody is in. */
export interface ShownRow {
  readonly key: string;
  readonly cells: readonly Cell[];
}

export const cellOf = (count: number): Cell => (count >= FEWEST ? count : null);

/**
 * Rows about much the same people (the questions of one exercise), such that no hidden cell follows from what is shown,
 * also for one who knows that all of them are about exactly the same people.
 * @param most how many people the rows can be about, when that is shown elsewhere
 */
export function shownRows(rows: readonly Row[], most: Cell = null): ShownRow[] {
  const hidden = rows.map(({ key, counts }) => ({ key, cells: counts.map(cellOf) }));
  let left = hidden.filter(({ cells }) => cells.some((cell) => cell !== null));
  // with a row gone the others may say more, as they can be about the same people again
  for (;;) {
    const safe = left.filter((row) => !isGivenAway(row, left, most ?? Number.POSITIVE_INFINITY));
    if (safe.length === left.length) return left;
    left = safe;
  }
}

const sumOf = ({ cells }: ShownRow): number => cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0);
const hiddenIn = ({ cells }: ShownRow): number => cells.filter((cell) => cell === null).length;

/** Whether a hidden cell of a row can have one value only. */
function isGivenAway(row: ShownRow, all: readonly ShownRow[], most: number): boolean {
  const [hidden, sum] = [hiddenIn(row), sumOf(row)];
  if (hidden === 0) return false;
  if (sum >= most) return true;
  // if all rows are about the same people, how many can there be
  const fewestPeople = Math.max(...all.map(sumOf));
  const mostPeople = Math.min(most, ...all.map((it) => sumOf(it) + hiddenIn(it) * (FEWEST - 1)));
  if (fewestPeople > mostPeople) return false;
  const least = Math.max(0, fewestPeople - sum - (hidden - 1) * (FEWEST - 1));
  const greatest = Math.min(FEWEST - 1, mostPeople - sum);
  return least >= greatest;
}
