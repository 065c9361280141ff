import type { Sheet } from "../../model/picture.ts";
import type { Brush } from "../brush.ts";
import type { Layout } from "../layout.ts";
import { MARGIN, SHEET_WIDTH } from "../palette.ts";
import { CARD_GAP, FIELD, partCard, stacked } from "./card.ts";
import { personHeader } from "./header.ts";

type ListSheet = Extract<Sheet, { sheet: "list" }>;

/** Whose it is, and one card per part, the items below each other. */
export function layoutList(sheet: ListSheet, brush: Brush): Layout {
  const header = personHeader(sheet, brush);
  const cards = stacked(sheet.parts, header.bottom + CARD_GAP, (part, y, index) =>
    partCard(`part ${index + 1}`, part, { ...FIELD, y }, brush),
  );
  return {
    width: SHEET_WIDTH,
    height: Math.ceil(cards.bottom + MARGIN),
    parts: [...header.parts, ...cards.parts],
  };
}
