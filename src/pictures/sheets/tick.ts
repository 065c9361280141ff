import { PALETTE } from "../palette.ts";
import type { Box } from "../svg.ts";
import { tenth } from "../svg.ts";

/** A white tick in the middle of a square box, for a dark ground. */
export function drawCheck(box: Box): string {
  const unit = box.width / 44;
  const x = tenth(box.x + box.width / 2 - 10 * unit);
  const y = tenth(box.y + box.height / 2 + unit);
  return (
    `<path d="M${x} ${y}l${tenth(7 * unit)} ${tenth(8 * unit)} ${tenth(13 * unit)} ${tenth(-16 * unit)}" ` +
    `stroke="${PALETTE.paper}" stroke-width="${tenth(5.5 * unit)}" stroke-linecap="round" stroke-linejoin="round"/>`
  );
}

/** A tick on a disc. */
export function drawTick(box: Box): string {
  const radius = box.width / 2;
  const disc = `<circle cx="${tenth(box.x + radius)}" cy="${tenth(box.y + radius)}" r="${radius}" fill="${PALETTE.brand}"/>`;
  return disc + drawCheck(box);
}
