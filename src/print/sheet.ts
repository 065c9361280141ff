import type { Content } from "pdfmake";
import type { Sheet } from "../model/picture.ts";
import { bellContent } from "./bell.ts";
import { circleContent } from "./circle.ts";
import { contractContent } from "./contract.ts";
import { diplomaContent } from "./diploma.ts";
import { FIELD_WIDTH } from "./page.ts";
import type { Draw } from "./parts.ts";
import { headContent, itemContents, partContent, personHead } from "./parts.ts";
import { planContent } from "./plan.ts";
import { tableContent } from "./table.ts";

type Of<Kind extends Sheet["sheet"]> = Extract<Sheet, { sheet: Kind }>;

/** What stands on the page of each kind of sheet. */
export async function sheetContent(sheet: Sheet, draw: Draw): Promise<Content[]> {
  switch (sheet.sheet) {
    case "feelings":
      return [headContent(sheet.title, sheet.date), ...(await feelingsContent(sheet, draw))];
    case "stairs":
      return [headContent(sheet.title, sheet.date), ...(await stairsContent(sheet, draw))];
    case "bell":
      return [headContent(sheet.title, sheet.date), ...(await bellContent(sheet, draw))];
    case "circle":
      return [headContent(sheet.title, sheet.date), ...(await circleContent(sheet, draw))];
    case "plan":
      return planContent(sheet, draw);
    case "decision":
    case "compare":
      return [headContent(sheet.title, sheet.date), ...(await tableContent(sheet, draw))];
    case "list":
      return [await personHead(sheet, draw), ...(await listContent(sheet, draw))];
    case "contract":
      return [headContent(sheet.title, sheet.date), ...(await contractContent(sheet, draw))];
    case "diploma":
      return diplomaContent(sheet, draw);
  }
}

const DRAWING_HEIGHT = 420;

/** The chosen feelings are ticked, with their strength of 5. */
async function feelingsContent(sheet: Of<"feelings">, draw: Draw): Promise<Content[]> {
  const items = sheet.feelings.map(({ label, chosen, strength }) => ({
    text: strength === undefined ? label : `${label}: ${strength}/5`,
    done: chosen,
  }));
  return [await drawing(sheet, draw), ...(await itemContents(items, FIELD_WIDTH, draw))];
}

/** The highest stair first, as in the drawing. */
async function stairsContent(sheet: Of<"stairs">, draw: Draw): Promise<Content[]> {
  const items = sheet.stairs.toReversed().map(({ value, label }) => ({
    text: `${value}: ${label}`,
    done: value === sheet.at,
  }));
  return [await drawing(sheet, draw), ...(await itemContents(items, FIELD_WIDTH, draw))];
}

async function drawing(sheet: Sheet, draw: Draw): Promise<Content> {
  const drawn = await draw({ ...sheet, drawingOnly: true }, [FIELD_WIDTH, DRAWING_HEIGHT]);
  return { stack: [drawn], alignment: "center", margin: [0, 0, 0, 12] };
}

async function listContent(sheet: Of<"list">, draw: Draw): Promise<Content[]> {
  return Promise.all(sheet.parts.map((part) => partContent(part, FIELD_WIDTH, draw)));
}
