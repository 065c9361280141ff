import type { Content } from "pdfmake";
import type { Sheet, SheetPerson } from "../model/picture.ts";
import { PALETTE } from "../pictures/palette.ts";
import { showsNumbers } from "../pictures/sheets/circle.ts";
import { drawMark } from "../pictures/sheets/circle-marks.ts";
import { svgDocument } from "../pictures/svg.ts";
import { FIELD_WIDTH } from "./page.ts";
import type { Draw } from "./parts.ts";
import { headingContent } from "./parts.ts";

type CircleSheet = Extract<Sheet, { sheet: "circle" }>;

const DRAWING_HEIGHT = 350;
const MARK = 14;
const GAP = 6;
const NUMBER = 22;
const HELP = 130;

/** The rings alone, and below them all people by ring, with number, relation and help in words. */
export async function circleContent(sheet: CircleSheet, draw: Draw): Promise<Content[]> {
  const drawn = await draw({ ...sheet, drawingOnly: true }, [FIELD_WIDTH, DRAWING_HEIGHT]);
  const numbered = showsNumbers(sheet);
  const people = sheet.people
    .toSorted((a, b) => a.ring - b.ring)
    .map((person, index) => ({ person, number: index + 1 }));
  const groups = await Promise.all(
    sheet.rings.map(async (label, index) => {
      const rows = people
        .filter(({ person }) => person.ring === index + 1)
        .map(({ person, number }) => personContent(person, numbered ? number : undefined, sheet.legend));
      const [first, ...others] = rows;
      const head = await headingContent({ label, picture: `ring-${index + 1}` }, FIELD_WIDTH, draw);
      const start: Content = { stack: first === undefined ? [head] : [head, first], unbreakable: true };
      return { stack: [start, ...others], margin: [0, 2, 0, 6] as const };
    }),
  );
  return [{ stack: [drawn], alignment: "center", margin: [0, 0, 0, 8] }, ...groups];
}

function personContent(person: SheetPerson, number: number | undefined, legend: CircleSheet["legend"]): Content {
  const { name, relation, helps } = person;
  const columns: Content[] = [];
  if (number !== undefined) columns.push({ text: `${number}.`, width: NUMBER });
  columns.push({
    text: relation === undefined ? [{ text: name, bold: true }] : [{ text: name, bold: true }, `, ${relation}`],
    width: FIELD_WIDTH - (number === undefined ? 0 : NUMBER + GAP) - (helps === undefined ? 0 : MARK + HELP + 2 * GAP),
  });
  if (helps !== undefined) {
    const side = 2 * MARK;
    const svg = svgDocument(side, side, drawMark(helps, { x: 0, y: 0, width: side, height: side }));
    columns.push(
      { stack: [{ svg, width: MARK, margin: [0, 1, 0, 0] }], width: MARK },
      { text: legend[helps], width: HELP, color: PALETTE.ink },
    );
  }
  return { columns, columnGap: GAP, margin: [0, 1, 0, 1], unbreakable: true };
}
