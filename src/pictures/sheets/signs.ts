import type { Mark } from "../../model/picture.ts";
import { PALETTE } from "../palette.ts";
import type { Box } from "../svg.ts";
import { tenth } from "../svg.ts";

/** Each mark by its sign, in a frame of its own shape, so that none is told by colour. */
const SIGNS: Readonly<Record<Mark, string>> = {
  new: "M-9 0H9M0 -9V9",
  gone: "M-9 0H9",
  same: "M-8 -5H8M-8 5H8",
  changed: "M-9 0H8M1 -7L8 0L1 7",
};

/** What became of an answer: a plus, a minus, two lines, or an arrow. */
export function drawSign(mark: Mark, box: Box): string {
  const side = box.width - 4;
  const radius = mark === "new" || mark === "changed" ? side / 2 : 8;
  const filled = mark === "new";
  const dashes = mark === "gone" ? ' stroke-dasharray="7 5"' : "";
  const frame =
    `<rect x="${tenth(box.x + 2)}" y="${tenth(box.y + 2)}" width="${side}" height="${side}" rx="${radius}" ` +
    `fill="${filled ? PALETTE.brand : PALETTE.paper}" stroke="${PALETTE.brand}" stroke-width="3"${dashes}/>`;
  const centre = `translate(${tenth(box.x + box.width / 2)} ${tenth(box.y + box.height / 2)})`;
  return (
    `${frame}<path d="${SIGNS[mark]}" transform="${centre}" stroke="${filled ? PALETTE.paper : PALETTE.ink}" ` +
    'stroke-width="4.5" stroke-linecap="round" stroke-linejoin="round"/>'
  );
}
