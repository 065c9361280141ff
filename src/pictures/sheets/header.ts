import type { SheetHead } from "../../model/picture.ts";
import type { Brush } from "../brush.ts";
import { artPart, groundPart, textPart } from "../layout.ts";
import { MARGIN, PALETTE, SHEET_WIDTH } from "../palette.ts";
import type { Box } from "../svg.ts";
import type { Block } from "./words.ts";
import { fits, wordsPart } from "./words.ts";

/**
 * The head that all sheets share: title to the left, date below it, and a line under both.
 * @param beside a picture in the upper right corner
 */
export function headerParts({ title, date, drawingOnly }: SheetHead, beside?: Box): Block {
  if (drawingOnly === true) return { parts: [], bottom: 0 };
  const width = (beside === undefined ? SHEET_WIDTH - MARGIN : beside.x - 16) - MARGIN;
  const style = { weight: "bold", sizes: [46, 42, 38, 34, 30], width, x: MARGIN, y: 20, fill: PALETTE.ink } as const;
  const short = { ...style, lines: 2, anchor: "start" } as const;
  const heading = fits(title, short)
    ? textPart("title", title, short)
    : wordsPart("title", title, { ...style, sizes: style.sizes.slice(-1) });
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
  bottom = Math.max(bottom, beside === undefined ? 0 : beside.y + beside.height - 10);
  const rule = { x: MARGIN, y: bottom + 10, width: SHEET_WIDTH - 2 * MARGIN, height: 4 };
  parts.push(groundPart("rule", rule, { fill: PALETTE.brand, radius: 2 }));
  return { parts, bottom: rule.y + rule.height };
}

const FACE = 120;

/** The head of a sheet with whose it is in its corner. */
export function personHeader(sheet: SheetHead, brush: Brush): Block {
  const face = { x: SHEET_WIDTH - MARGIN - FACE, y: 8, width: FACE, height: FACE };
  const header = headerParts(sheet, face);
  const persona = artPart("persona", face, brush.persona(sheet.persona, "calm", face));
  return { parts: [...header.parts, persona], bottom: header.bottom };
}
