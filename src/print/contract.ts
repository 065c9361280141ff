import type { Content } from "pdfmake";
import type { Sheet, SheetSignature } from "../model/picture.ts";
import { PALETTE } from "../pictures/palette.ts";
import { FIELD_WIDTH } from "./page.ts";
import type { Draw } from "./parts.ts";
import { partContent, rule } from "./parts.ts";

type ContractSheet = Extract<Sheet, { sheet: "contract" }>;

const GAP = 28;
const LINE = (FIELD_WIDTH - GAP) / 2;

/** The parts, and lines for the names: what is not signed yet can be signed on the paper. */
export async function contractContent(sheet: ContractSheet, draw: Draw): Promise<Content[]> {
  const parts = await Promise.all(sheet.parts.map((part) => partContent(part, FIELD_WIDTH, draw)));
  const signed = sheet.signatures.map(signatureContent);
  const rows = signed.flatMap((signature, index): Content[] =>
    index % 2 === 1
      ? []
      : [{ columns: [signature, signed[index + 1] ?? { text: "", width: LINE }], columnGap: GAP, unbreakable: true }],
  );
  return [...parts, ...rows];
}

function signatureContent({ label, name, date, missing }: SheetSignature): Content {
  const signed = name !== undefined && name !== "";
  const lines: Content[] = [
    // An empty line keeps the place of a name that is to be written by hand.
    { text: signed ? name : " ", fontSize: 18, bold: true, margin: [0, 26, 0, 0] },
    signed ? rule(LINE, PALETTE.ink, 1) : rule(LINE, PALETTE.stepEdge, 1, { length: 5 }),
    { text: label },
  ];
  const below = signed ? date : missing;
  if (below !== undefined) lines.push({ text: below, color: PALETTE.quiet });
  return { stack: lines, width: LINE };
}
