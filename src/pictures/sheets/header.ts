import type { Part } from "../layout.ts";
import { groundPart, textPart } from "../layout.ts";
import { MARGIN, PALETTE, SHEET_WIDTH } from "../palette.ts";

/** The head that all sheets share: title to the left, date below it, and a line under both. */
export function headerParts(
  title: string,
  date: string | undefined,
): { readonly parts: readonly Part[]; readonly bottom: number } {
  const width = SHEET_WIDTH - 2 * MARGIN;
  const heading = textPart("title", title, {
    weight: "bold",
    sizes: [46, 42, 38, 34, 30],
    width,
    lines: 2,
    x: MARGIN,
    y: 20,
    anchor: "start",
    fill: PALETTE.ink,
  });
  const parts = [heading];
  let bottom = heading.box.y + heading.box.height;
  if (date !== undefined && date !== "") {
    const when = textPart("date", date, {
      weight: "regular",
      sizes: [32, 28],
      width,
      lines: 1,
      x: MARGIN,
      y: bottom + 2,
      anchor: "start",
      fill: PALETTE.quiet,
    });
    parts.push(when);
    bottom = when.box.y + when.box.height;
  }
  const rule = { x: MARGIN, y: bottom + 10, width, height: 4 };
  parts.push(groundPart("rule", rule, { fill: PALETTE.brand, radius: 2 }));
  return { parts, bottom: rule.y + rule.height };
}
