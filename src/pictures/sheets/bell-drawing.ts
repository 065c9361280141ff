import { PALETTE } from "../palette.ts";
import type { Box } from "../svg.ts";
import { place, tenth } from "../svg.ts";

/** How far below the top of the bell its room begins. */
export const GLASS_TOP = 78;

const KNOB = 22;
const CURVE = 150;

/** A glass bell with a knob, on a board of the height `base`. The wall shines, so that it is seen to be glass. */
export function drawGlass(box: Box, base: number): string {
  const middle = box.x + box.width / 2;
  const left = box.x + 14;
  const right = box.x + box.width - 14;
  const top = box.y + 2 * KNOB;
  const floor = box.y + box.height - base;
  const shoulder = top + CURVE;
  const dome =
    `M${tenth(left)} ${tenth(floor)}V${tenth(shoulder)}C${tenth(left)} ${tenth(top + 30)} ${tenth(middle - 130)} ${tenth(top)} ` +
    `${tenth(middle)} ${tenth(top)}S${tenth(right)} ${tenth(top + 30)} ${tenth(right)} ${tenth(shoulder)}V${tenth(floor)}Z`;
  const shine =
    `M${tenth(left + 22)} ${tenth(shoulder + 30)}v-30q2-62 66-98` + `M${tenth(right - 20)} ${tenth(shoulder + 24)}v-18`;
  return (
    `<circle cx="${tenth(middle)}" cy="${tenth(box.y + KNOB + 3)}" r="${KNOB}" fill="${PALETTE.paper}" ` +
    `stroke="${PALETTE.ink}" stroke-width="5"/>` +
    `<path d="${dome}" fill="${PALETTE.paper}" fill-opacity=".62" stroke="${PALETTE.ink}" stroke-width="6"/>` +
    `<path d="${shine}" stroke="${PALETTE.stepEdge}" stroke-width="7" stroke-linecap="round"/>` +
    `<rect x="${tenth(box.x)}" y="${tenth(floor)}" width="${tenth(box.width)}" height="${base}" rx="12" ` +
    `fill="${PALETTE.brand}"/>`
  );
}

/** The world around the bell. Each drawing keeps its shape and stands on the lower edge of the box. */
export function drawSun(box: Box): string {
  const rays = Array.from({ length: 8 }, (_, index) => `<path d="M41 9v-6" transform="rotate(${index * 45} 41 41)"/>`);
  const body =
    '<circle cx="41" cy="41" r="23" fill="#f2c14e" stroke="#1b2a33" stroke-width="4"/>' +
    `<g stroke="#1b2a33" stroke-width="5" stroke-linecap="round">${rays.join("")}</g>`;
  return place(body, "0 0 82 82", box);
}

export function drawTree(box: Box): string {
  const body =
    '<path d="M34 92h14v58H34Z" fill="#8a5a3b" stroke="#1b2a33" stroke-width="4"/>' +
    '<ellipse cx="41" cy="54" rx="36" ry="50" fill="#5f9a5b" stroke="#1b2a33" stroke-width="4"/>' +
    '<path d="M41 60v46M41 82l14-14M41 72L29 60" stroke="#1b2a33" stroke-width="4" stroke-linecap="round"/>';
  return place(body, "0 0 82 150", box);
}

export function drawHouse(box: Box): string {
  const body =
    '<path d="M10 48h62v60H10Z" fill="#ffffff" stroke="#1b2a33" stroke-width="4"/>' +
    '<path d="M3 52L41 12l38 40Z" fill="#b5516a" stroke="#1b2a33" stroke-width="4" stroke-linejoin="round"/>' +
    '<path d="M34 108V76h16v32Z" fill="#0b5563"/><path d="M18 60h12v12H18ZM54 60h12v12H54Z" fill="#a9bcc2"/>';
  return place(body, "0 0 82 110", box);
}
