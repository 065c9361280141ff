import { PALETTE } from "./palette.ts";
import { drawText } from "./text.ts";

/** A line's middle is so much above its baseline, in em. */
const MIDDLE = 0.35;

/**
 * A chart's drawing as one that looks the same on every machine: its words as outlines, on paper. The words are said in
 * its title as well.
 */
export function outlineText(svg: string): string {
  const paper = `<rect width="100%" height="100%" fill="${PALETTE.paper}"/>`;
  return svg
    .replace(/<text([^>]*)>([^<]*)<\/text>/g, (_, attributes: string, said: string) => outlined(attributes, said))
    .replace(/<\/title>/, `</title>${paper}`);
}

function outlined(attributes: string, said: string): string {
  const of = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1];
  const [, left = "0", top = "0"] = /translate\(([-\d.]+)[ ,]([-\d.]+)\)/.exec(of("transform") ?? "") ?? [];
  const size = Number.parseFloat(of("font-size") ?? "14");
  const anchor = (["middle", "end"] as const).find((it) => it === of("text-anchor")) ?? "start";
  const shift = of("dominant-baseline") === "central" ? MIDDLE * size : 0;
  return drawText(decoded(said), {
    x: Number(left) + Number(of("x") ?? 0),
    y: Number(top) + Number(of("y") ?? 0) + shift,
    size,
    weight: of("font-weight") === "700" ? "bold" : "regular",
    fill: of("fill") ?? PALETTE.ink,
    anchor,
  });
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

const decoded = (said: string): string => said.replace(/&(amp|lt|gt|quot|#39);/g, (it) => ENTITIES[it] as string);
