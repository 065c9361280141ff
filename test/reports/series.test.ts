import { expect, test } from "vitest";
import { FEELINGS } from "../../src/model/picture.ts";
import { latestOf, timelinesOf } from "../../src/reports/series.ts";
import { feelings, level, runOf, wordsIn } from "./runs.ts";

const da = wordsIn("da");

test("numbers stand in the order of time, whatever order they come in", () => {
  const [timeline, ...others] = timelinesOf(
    [runOf("parathed", 20, [level(4)]), runOf("parathed", 6, [level(1)]), runOf("parathed", 13, [level(2)])],
    da,
  );
  expect(others).toEqual([]);
  expect(timeline?.rows).toEqual([{ label: "", values: [1, 2, 4] }]);
  expect(timeline?.times.map((at) => at.getUTCDate())).toEqual([6, 13, 20]);
  expect(timeline).toMatchObject({ title: "Parathed 1-5", perItem: false });
  expect(timeline?.scale).toHaveLength(5);
});

test("R14 skipped is not a number, and not asked is not skipped", () => {
  const [timeline] = timelinesOf(
    [
      runOf("parathed", 1, [["level", { kind: "skipped" }]]),
      runOf("parathed", 2, []),
      runOf("parathed", 3, [level(5)]),
    ],
    da,
  );
  expect(timeline?.rows[0]?.values).toEqual([null, undefined, 5]);
});

test("numbers on another scale, or about something else, are a timeline of their own", () => {
  const timelines = timelinesOf(
    [
      runOf("parathed", 1, [level(3)]),
      runOf("parathed", 2, [level(3)], { params: { points: "3" } }),
      runOf("parathed", 3, [level(3)], { params: { topic: "job" } }),
      runOf("parathed", 4, [level(2)]),
    ],
    da,
  );
  expect(timelines.map(({ title, scale, rows }) => [title, scale.length, rows[0]?.values])).toEqual([
    ["Parathed 1-5", 5, [3, 2]],
    ["Parathed 1-5", 3, [3]],
    ["Parathed 1-5: at starte i job", 5, [3]],
  ]);
});

test("feelings have a row each, in the order of the sheet, also those never chosen", () => {
  const [timeline] = timelinesOf(
    [runOf("foelelser", 1, feelings({ joy: 5, shame: null })), runOf("foelelser", 2, feelings({ anger: 1, joy: 2 }))],
    da,
  );
  expect(timeline?.perItem).toBe(true);
  expect(timeline?.rows).toHaveLength(FEELINGS.length);
  const values = new Map(timeline?.rows.map((row, i) => [FEELINGS[i], row.values]));
  expect(values.get("joy")).toEqual([5, 2]);
  expect(values.get("shame")).toEqual([null, undefined]);
  expect(values.get("anger")).toEqual([undefined, 1]);
  expect(values.get("love")).toEqual([undefined, undefined]);
});

test("there is no timeline where nothing was measured, nor for a flow that asks for none", () => {
  expect(timelinesOf([], da)).toEqual([]);
  expect(timelinesOf([runOf("foelelser", 1, [["now", { kind: "unknown" }]])], da)).toEqual([]);
  expect(timelinesOf([runOf("sig-nej", 1, [["hardest", { kind: "choice", id: "pressed" }]])], da)).toEqual([]);
});

test("the latest times keep their values", () => {
  const runs = [1, 2, 3, 4].map((day) => runOf("parathed", day, [level(day)]));
  const latest = latestOf(timelinesOf(runs, da)[0]!, 2);
  expect(latest.rows[0]?.values).toEqual([3, 4]);
  expect(latest.times.map((at) => at.getUTCDate())).toEqual([3, 4]);
});
