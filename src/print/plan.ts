import type { Content } from "pdfmake";
import type { Sheet } from "../model/picture.ts";
import { PALETTE } from "../pictures/palette.ts";
import { FIELD_WIDTH } from "./page.ts";
import type { Draw } from "./parts.ts";
import { BOX_FRAME, boxed, isShort, partContent, personHead } from "./parts.ts";

type PlanSheet = Extract<Sheet, { sheet: "plan" }>;

const GAP = 12;
const COLUMN = (FIELD_WIDTH - GAP) / 2;
const PICTURE = 30;

/** The parts in two columns, and below them, in two columns as well, everybody who can be called. */
export async function planContent(sheet: PlanSheet, draw: Draw): Promise<Content[]> {
  const cards = sheet.parts.map(async (part) => ({
    content: boxed(await partContent(part, COLUMN - BOX_FRAME, draw), COLUMN),
    short: isShort(part.items.map(({ text }) => text)),
  }));
  const people = sheet.people.map(async (person) => ({
    content: await personContent(person, draw),
    short: isShort([person.name, person.relation ?? "", person.support ?? ""]),
  }));
  return [await personHead(sheet, draw), ...inPairs(await Promise.all(cards)), ...inPairs(await Promise.all(people))];
}

interface Card {
  readonly content: Content;
  /** may be kept together */
  readonly short: boolean;
}

function inPairs(cards: readonly Card[]): Content[] {
  return cards.flatMap((card, index) => {
    if (index % 2 === 1) return [];
    const pair = [card, ...cards.slice(index + 1, index + 2)];
    const columns = pair.map(({ content }): Content => ({ stack: [content], width: COLUMN }));
    return [{ columns, columnGap: GAP, unbreakable: pair.every(({ short }) => short) }];
  });
}

async function personContent(person: PlanSheet["people"][number], draw: Draw): Promise<Content> {
  const { name, relation, phone, support } = person;
  const picture = await draw({ name: phone === undefined ? "person" : "phone" }, [PICTURE, PICTURE]);
  const lines: Content[] = [
    { text: relation === undefined ? [{ text: name, bold: true }] : [{ text: name, bold: true }, `, ${relation}`] },
  ];
  if (phone !== undefined) lines.push({ text: phone, fontSize: 20, bold: true });
  if (support !== undefined) lines.push({ text: support });
  const columns: Content[] = [
    { stack: [picture], width: PICTURE },
    { stack: lines, width: COLUMN - BOX_FRAME - PICTURE - GAP },
  ];
  return boxed({ columns, columnGap: GAP }, COLUMN, { fillColor: PALETTE.tint, lineColor: PALETTE.brand });
}
