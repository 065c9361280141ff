/** The part of pdfmake that is used here; the library brings no types. All lengths are in points. */
declare module "pdfmake" {
  type Margin = number | readonly [number, number] | readonly [number, number, number, number];

  export interface ContentNode {
    readonly text?: string | readonly Content[];
    readonly stack?: readonly Content[];
    readonly columns?: readonly Content[];
    readonly columnGap?: number;
    readonly table?: {
      readonly widths: readonly number[];
      readonly body: readonly (readonly Content[])[];
      readonly headerRows?: number;
      readonly dontBreakRows?: boolean;
      readonly keepWithHeaderRows?: number;
    };
    readonly layout?: object;
    readonly svg?: string;
    /** a data URI */
    readonly image?: string;
    readonly canvas?: readonly object[];
    readonly width?: number | "*";
    readonly fit?: readonly [number, number];
    readonly margin?: Margin;
    readonly alignment?: "left" | "center" | "right";
    readonly bold?: boolean;
    readonly fontSize?: number;
    readonly lineHeight?: number;
    readonly color?: string;
    readonly fillColor?: string;
    readonly unbreakable?: boolean;
    readonly pageBreak?: "before";
    readonly colSpan?: number;
  }
  export type Content = string | ContentNode;

  export interface DocumentDefinition {
    readonly pageSize: "A4";
    readonly pageMargins: Margin;
    readonly version: string;
    readonly language: string;
    readonly displayTitle: boolean;
    readonly info: { readonly title: string; readonly subject?: string; readonly creationDate: Date };
    readonly defaultStyle: {
      readonly font: string;
      readonly fontSize: number;
      readonly lineHeight: number;
      readonly color: string;
    };
    readonly content: readonly Content[];
    readonly footer?: (page: number, of: number) => Content;
    readonly background?: (page: number, size: { readonly width: number; readonly height: number }) => Content;
  }

  export interface PdfMake {
    readonly virtualfs: {
      existsSync(name: string): boolean;
      writeFileSync(name: string, content: Buffer): void;
    };
    setFonts(fonts: Record<string, { normal: string; bold: string }>): void;
    setUrlAccessPolicy(allows: (url: string) => boolean): void;
    setLocalAccessPolicy(allows: (path: string) => boolean): void;
    createPdf(definition: DocumentDefinition): { getBuffer(): Promise<Buffer> };
  }
  const pdfmake: PdfMake;
  export default pdfmake;
}
