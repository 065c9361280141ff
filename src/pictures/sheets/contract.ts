import type { Sheet, SheetSignature } from "../../model/picture.ts";
import type { Brush } from "../brush.ts";
import type { Layout, Part } from "../layout.ts";
import { artPart } from "../layout.ts";
import { MARGIN, PALETTE, SHEET_WIDTH } from "../palette.ts";
import type { Box } from "../svg.ts";
import { tenth } from "../svg.ts";
import { CARD_GAP, FIELD, framed, partCard, stacked } from "./card.ts";
import { headerParts } from "./header.ts";
import { drawEmptyLine } from "./items.ts";
import { drawTick } from "./tick.ts";
import type { Block } from "./words.ts";
import { ITEM_SIZES, wordsPart } from "./words.ts";

type ContractSheet = Extract<Sheet, { sheet: "contract" }>;

const LINE_HEIGHT = 70;
const MARK = 56;

/** The parts of the agreement as cards, and below them who signs it. */
export function layoutContract(sheet: ContractSheet, brush: Brush): Layout {
  const header = headerParts(sheet);
  const cards = stacked(sheet.parts, header.bottom + CARD_GAP, (part, y, index) =>
    partCard(`part ${index + 1}`, part, { ...FIELD, y }, brush),
  );
  const signed = stacked(sheet.signatures, cards.bottom + CARD_GAP, (signature, y, index) =>
    signatureCard(`signature ${index + 1}`, signature, y, brush),
  );
  return {
    width: SHEET_WIDTH,
    height: Math.ceil(signed.bottom + MARGIN),
    parts: [...header.parts, ...cards.parts, ...signed.parts],
  };
}

/** Signed: the name on a line, with a tick. Missing: a broken line and a hand that is to write on it. */
function signatureCard(what: string, signature: SheetSignature, y: number, brush: Brush): Block {
  const signed = signature.name !== undefined && signature.name !== "";
  const look = signed
    ? { fill: PALETTE.tint, stroke: PALETTE.brand, strokeWidth: 5 }
    : { fill: PALETTE.paper, stroke: PALETTE.line, strokeWidth: 3 };
  return framed(
    what,
    { ...FIELD, y },
    (inner) => {
      const label = wordsPart(`${what} label`, signature.label, {
        ...inner,
        weight: "regular",
        sizes: ITEM_SIZES,
        fill: PALETTE.ink,
      });
      const top = label.box.y + label.box.height + 10;
      const mark = { x: inner.x + inner.width - MARK, y: top, width: MARK, height: MARK };
      const field = { x: inner.x, width: inner.width - MARK - 16 };
      if (!signed) {
        const line = { ...field, y: top, height: LINE_HEIGHT };
        const parts = [
          label,
          artPart(`${what} line`, line, drawEmptyLine(line)),
          artPart(`${what} hand`, mark, brush.thing("sign", mark)),
        ];
        const bottom = top + LINE_HEIGHT;
        if (signature.missing === undefined) return { parts, bottom };
        const missing = underLine(`${what} missing`, signature.missing, { ...field, y: bottom + 4 });
        return { parts: [...parts, missing], bottom: missing.box.y + missing.box.height };
      }
      const name = wordsPart(`${what} name`, signature.name, {
        ...field,
        y: top,
        weight: "bold",
        sizes: [40, 36, 32, 28, 26],
        fill: PALETTE.ink,
      });
      const line = { ...field, y: name.box.y + name.box.height, height: 10 };
      const parts: Part[] = [
        label,
        name,
        artPart(`${what} line`, line, drawLine(line)),
        artPart(`${what} tick`, mark, drawTick(mark)),
      ];
      let bottom = line.y + line.height;
      if (signature.date !== undefined) {
        const date = underLine(`${what} date`, signature.date, { ...field, y: bottom + 2 });
        parts.push(date);
        bottom = date.box.y + date.box.height;
      }
      return { parts, bottom: Math.max(bottom, mark.y + MARK) };
    },
    look,
  );
}

function underLine(what: string, text: string, place: { x: number; y: number; width: number }): Part {
  return wordsPart(what, text, { ...place, weight: "regular", sizes: ITEM_SIZES, fill: PALETTE.quiet });
}

function drawLine(box: Box): string {
  return `<path d="M${tenth(box.x)} ${tenth(box.y + 4)}h${tenth(box.width)}" stroke="${PALETTE.ink}" stroke-width="3"/>`;
}
