import type { Content } from "pdfmake";
import type { Persona, Sheet } from "../model/picture.ts";
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
  readonly pictures: Pictures;
}

/** A sheet, and what it shows, for who cannot see it. */
interface PrintedSheet {
  readonly picture: Sheet;
  readonly alt: string;
}

/** A note for the journal: each question with its answer in the citizen's words, or text without questions. */
export interface PrintedNote {
  readonly title: string;
  readonly date: string;
  readonly lines: readonly { readonly label?: string; readonly answer: string }[];
  /** who answered, or wrote it, below the lines */
  readonly footer?: string;
}

/** What is printed: a sheet, a note, or both. */
export interface Printed {
  readonly sheet?: PrintedSheet | undefined;
  readonly note?: PrintedNote | undefined;
}

/**
 * An A4 PDF: the drawing of a sheet, and all words as text that can be read aloud, searched and copied; the note begins a
 * page of its own. A diploma is given away: it is printed without the note.
 *
 *     const sheet = { picture, alt: "Netværk med 5 mennesker" };
 *     const pdf = await printPdf({ sheet, note }, { language: "da", at: new Date(), pictures });
 *
 * @throws AppError not-found: the sheet names a picture that does not exist; input: it cannot be drawn
 */
export async function printPdf({ sheet, note }: Printed, { language, at, pictures }: PrintOptions): Promise<Buffer> {
  const picture = sheet && withoutEmoji(sheet.picture);
  const diploma = picture?.sheet === "diploma";
  const drawn = picture ? await sheetContent(picture, drawWith(pictures, picture.persona)) : [];
  const written = note && !diploma ? noteContent(withoutEmoji(note)) : [];
  const content = drawn.length > 0 && written.length > 0 ? [...drawn, newPage(written)] : [...drawn, ...written];
  return makePdf(content, {
    title: picture?.title ?? withoutEmoji(note?.title ?? ""),
    ...(sheet ? { alt: sheet.alt } : {}),
    language,
    at,
    ...(diploma ? { background: diplomaBackground } : {}),
  });
}

function noteContent({ title, date, lines, footer }: PrintedNote): Content[] {
  const content: Content[] = [
    headContent(title, date),
    ...lines.map(({ label, answer }) => ({
      stack: [
        ...(label === undefined ? [] : [{ text: label, bold: true }]),
        { text: answer, margin: [0, 1, 0, 0] as const },
      ],
      margin: [0, 4, 0, 6] as const,
      unbreakable: isShort([answer]),
    })),
  ];
  if (footer !== undefined && footer !== "") {
    content.push({ text: footer, color: PALETTE.quiet, margin: [0, 14, 0, 0] });
  }
  return content;
}

const newPage = (stack: readonly Content[]): Content => ({ stack, pageBreak: "before" });

/** Lines stay lines at every size; only a photo or drawing of the user's own is put in as pixels. */
function drawWith(pictures: Pictures, persona: Persona): Draw {
  return async (picture, fit) => {
    const { hash } = pictures.link({ persona, ...picture });
    const svg = (await pictures.file(hash, "svg"))!.body.toString();
    if (!svg.includes("<image")) return { svg, fit };
    const png = (await pictures.file(hash, "png"))!.body.toString("base64");
    return { image: `data:image/png;base64,${png}`, fit };
  };
}
