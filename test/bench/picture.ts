import { BarChart } from "echarts/charts";
import { GridComponent, TitleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { CONTESTANTS, type Name, type Report } from "./report.ts";

use([BarChart, GridComponent, TitleComponent, SVGRenderer]);

const NAMES: Readonly<Record<Name, string>> = {
  web: "Skridt, web chat",
  telegram: "Skridt, Telegram",
  floor: "two statements, by hand",
  grammy: "grammY conversations",
  telegraf: "Telegraf scenes",
};

/** Turns per second of each contestant, as one SVG. */
export function pictureOf({ sides, machine, concurrency }: Report): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: 720, height: 300 });
  try {
    chart.setOption({
      animation: false,
      title: { text: "Turns per second", subtext: `${machine}, ${concurrency} at a time` },
      grid: { left: 180, right: 70, top: 70, bottom: 10 },
      xAxis: { type: "value", show: false },
      yAxis: { type: "category", inverse: true, data: CONTESTANTS.map((it) => NAMES[it]), axisTick: { show: false } },
      series: [
        {
          type: "bar",
          data: CONTESTANTS.map((it) => Math.round(sides[it].turnsPerSecond)),
          label: { show: true, position: "right" },
        },
      ],
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
