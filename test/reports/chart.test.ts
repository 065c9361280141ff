import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { type ChartLook, chartOf } from "../../src/reports/chart.ts";
import { type Run, type Timeline, timelinesOf } from "../../src/reports/series.ts";
import { feelings, level, runOf, wordsIn } from "./runs.ts";

const LOOK: ChartLook = {
  ink: "#1b2a33",
  quiet: "#47565f",
  line: "#a9bcc2",
  brand: "#0b5563",
  paper: "#ffffff",
  font: "Verdana",
};
const timelineOf = (...runs: Run[]): Timeline => timelinesOf(runs, wordsIn("da"))[0]!;
const draw = (timeline: Timeline, title = "Over tid") =>
  chartOf(timeline, { title, times: timeline.times.map((at) => `${at.getUTCDate()}. nov.`) }, LOOK);

/** The numbers that stand in points: they have the colour of the paper. */
const numbersIn = (svg: string) =>
  [...svg.matchAll(/<text[^>]*fill="#ffffff"[^>]*>([^<]*)<\/text>/g)].map((it) => it[1]);

/** Where the points of the brand's colour are, and how large. */
const pointsIn = (svg: string) =>
  [...svg.matchAll(/<path[^>]*transform="matrix\(([^)]*)\)"[^>]*fill="#0b5563"/g)].map((it) => {
    const [size, , , , x, y] = (it[1] as string).split(",").map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return { size, x, y };
  });

const lines = timelineOf(...[2, 5, 1, 4].map((number, i) => runOf("parathed", 3 + i, [level(number)])));
const circles = timelineOf(
  runOf("foelelser", 3, feelings({ anger: 1, joy: 5 })),
  runOf("foelelser", 4, feelings({ anger: 3, shame: null })),
);

describe("a line of points", () => {
  const svg = draw(lines);
  const points = pointsIn(svg);

  test("holds every number in its point", () => {
    expect(numbersIn(svg)).toEqual(["2", "5", "1", "4"]);
    expect(points).toHaveLength(4);
  });

  test("puts later to the right and more above, in equal steps", () => {
    const [two, five, one, four] = points.map(({ y }) => y) as [number, number, number, number];
    expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).toSorted((a, b) => a - b));
    expect(one - two).toBeCloseTo(four - five);
    expect(one - five).toBeCloseTo(4 * (one - two));
  });

  test("says the words beside every number (R11)", () => {
    for (const word of lines.scale) expect(svg).toContain(`>${word}</text>`);
  });

  test("is one point when there is one, inside the drawing", () => {
    const one = pointsIn(draw(timelineOf(runOf("parathed", 3, [level(3)]))));
    expect(one).toHaveLength(1);
    expect(one[0]!.x).toBeGreaterThan(134);
    expect(one[0]!.x).toBeLessThan(400);
  });

  test("has a gap where nothing was said", () => {
    const skipped = runOf("parathed", 4, [["level", { kind: "skipped" }]]);
    const svg = draw(timelineOf(runOf("parathed", 3, [level(1)]), skipped, runOf("parathed", 5, [level(3)])));
    expect(numbersIn(svg)).toEqual(["1", "3"]);
  });
});

describe("circles", () => {
  const svg = draw(circles);

  test("are larger for more, with the number in them", () => {
    const points = pointsIn(svg);
    expect(numbersIn(svg).toSorted()).toEqual(["1", "3", "5"]);
    expect(points.map(({ size }) => size).toSorted((a, b) => a - b)).toEqual([8.5, 13.5, 18.5]);
  });

  test("are empty rings without a number", () => {
    expect([...svg.matchAll(/fill="#ffffff" stroke="#0b5563"/g)]).toHaveLength(1);
  });

  test("have a row for every feeling", () => {
    const heights = circles.rows.map(({ label }) => {
      return Number(new RegExp(`translate\\([\\d.]+ ([\\d.]+)\\)"[^>]*>${label}</text>`).exec(svg)?.[1]);
    });
    expect(heights, "the first is on top").toEqual(heights.toSorted((a, b) => a - b));
    expect(heights[0]).toBeGreaterThan(0);
  });
});

test("a chart holds no number that is none, no style and nothing that acts", () => {
  const many = timelineOf(...Array.from({ length: 30 }, (_, i) => runOf("parathed", i + 1, [level(1 + (i % 5))])));
  for (const svg of [draw(lines), draw(circles), draw(many)]) {
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg).not.toMatch(/<style|<script| style=| class=| font="| on\w+=/);
  }
});

test("words in a chart are only words", () => {
  const hostile = "<script>alert(1)</script> & \"'";
  const timeline = { ...circles, rows: circles.rows.map((row) => ({ ...row, label: hostile })) };
  const svg = draw(timeline, hostile);
  expect(svg).not.toContain("<script");
  expect(svg).toContain("<title>&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"'</title>");
});

test("a chart can be rendered as a picture, with ink on it", async () => {
  for (const svg of [draw(lines), draw(circles)]) {
    const { channels } = await sharp(Buffer.from(svg)).flatten({ background: "#fff" }).greyscale().stats();
    expect(channels[0]!.min).toBeLessThan(100);
  }
});
