import type { Content, DocumentDefinition, PdfMake } from "pdfmake";
import { PALETTE } from "../pictures/palette.ts";
import { makeFont } from "./font.ts";

/** Points; the field of text is what the margins leave of an A4 page. */
export const MARGIN = 56;
export const FIELD_WIDTH = 595.28 - 2 * MARGIN;
const FOOT = 60;
const PAGE_NUMBER = 60;

export interface PageOptions {
  readonly title: string;
  /** what the page shows, for who cannot see it: kept as the subject of the document */
  readonly alt?: string;
  /** "da", "en" */
  readonly language: string;
  /** when it is made: the only thing that makes two files of the same content differ */
  readonly at: Date;
  /** drawn on the whole page, in the place of the foot */
  readonly background?: DocumentDefinition["background"];
}

const FONT = "Skridt Print";
const FILES = { normal: "skridt-print-regular.otf", bold: "skridt-print-bold.otf" } as const;

/** A4 with real text; the title and the page number at the foot of each page. */
export async function makePdf(content: readonly Content[], options: PageOptions): Promise<Buffer> {
  const pdfmake = await load();
  const { title, alt, language, at, background } = options;
  return await pdfmake
    .createPdf({
      pageSize: "A4",
      pageMargins: [MARGIN, MARGIN, MARGIN, FOOT],
      version: "1.7",
      language,
      displayTitle: true,
      info: { title, ...(alt === undefined ? {} : { subject: alt }), creationDate: at },
      defaultStyle: { font: FONT, fontSize: 13, lineHeight: 1.2, color: PALETTE.ink },
      content,
      ...(background === undefined ? { footer: footOf(title) } : { background }),
    })
    .getBuffer();
}

function footOf(title: string): NonNullable<DocumentDefinition["footer"]> {
  return (page, of) => ({
    columns: [
      { text: title, width: FIELD_WIDTH - PAGE_NUMBER, color: PALETTE.quiet },
      { text: `${page}/${of}`, alignment: "right", width: PAGE_NUMBER, color: PALETTE.quiet },
    ],
    fontSize: 10,
    margin: [MARGIN, 20, MARGIN, 0],
  });
}

/**
 * The library is large: it is read when something is first printed. It keeps fonts for all documents, made once, and may
 * read nothing else, here or elsewhere.
 */
async function load(): Promise<PdfMake> {
  const { default: pdfmake } = await import("pdfmake");
  if (pdfmake.virtualfs.existsSync(FILES.normal)) return pdfmake;
  pdfmake.virtualfs.writeFileSync(FILES.bold, makeFont(700));
  pdfmake.virtualfs.writeFileSync(FILES.normal, makeFont(400));
  pdfmake.setFonts({ [FONT]: { ...FILES } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  return pdfmake;
}
