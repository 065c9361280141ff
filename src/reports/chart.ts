import { LineChart, type LineSeriesOption, ScatterChart, type ScatterSeriesOption } from "echarts/charts";
import { GridComponent, type GridComponentOption } from "echarts/components";
import { type ComposeOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { plainSvg } from "./plain-svg.ts";
import type { Measured, Timeline } from "./series.ts";

use([LineChart, ScatterChart, GridComponent, SVGRenderer]);

type Option = ComposeOption<LineSeriesOption | ScatterSeriesOption | GridComponentOption>;

/** Colours and font of a chart: those of the sheets, given by who shows it. */
export interface ChartLook {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly brand: string;
  readonly paper: string;
  readonly font: string;
}

/** What a chart says in words: its title, and one short name for each time. */
export interface ChartWords {
  readonly title: string;
  readonly times: readonly string[];
}

/** Units; about as wide as a phone, so that its text keeps its size there. */
const WIDTH = 400;
const TEXT = 14;
const LINE_HEIGHT_PER_STEP = 52;
const ROW_HEIGHT = 40;
const BELOW = 34;
const ABOVE = 18;
/** Across, by strength: the area tells how much, as the number in it does. */
const CIRCLES = [17, 22, 27, 32, 37];
const RING = 17;

/**
 * A timeline as one SVG: a line of numbered points, or, when there are several rows, a circle for each number, larger
 * for more. It can be told without colour. Text takes its font from the page.
 */
export function chartOf(timeline: Timeline, words: ChartWords, look: ChartLook): string {
  const { option, height } = timeline.perItem ? circles(timeline, words, look) : line(timeline, words, look);
  const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: look.font, fontSize: TEXT }, ...option });
    return plainSvg(chart.renderToSVGString({ useViewBox: true }), words.title);
  } finally {
    chart.dispose();
  }
}

interface Drawing {
  readonly option: Option;
  readonly height: number;
}

function line(timeline: Timeline, words: ChartWords, look: ChartLook): Drawing {
  const { scale, times } = timeline;
  const values = (timeline.rows[0]?.values ?? []).map((value) => value ?? null);
  const size = times.length > 7 ? 22 : 28;
  const height = ABOVE + (scale.length - 1) * LINE_HEIGHT_PER_STEP + BELOW + size / 2 + 8;
  const step = (value: number) => `{words|${scale[value - 1] ?? ""}}{number|${value}}`;
  const number = { color: look.ink, fontSize: 18, fontWeight: 700, fontFamily: look.font } as const;
  const label = { color: look.ink, fontSize: TEXT, fontWeight: 400, fontFamily: look.font, padding: [0, 8, 0, 0] };
  return {
    height,
    option: {
      grid: { left: 134, right: 22, top: ABOVE, bottom: BELOW + size / 2 },
      xAxis: { ...timeAxis(words, look, size / 2 + 10), axisLine: { show: false } },
      yAxis: {
        type: "value",
        min: 1,
        max: scale.length,
        interval: 1,
        splitLine: { lineStyle: { color: look.line } },
        axisLabel: { formatter: step, rich: { number, words: label }, margin: 12 },
      },
      series: {
        type: "line",
        data: values,
        silent: true,
        clip: false,
        symbol: "circle",
        symbolSize: size,
        showAllSymbol: true,
        itemStyle: { color: look.brand, opacity: 1 },
        lineStyle: { color: look.brand, width: 3 },
        label: numberLabel(look, "inside"),
      },
    },
  };
}

function circles(timeline: Timeline, words: ChartWords, look: ChartLook): Drawing {
  const { rows } = timeline;
  const cells = rows.flatMap((row, y) => row.values.flatMap((value, x) => cell(x, y, value, look)));
  return {
    height: 8 + rows.length * ROW_HEIGHT + BELOW,
    option: {
      grid: { left: 116, right: 20, top: 8, bottom: BELOW },
      xAxis: { ...timeAxis(words, look), axisLine: { lineStyle: { color: look.line } } },
      yAxis: {
        type: "category",
        inverse: true,
        data: rows.map((row) => row.label),
        axisTick: { show: false },
        axisLine: { show: false },
        splitLine: { show: true, lineStyle: { color: look.line } },
        axisLabel: { color: look.ink, fontSize: TEXT + 1, width: 104, overflow: "break", margin: 8 },
      },
      series: { type: "scatter", data: cells, silent: true, clip: false, label: numberLabel(look, "inside") },
    },
  };
}

function cell(x: number, y: number, value: Measured, look: ChartLook) {
  if (value === undefined) return [];
  if (value === null) {
    const ring = { color: look.paper, borderColor: look.brand, borderWidth: 2, opacity: 1 };
    return [{ value: [x, y, 0], symbolSize: RING, itemStyle: ring, label: { show: false } }];
  }
  return [
    { value: [x, y, value], symbolSize: CIRCLES[value - 1] ?? RING, itemStyle: { color: look.brand, opacity: 1 } },
  ];
}

function timeAxis(words: ChartWords, look: ChartLook, margin = 12) {
  return {
    type: "category" as const,
    data: [...words.times],
    axisTick: { show: false },
    axisLabel: { color: look.ink, fontSize: TEXT, hideOverlap: true, showMaxLabel: true, margin },
  };
}

/** The number stands in its point. The last entry of a point's value is its number. */
function numberLabel(look: ChartLook, position: "inside") {
  return {
    show: true,
    position,
    color: look.paper,
    fontSize: TEXT,
    fontWeight: 700,
    fontFamily: look.font,
    textBorderWidth: 0,
    formatter: ({ value }: { value: unknown }) => String(Array.isArray(value) ? value.at(-1) : value),
  } as const;
}
