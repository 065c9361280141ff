import { BarChart, type BarSeriesOption } from "echarts/charts";
import { GridComponent, type GridComponentOption } from "echarts/components";
import { type ComposeOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { ChartLook } from "./chart.ts";
import type { Cell } from "./indicators/cells.ts";
import type { SaidTable } from "./indicators/said.ts";
import { plainSvg } from "./plain-svg.ts";

use([BarChart, GridComponent, SVGRenderer]);

type Option = ComposeOption<BarSeriesOption | GridComponentOption>;

/** Units; a little less than a phone is wide, beside which its text keeps its size. */
const WIDTH = 340;
const TEXT = 14;
const LABELS = 120;
const LINE = 30;
const BAR = 18;
/** Room for the number after the longest bar. */
const NUMBER = 62;

/**
 * A table as one SVG: for each row its name, and below it a bar for each cell with its number behind. A hidden cell has
 * no bar and says so. @param names a short name for each column @param under says a hidden cell
 */
export function barsOf(table: SaidTable, names: readonly string[], under: string, look: ChartLook): string {
  const lines = table.rows.flatMap((row) => [
    { name: row.label, head: true, cell: undefined },
    ...row.cells.map((cell, i) => ({ name: names[i] ?? "", head: false, cell })),
  ]);
  const height = lines.length * LINE + 8;
  const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
  try {
    chart.setOption(optionOf(lines, under, look));
    return plainSvg(chart.renderToSVGString({ useViewBox: true }), table.title);
  } finally {
    chart.dispose();
  }
}

interface Line {
  readonly name: string;
  /** the name of a row, above its bars */
  readonly head: boolean;
  readonly cell: Cell | undefined;
}

function optionOf(lines: readonly Line[], under: string, look: ChartLook): Option {
  const most = Math.max(1, ...lines.map(({ cell }) => cell ?? 0));
  const font = { color: look.ink, fontSize: TEXT, fontFamily: look.font };
  const label = { ...font, width: LABELS - 12, overflow: "truncate" as const, align: "right" as const };
  const heads = lines.map(({ name, head }) => ({ value: head ? name : "" }));
  const category = { type: "category" as const, inverse: true, axisTick: { show: false }, axisLine: { show: false } };
  return {
    animation: false,
    textStyle: { fontFamily: look.font, fontSize: TEXT },
    grid: { left: LABELS, right: NUMBER, top: 4, bottom: 4 },
    xAxis: { type: "value", min: 0, max: most, show: false },
    yAxis: [
      { ...category, data: lines.map(({ name, head }) => (head ? "" : name)), axisLabel: label },
      {
        ...category,
        position: "left",
        data: heads,
        axisLabel: { ...font, fontWeight: 700, margin: LABELS, align: "left", width: WIDTH - 8, overflow: "truncate" },
      },
    ],
    series: {
      type: "bar",
      silent: true,
      barWidth: BAR,
      data: lines.map(({ cell }) => ({ value: cell ?? 0, itemStyle: { color: look.brand } })),
      label: {
        ...font,
        show: true,
        position: "right",
        textBorderWidth: 0,
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const { cell } = lines[dataIndex] as Line;
          return cell === undefined ? "" : cell === null ? under : String(cell);
        },
      },
    },
  };
}
