import { html, raw } from "hono/html";
import { PALETTE } from "../../pictures/palette.ts";
import { latestOf, type Measured, type Timeline } from "../../reports/series.ts";
import { type Html, type Look, NOTHING } from "./page.ts";
import { shortWhen, timeNames } from "./when.ts";

/** As many as can be told apart on a phone. */
const LINE_TIMES = 10;
const CIRCLE_TIMES = 8;
const CHART_LOOK = { ...PALETTE, font: "Atkinson Hyperlegible, Verdana, sans-serif" };

/** How numbers go over time: a drawing, and all of them in a table. */
export async function timelineSection(look: Look, timeline: Timeline): Promise<Awaited<Html>> {
  // the library behind it is large, and read when there is something to draw
  const { chartOf } = await import("../../reports/chart.ts");
  const latest = latestOf(timeline, timeline.perItem ? CIRCLE_TIMES : LINE_TIMES);
  const names = timeNames(look, latest.times);
  const ends = { title: timeline.title, from: names[0] ?? "", to: names.at(-1) ?? "" };
  const title = look.say(names.length > 1 ? "chart.name" : "chart.name-one", ends);
  const hidden = latest.times.length < timeline.times.length;
  return html`<article class="timeline">
<h3>${timeline.title}</h3>
<div class="chart">${raw(chartOf(latest, { title, times: names }, CHART_LOOK))}</div>
${timeline.perItem ? html`<p class="quiet">${look.say("chart.circle", { of: timeline.scale.length })}</p>` : NOTHING}
${hidden ? html`<p class="quiet">${look.say("chart.latest", { shown: latest.times.length, all: timeline.times.length })}</p>` : NOTHING}
<details class="numbers"><summary>${look.say("chart.numbers")}</summary>
${numbersTable(look, timeline)}
</details>
</article>`;
}

function numbersTable(look: Look, timeline: Timeline): Html {
  const newestFirst = timeline.times.map((at, i) => ({ at, i })).toReversed();
  return html`<table>
<thead><tr><th scope="col">${look.say("chart.date")}</th><th scope="col">${timeline.label}</th></tr></thead>
<tbody>${newestFirst.map(
    ({ at, i }) => html`<tr><th scope="row">${shortWhen(look, at)}</th><td>${numbersAt(look, timeline, i)}</td></tr>
`,
  )}</tbody>
</table>`;
}

function numbersAt(look: Look, { rows, scale }: Timeline, time: number): string {
  const said = rows.flatMap(({ label, values }) => {
    const value = values[time];
    return value === undefined ? [] : [[label, numberSaid(look, value, scale)].filter((it) => it !== "").join(": ")];
  });
  return said.length > 0 ? said.join("; ") : look.say("chart.none");
}

function numberSaid(look: Look, value: Exclude<Measured, undefined>, scale: readonly string[]): string {
  return value === null ? look.say("chart.unmeasured") : `${value}, ${scale[value - 1] ?? ""}`;
}
