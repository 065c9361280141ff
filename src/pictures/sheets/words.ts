import type { Part } from "../layout.ts";
import { textPart } from "../layout.ts";
import type { FitOptions, Weight } from "../text.ts";
import { measureText, wrapText } from "../text.ts";

/** Parts from the top downwards, and where they end. */
export interface Block {
  readonly parts: readonly Part[];
  readonly bottom: number;
}

/** Size of words in a list, and the smallest that is still 14 pixels on a phone. */
export const ITEM_SIZES: readonly number[] = [30, 28, 26];
export const HEADING_SIZES: readonly number[] = [34, 32, 30, 28, 26];
export const SMALLEST = 26;

interface WordsStyle {
  readonly weight: Weight;
  /** em sizes to try, the best first */
  readonly sizes: readonly number[];
  readonly fill: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly anchor?: "start" | "middle";
  /** "middle": `y` is the middle of all lines */
  readonly align?: "top" | "middle";
}

/** As many lines as the words need. Only a word wider than a whole line, as a link is, goes on in the next. */
export function wordsPart(what: string, text: string, style: WordsStyle): Part {
  const size = style.sizes.find((it) => wrapText(text, { size: it, weight: style.weight }, style.width) !== undefined);
  const chosen = { size: size ?? style.sizes.at(-1)!, weight: style.weight };
  return textPart(what, size === undefined ? breakLongWords(text, chosen, style.width) : text, {
    ...style,
    sizes: [chosen.size],
    lines: Number.POSITIVE_INFINITY,
    anchor: style.anchor ?? "start",
  });
}

/** Whether the words fit in the lines at one of the sizes. */
export function fits(text: string, options: FitOptions): boolean {
  return options.sizes.some((size) => {
    const lines = wrapText(text, { size, weight: options.weight }, options.width);
    return lines !== undefined && lines.length <= options.lines;
  });
}

function breakLongWords(
  text: string,
  style: { readonly size: number; readonly weight: Weight },
  width: number,
): string {
  return text
    .split(/\s+/)
    .map((word) => {
      const pieces = [""];
      for (const character of word) {
        const longer = `${pieces.at(-1)}${character}`;
        if (measureText(longer, style) <= width) pieces[pieces.length - 1] = longer;
        else pieces.push(character);
      }
      return pieces.join(" ");
    })
    .join(" ");
}
