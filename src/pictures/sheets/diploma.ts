import type { Sheet } from "../../model/picture.ts";
import type { Brush } from "../brush.ts";
import type { Layout, Part } from "../layout.ts";
import { artPart, groundPart } from "../layout.ts";
import { PALETTE, SHEET_WIDTH } from "../palette.ts";
import type { Box } from "../svg.ts";
import { tenth } from "../svg.ts";
import { wordsPart } from "./words.ts";

type DiplomaSheet = Extract<Sheet, { sheet: "diploma" }>;

/** Gold and cream: the one warm sheet of the family. Ink on cream has a contrast of more than 13:1. */
const GOLD = "#b5812b";
const CREAM = "#fdf6e6";

const MIDDLE = SHEET_WIDTH / 2;
const FIELD = { x: 76, width: SHEET_WIDTH - 2 * 76 } as const;
const MEDAL = 240;
const RIM = 20;
const EDGE = 16;

/** Everything about the middle: the persona in a medal, what it is, whose it is, for what, and who gives it. */
export function layoutDiploma(sheet: DiplomaSheet, brush: Brush): Layout {
  const medal = { x: MIDDLE - MEDAL / 2, y: sheet.drawingOnly === true ? 4 : 64, width: MEDAL, height: MEDAL + 44 };
  const side = MEDAL - 2 * RIM;
  const face = { x: MIDDLE - side / 2, y: medal.y + RIM, width: side, height: side };
  const drawing: Part[] = [
    { role: "ground", what: "medal", box: medal, svg: drawMedal(medal) },
    artPart("persona", face, portrait(face, brush.persona(sheet.persona, "joy", lower(face)))),
  ];
  if (sheet.drawingOnly === true) return { width: SHEET_WIDTH, height: medal.y + medal.height + 4, parts: drawing };
  const parts: Part[] = [];
  let bottom = medal.y + medal.height + 14;
  const write = (
    what: string,
    text: string,
    sizes: readonly number[],
    weight: "regular" | "bold",
    gap: number,
  ): void => {
    const style = { ...FIELD, x: MIDDLE, y: bottom + gap, weight, sizes, anchor: "middle", fill: PALETTE.ink } as const;
    const part = wordsPart(what, text, style);
    parts.push(part);
    bottom = part.box.y + part.box.height;
  };
  write("title", sheet.title, [64, 56, 48, 40, 34], "bold", 0);
  write("name", sheet.name, [54, 48, 42, 36, 30, 26], "bold", 18);
  const rule = { x: MIDDLE - 120, y: bottom + 14, width: 240, height: 22 };
  parts.push(artPart("rule", rule, drawRule(rule)));
  bottom = rule.y + rule.height;
  write("text", sheet.text, [36, 34, 32, 30, 28, 26], "regular", 16);
  if (sheet.date !== undefined && sheet.date !== "") write("date", sheet.date, [30, 28, 26], "regular", 26);
  if (sheet.signature !== undefined) {
    write("signature name", sheet.signature.name, [40, 36, 32, 28, 26], "bold", 40);
    const line = { x: MIDDLE - 200, y: bottom + 4, width: 400, height: 6 };
    parts.push(artPart("signature line", line, drawLine(line)));
    bottom = line.y + line.height;
    write("signature label", sheet.signature.label, [28, 26], "regular", 6);
  }
  const height = Math.ceil(bottom + 74);
  return {
    width: SHEET_WIDTH,
    height,
    parts: [
      groundPart("ground", { x: 0, y: 0, width: SHEET_WIDTH, height }, { fill: CREAM }),
      { role: "ground", what: "frame", box: { x: 0, y: 0, width: SHEET_WIDTH, height }, svg: drawFrame(height) },
      ...drawing,
      ...parts,
    ],
  };
}

/** A double frame along the edge of a page of this height. */
export function drawFrame(height: number): string {
  const border = (inset: number, width: number): string =>
    `<rect x="${inset}" y="${inset}" width="${SHEET_WIDTH - 2 * inset}" height="${height - 2 * inset}" rx="14" ` +
    `stroke="${GOLD}" stroke-width="${width}"/>`;
  const corners = [EDGE + 24, SHEET_WIDTH - EDGE - 24].flatMap((x) =>
    [EDGE + 24, height - EDGE - 24].map((y) => `<path d="M${x} ${y - 14}l14 14-14 14-14-14Z" fill="${GOLD}"/>`),
  );
  return border(EDGE, 9) + border(EDGE + 24, 2.5) + corners.join("");
}

/** A disc with two ribbons below it. */
function drawMedal(box: Box): string {
  const radius = MEDAL / 2;
  const y = box.y + radius;
  const ribbon = (side: 1 | -1): string =>
    `<path d="M${tenth(MIDDLE + side * 20)} ${tenth(y + 60)}l${side * 62} 0 ${side * 14} ${tenth(box.height - radius - 62)}` +
    `l${side * -34} -22 ${side * -30} 24Z" fill="${PALETTE.brand}" stroke="${PALETTE.ink}" stroke-width="3" stroke-linejoin="round"/>`;
  return (
    ribbon(-1) +
    ribbon(1) +
    `<circle cx="${MIDDLE}" cy="${tenth(y)}" r="${radius - 4}" fill="${PALETTE.paper}" stroke="${GOLD}" stroke-width="8"/>` +
    `<circle cx="${MIDDLE}" cy="${tenth(y)}" r="${radius - 14}" stroke="${GOLD}" stroke-width="2.5"/>`
  );
}

/** The shoulders end at the rim, as on a coin. */
function portrait(box: Box, person: string): string {
  const circle = `<circle cx="${MIDDLE}" cy="${tenth(box.y + box.height / 2)}" r="${box.width / 2}"/>`;
  return `<clipPath id="medal">${circle}</clipPath><g clip-path="url(#medal)">${person}</g>`;
}

function lower(box: Box): Box {
  return { ...box, y: box.y + 6 };
}

function drawRule(box: Box): string {
  const x = box.x + box.width / 2;
  const y = tenth(box.y + box.height / 2);
  return (
    `<path d="M${tenth(box.x)} ${y}h${tenth(box.width / 2 - 20)}M${tenth(x + 20)} ${y}h${tenth(box.width / 2 - 20)}" ` +
    `stroke="${GOLD}" stroke-width="3"/><path d="M${tenth(x)} ${tenth(y - 9)}l9 9-9 9-9-9Z" fill="${GOLD}"/>`
  );
}

function drawLine(box: Box): string {
  return `<path d="M${tenth(box.x)} ${tenth(box.y + 3)}h${tenth(box.width)}" stroke="${PALETTE.ink}" stroke-width="2.5"/>`;
}
