import { drawFace } from "./faces.ts";
import type { Mood } from "./moods.ts";
import type { Look } from "./people.ts";

/** A whole standing person; the feet touch the lower edge. */
export const FIGURE_VIEWBOX = "34 12 212 560";
export const FIGURE_SHAPE = 212 / 560;

const TROUSERS = "#3b4652";
const SHOES = "#1b2a33";

/** Head and shoulders of drawFace, with a body of our own below. */
export function drawFigure(look: Look, mood: Mood): string {
  const clothes = `#${look.clothes}`;
  const skin = `#${look.skin}`;
  return (
    drawFace(look, mood) +
    `<path d="M74 396h132v150h-50l-10-108h-12l-10 108H74Z" fill="${TROUSERS}"/>` +
    `<path d="M66 572v-10a18 18 0 0 1 18-18h40v28ZM214 572v-10a18 18 0 0 0-18-18h-40v28Z" fill="${SHOES}"/>` +
    `<circle cx="54" cy="408" r="17" fill="${skin}"/><circle cx="226" cy="408" r="17" fill="${skin}"/>` +
    `<path d="M40 276h200v122a4 4 0 0 1-4 4h-20a4 4 0 0 1-4-4v14H68v-14a4 4 0 0 1-4 4H44a4 4 0 0 1-4-4Z" fill="${clothes}"/>` +
    '<path d="M68 300v98M212 300v98" stroke="#000" stroke-opacity=".22" stroke-width="4" stroke-linecap="round"/>' +
    (look.clothing === "blazerAndShirt" ? `<path d="M114 276h52l-18 58h-16Z" fill="#e6e6e6"/>` : "")
  );
}
