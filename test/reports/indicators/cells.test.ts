import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cell, type Row, type ShownRow, shownRows } from "../../../src/reports/indicators/cells.ts";
import { SEED } from "../../support/frozen.ts";

const rowsOf = (...counts: number[][]): Row[] => counts.map((it, i) => ({ key: String(i), counts: it }));
const cells = (rows: readonly Row[], most?: Cell) => shownRows(rows, most).map((it) => it.cells);

describe("cells under five", () => {
  test("are hidden, nought too, and a row of them is not there", () => {
    expect(cells(rowsOf([5, 4, 0], [4, 4, 4], [0, 0, 0]))).toEqual([[5, null, null]]);
  });

  test("are not found by taking a row from another about the same people", () => {
    // 15 people are known from the first row: the hidden one of the second would be 3
    expect(cells(rowsOf([5, 5, 5], [6, 6, 3]))).toEqual([[5, 5, 5]]);
    // two share what is left: it stays
    expect(cells(rowsOf([5, 5, 5], [12, 2, 1]))).toEqual([
      [5, 5, 5],
      [12, null, null],
    ]);
    // both at their highest, or both nought
    expect(cells(rowsOf([5, 5, 5], [7, 4, 4], [15, 0, 0]))).toEqual([[5, 5, 5]]);
  });

  test("are not covered by a row that is not there", () => {
    expect(cells(rowsOf([5, 5, 5], [6, 6, 3], [4, 4, 4]))).toEqual([[5, 5, 5]]);
  });

  test("are not found from how many there are in all", () => {
    expect(cells(rowsOf([8, 0, 0]), 8)).toEqual([]);
    expect(cells(rowsOf([8, 1, 0]), 9)).toEqual([[8, null, null]]);
  });
});

/** Every value a hidden cell can have, in any world that would be shown like this. */
function possible(shown: readonly ShownRow[], most: number, total?: number): Set<number>[][] {
  const found = shown.map(({ cells }) => cells.map(() => new Set<number>()));
  shown.forEach(({ cells }, r) => {
    const hidden = cells.flatMap((cell, i) => (cell === null ? [i] : []));
    const known = cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0);
    for (let n = 0; n < 5 ** hidden.length; n++) {
      const values = hidden.map((_, i) => Math.floor(n / 5 ** i) % 5);
      const sum = values.reduce((a, b) => a + b, known);
      if (total === undefined ? sum > most : sum !== total) continue;
      hidden.forEach((cell, i) => {
        found[r]?.[cell]?.add(values[i] as number);
      });
    }
  });
  return found;
}

/** Everybody answered everything, or was free to leave a question out: two readings that an attacker may try. */
function readings(shown: readonly ShownRow[], most: number): Set<number>[][][] {
  const free = possible(shown, most);
  const same = shown.map(({ cells }) => cells.map(() => new Set<number>()));
  let fits = false;
  for (let total = 0; total <= Math.min(most, 200); total++) {
    const found = possible(shown, most, total);
    const complete = shown.every(({ cells }, r) =>
      cells.includes(null)
        ? found[r]?.some((values) => values.size > 0)
        : cells.reduce<number>((a, b) => a + (b ?? 0), 0) === total,
    );
    if (!complete) continue;
    fits = true;
    found.forEach((row, r) => {
      row.forEach((values, i) => {
        for (const value of values) same[r]?.[i]?.add(value);
      });
    });
  }
  return fits ? [free, same] : [free];
}

const people = (size: number) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 }), { maxLength: size });

test("no hidden cell has one possible value only, whether or not all answered everything", () => {
  const world = fc.record({
    answers: people(30),
    leftOut: fc.array(fc.tuple(fc.nat(29), fc.nat(2)), { maxLength: 3 }),
    others: fc.option(fc.integer({ min: 0, max: 3 })),
  });
  fc.assert(
    fc.property(world, ({ answers, leftOut, others }) => {
      const given = (person: number, question: number) => !leftOut.some(([p, q]) => p === person && q === question);
      const rows = [0, 1, 2].map((question) => ({
        key: String(question),
        counts: [0, 1, 2].map(
          (value) => answers.filter((own, i) => given(i, question) && own[question] === value).length,
        ),
      }));
      const most = others === null ? null : answers.length + others;
      const shown = shownRows(rows, most !== null && most >= 5 ? most : null);
      for (const { key, cells } of shown) {
        const { counts } = rows[Number(key)] as Row;
        cells.forEach((cell, i) => {
          expect(cell).toBe((counts[i] as number) >= 5 ? counts[i] : null);
        });
      }
      for (const found of readings(shown, most !== null && most >= 5 ? most : Number.POSITIVE_INFINITY)) {
        shown.forEach(({ cells }, r) => {
          cells.forEach((cell, i) => {
            if (cell === null) expect(found[r]?.[i]?.size).toBeGreaterThanOrEqual(2);
          });
        });
      }
    }),
    { seed: SEED, numRuns: 1500 },
  );
});
