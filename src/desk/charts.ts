import type { StaffActor } from "../console/parts.ts";
import { timeNames } from "../console/view/when.ts";
import { PALETTE } from "../pictures/palette.ts";
import { latestOf, type Timeline } from "../reports/series.ts";
import type { DeskParts } from "./parts.ts";

/** Charts on a card, and times on a chart: as many as can be told apart on a phone. */
const CHARTS = 2;
const LINE_TIMES = 10;
const CIRCLE_TIMES = 8;
/** Pixels: twice what it is shown at. */
const WIDTH = 800;
const CHART_LOOK = { ...PALETTE, font: "Atkinson Hyperlegible" };

/** The first of a citizen's timelines as pictures that Teams can fetch. */
export async function chartsOf(
  parts: DeskParts,
  { language }: Pick<StaffActor, "language">,
  timelines: readonly Timeline[],
): Promise<{ url: string; alt: string }[]> {
  if (timelines.length === 0) return [];
  // the library behind it is large, and read when there is something to draw
  const { chartOf } = await import("../reports/chart.ts");
  const words = parts.translator.words(language);
  const look = { words, now: parts.now(), say: (key: string) => key };
  return timelines.slice(0, CHARTS).map((timeline) => {
    const latest = latestOf(timeline, timeline.perItem ? CIRCLE_TIMES : LINE_TIMES);
    const times = timeNames(look, latest.times);
    const named = { title: timeline.title, from: times[0] ?? "", to: times.at(-1) ?? "" };
    const key = times.length > 1 ? "chart.name" : "chart.name-one";
    const title = words.say({ from: "staff", key, values: named });
    const link = parts.pictures.keep(chartOf(latest, { title, times }, CHART_LOOK));
    return { url: parts.shownAt(link, WIDTH), alt: title };
  });
}
