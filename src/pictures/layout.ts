import { PALETTE } from "./palette.ts";
import type { Box } from "./svg.ts";
import { svgDocument, tenth } from "./svg.ts";
import type { FitOptions } from "./text.ts";
import { ASCENT, drawText, fitText, LINE_HEIGHT } from "./text.ts";

/** Something drawn at a place. A `ground` may lie under other parts; no two others may touch. */
export interface Part {
  readonly role: "ground" | "text" | "art";
  readonly what: string;
  readonly box: Box;
  readonly svg: string;
  /** em size of a text, in units */
  readonly size?: number;
}

/** A composed picture as data: what is where. Drawn in the order of the parts. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly Part[];
}

export function drawLayout(layout: Layout): string {
  const paper = `<rect width="${layout.width}" height="${layout.height}" fill="${PALETTE.paper}"/>`;
  return svgDocument(layout.width, layout.height, paper + layout.parts.map((part) => part.svg).join(""));
}

interface TextBlock extends FitOptions {
  readonly fill: string;
  readonly x: number;
  /** the top of the first line, or the middle of the block when `align` is "middle" */
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  readonly align?: "top" | "middle";
}

/** A text of one or more lines; its box is what the words take, not what they were given. */
export function textPart(what: string, text: string, block: TextBlock): Part {
  const fitted = fitText(text, block);
  const lineHeight = fitted.size * LINE_HEIGHT;
  const height = fitted.lines.length * lineHeight;
  const top = block.align === "middle" ? block.y - height / 2 : block.y;
  const shift = block.anchor === "middle" ? fitted.width / 2 : block.anchor === "end" ? fitted.width : 0;
  const svg = fitted.lines.map((line, index) =>
    drawText(line, {
      x: block.x,
      y: top + index * lineHeight + fitted.size * ASCENT,
      size: fitted.size,
      weight: fitted.weight,
      fill: block.fill,
      anchor: block.anchor,
    }),
  );
  const box = { x: tenth(block.x - shift), y: tenth(top), width: tenth(fitted.width), height: tenth(height) };
  return { role: "text", what, box, svg: svg.join(""), size: fitted.size };
}

interface RectStyle {
  readonly fill: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly radius?: number;
}

/** A frame or a field that other parts lie on. The stroke is drawn inside the box. */
export function groundPart(what: string, box: Box, style: RectStyle): Part {
  const inset = (style.strokeWidth ?? 0) / 2;
  const stroke = style.stroke === undefined ? "" : ` stroke="${style.stroke}" stroke-width="${style.strokeWidth ?? 1}"`;
  const svg =
    `<rect x="${tenth(box.x + inset)}" y="${tenth(box.y + inset)}" width="${tenth(box.width - 2 * inset)}" ` +
    `height="${tenth(box.height - 2 * inset)}" rx="${style.radius ?? 0}" fill="${style.fill}"${stroke}/>`;
  return { role: "ground", what, box, svg };
}

export function artPart(what: string, box: Box, svg: string): Part {
  return { role: "art", what, box, svg };
}
