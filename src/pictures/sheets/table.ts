import type { Sheet } from "../../model/picture.ts";
import type { Brush } from "../brush.ts";
import type { Layout } from "../layout.ts";
import { MARGIN, SHEET_WIDTH } from "../palette.ts";
import { CARD_GAP } from "./card.ts";
import { headerParts } from "./header.ts";
import { halvesParts } from "./rows.ts";

type TableSheet = Extract<Sheet, { sheet: "decision" | "compare" }>;

/** A table in halves: what goes on and what stops, or several times beside each other. */
export function layoutTable(sheet: TableSheet, brush: Brush): Layout {
  const header = headerParts(sheet);
  const halves = halvesParts(sheet.halves, sheet.columns, header.bottom + CARD_GAP, brush);
  return {
    width: SHEET_WIDTH,
    height: Math.ceil(halves.bottom + MARGIN),
    parts: [...header.parts, ...halves.parts],
  };
}
