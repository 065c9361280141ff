import type { Content } from "pdfmake";
import type { Sheet } from "../model/picture.ts";
import { FIELD_WIDTH } from "./page.ts";
import type { Draw } from "./parts.ts";
import { partContent } from "./parts.ts";

/** The bell alone, and below it what is inside, outside and on the way out. */
export async function bellContent(sheet: Extract<Sheet, { sheet: "bell" }>, draw: Draw): Promise<Content[]> {
  const drawn = await draw({ ...sheet, drawingOnly: true }, [FIELD_WIDTH, 240]);
  const parts = [sheet.inside, sheet.outside, sheet.out].map((part) => partContent(part, FIELD_WIDTH, draw));
  return [{ stack: [drawn], alignment: "center", margin: [0, 0, 0, 8] }, ...(await Promise.all(parts))];
}
