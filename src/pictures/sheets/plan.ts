import type { Sheet } from "../../model/picture.ts";
import type { Brush } from "../brush.ts";
import type { Layout, Part } from "../layout.ts";
import { artPart } from "../layout.ts";
import { MARGIN, PALETTE, SHEET_WIDTH } from "../palette.ts";
import { CARD_GAP, CARD_PADDING, FIELD, framed, partCard, stacked } from "./card.ts";
import { personHeader } from "./header.ts";
import type { Block } from "./words.ts";
import { HEADING_SIZES, ITEM_SIZES, wordsPart } from "./words.ts";

type PlanSheet = Extract<Sheet, { sheet: "plan" }>;
type Helper = PlanSheet["people"][number];

const PHONE = 72;
const NUMBER_SIZES = [42, 38, 34, 30, 26];

/** The plan as a card for the phone: who it belongs to, what can be done, and whom to call. */
export function layoutPlan(sheet: PlanSheet, brush: Brush): Layout {
  const header = personHeader(sheet, brush);
  const cards = stacked(sheet.parts, header.bottom + CARD_GAP, (part, y, index) =>
    partCard(`part ${index + 1}`, part, { ...FIELD, y }, brush, true),
  );
  const below = sheet.parts.length === 0 ? cards.bottom : cards.bottom + CARD_GAP;
  const people = stacked(sheet.people, below, (person, y, index) =>
    personCard(`person ${index + 1}`, person, y, brush),
  );
  const bottom = sheet.people.length === 0 ? cards.bottom : people.bottom;
  return {
    width: SHEET_WIDTH,
    height: Math.ceil(bottom + MARGIN),
    parts: [...header.parts, ...cards.parts, ...people.parts],
  };
}

/** The number is the largest: it is what is looked for when the plan is needed. */
function personCard(what: string, person: Helper, y: number, brush: Brush): Block {
  const look = { fill: PALETTE.tint, stroke: PALETTE.brand, strokeWidth: 4 };
  return framed(
    what,
    { ...FIELD, y },
    (inner) => {
      const picture = { x: inner.x, y: inner.y, width: PHONE, height: PHONE };
      const x = inner.x + PHONE + CARD_PADDING;
      const width = inner.x + inner.width - x;
      const lines = [
        { name: "name", text: person.name, weight: "bold", sizes: HEADING_SIZES },
        { name: "relation", text: person.relation, weight: "regular", sizes: ITEM_SIZES },
        { name: "phone", text: person.phone, weight: "bold", sizes: NUMBER_SIZES },
        { name: "support", text: person.support, weight: "regular", sizes: ITEM_SIZES },
      ] as const;
      const parts: Part[] = [
        artPart(`${what} picture`, picture, brush.thing(person.phone === undefined ? "person" : "phone", picture)),
      ];
      let bottom = inner.y;
      for (const { name, text, weight, sizes } of lines) {
        if (text === undefined || text === "") continue;
        const part = wordsPart(`${what} ${name}`, text, { weight, sizes, fill: PALETTE.ink, x, y: bottom, width });
        parts.push(part);
        bottom = part.box.y + part.box.height + 4;
      }
      return { parts, bottom: Math.max(bottom - 4, inner.y + PHONE) };
    },
    look,
  );
}
