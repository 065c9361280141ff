import type { Content } from "pdfmake";
import type { Sheet } from "../model/picture.ts";
import type { Pictures } from "../pictures/index.ts";
import { PALETTE } from "../pictures/palette.ts";
import { withoutEmoji } from "../pictures/sheets/plain.ts";
import { diplomaBackground } from "./diploma.ts";
import { makePdf } from "./page.ts";
import type { Draw } from "./parts.ts";
import { headContent, isShort } from "./parts.ts";
import { sheetContent } from "./sheet.ts";

interface PrintOptions {
  /** "da", "en" */
  readonly language: string;
  /** when it is printed */
  readonly at: Date;
}

interface SheetOptions extends PrintOptions {
  /** what the sheet shows, for who cannot see it */
  readonly alt: string;
  readonly pictures: Pictures;
}

/** A note for the journal: each question with its answer in the citizen's words. */
export interface PrintedNote {
  readonly title: string;
  readonly date: string;
  readonly lines: readonly { readonly label: string; readonly answer: string }[];
  /** who answered, below the lines */
  readonly footer?: string;
}

/**
 * A sheet as an A4 PDF: the drawing, and all words as text that can be read aloud, searched and copied.
 *
 *     const pdf = await printSheet(sheet, { alt: "Netværk med 5 mennesker", language: "da", at: new Date(), pictures });
 *
 * @throws AppError not-found: the sheet names a picture that does not exist; input: it cannot be drawn
 */
export async function printSheet(written: Sheet, options: SheetOptions): Promise<Buffer> {
  const { alt, language, at, pictures } = options;
  const sheet = withoutEmoji(written);
  return makePdf(await sheetContent(sheet, drawWith(pictures)), {
    title: sheet.title,
    alt,
    language,
    at,
    ...(sheet.sheet === "diploma" ? { background: diplomaBackground } : {}),
  });
}

export function printNote(written: PrintedNote, { language, at }: PrintOptions): Promise<Buffer> {
  const { title, date, lines, footer } = withoutEmoji(written);
  const content: Content[] = [
    headContent(title, date),
    ...lines.map(({ label, answer }) => ({
      stack: [
        { text: label, bold: true },
        { text: answer, margin: [0, 1, 0, 0] as const },
      ],
      margin: [0, 4, 0, 6] as const,
      unbreakable: isShort([answer]),
    })),
  ];
  if (footer !== undefined && footer !== "") {
    content.push({ text: footer, color: PALETTE.quiet, margin: [0, 14, 0, 0] });
  }
  return makePdf(content, { title, language, at });
}

/** Lines stay lines at every size; only a photo or drawing of the user's own is put in as pixels. */
function drawWith(pictures: Pictures): Draw {
  return async (picture, fit) => {
    const { hash } = pictures.link(picture);
    const svg = (await pictures.file(hash, "svg"))!.body.toString();
    if (!svg.includes("<image")) return { svg, fit };
    const png = (await pictures.file(hash, "png"))!.body.toString("base64");
    return { image: `data:image/png;base64,${png}`, fit };
  };
}
