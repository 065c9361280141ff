import type { Content, DocumentDefinition } from "pdfmake";
import type { Sheet } from "../model/picture.ts";
import { PALETTE, SHEET_WIDTH } from "../pictures/palette.ts";
import { drawFrame } from "../pictures/sheets/diploma.ts";
import { svgDocument } from "../pictures/svg.ts";
import type { Draw } from "./parts.ts";

const LINE = 240;
const MEDAL = 170;

/** The frame of the picture, along the edge of the page. */
export const diplomaBackground: NonNullable<DocumentDefinition["background"]> = (_page, { width, height }) => {
  const tall = Math.round((SHEET_WIDTH * height) / width);
  return { svg: svgDocument(SHEET_WIDTH, tall, drawFrame(tall)), width };
};

export async function diplomaContent(sheet: Extract<Sheet, { sheet: "diploma" }>, draw: Draw): Promise<Content[]> {
  const medal = await draw({ ...sheet, drawingOnly: true }, [4 * MEDAL, MEDAL]);
  const lines: Content[] = [
    { stack: [medal], margin: [0, 64, 0, 26] },
    { text: sheet.title, fontSize: 44, bold: true },
    { text: sheet.name, fontSize: 32, bold: true, margin: [0, 14, 0, 22] },
    { text: sheet.text, fontSize: 20, lineHeight: 1.4, margin: [10, 0, 10, 30] },
  ];
  if (sheet.date !== undefined && sheet.date !== "") lines.push({ text: sheet.date, fontSize: 15 });
  if (sheet.signature !== undefined) {
    const line = { type: "line", x1: 0, y1: 0, x2: LINE, y2: 0, lineWidth: 1, lineColor: PALETTE.ink };
    lines.push({
      stack: [
        { text: sheet.signature.name, fontSize: 22, bold: true },
        { canvas: [line], margin: [0, 2, 0, 4] },
        { text: sheet.signature.label },
      ],
      margin: [0, 60, 0, 0],
      unbreakable: true,
    });
  }
  return [{ stack: lines, alignment: "center" }];
}
