import type { SheetPerson } from "../../model/picture.ts";
import { PALETTE } from "../palette.ts";
import type { Box } from "../svg.ts";
import { tenth } from "../svg.ts";

export type Help = NonNullable<SheetPerson["helps"]>;
export const HELPS: readonly Help[] = ["helps", "both", "helps-not"];

/** What a number on the mark is written with. */
export function numberFill(help: Help | undefined): string {
  return help === "helps" ? PALETTE.paper : PALETTE.ink;
}

/** Told apart without colour: a dark disc, a diamond, an open square; a thin ring when nothing is said. */
export function drawMark(help: Help | undefined, box: Box): string {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const half = box.width / 2;
  switch (help) {
    case "helps":
      return `<circle cx="${tenth(x)}" cy="${tenth(y)}" r="${tenth(half - 2)}" fill="${PALETTE.brand}"/>`;
    case "both": {
      const reach = tenth(half - 1);
      return (
        `<path d="M${tenth(x)} ${tenth(y - reach)}l${reach} ${reach}-${reach} ${reach}-${reach}-${reach}Z" ` +
        `fill="${PALETTE.step}" stroke="${PALETTE.ink}" stroke-width="3" stroke-linejoin="round"/>`
      );
    }
    case "helps-not": {
      const inset = half * 0.24;
      return (
        `<rect x="${tenth(box.x + inset)}" y="${tenth(box.y + inset)}" width="${tenth(box.width - 2 * inset)}" ` +
        `height="${tenth(box.width - 2 * inset)}" fill="${PALETTE.paper}" stroke="${PALETTE.ink}" stroke-width="3.5"/>`
      );
    }
    case undefined:
      return (
        `<circle cx="${tenth(x)}" cy="${tenth(y)}" r="${tenth(half - 4)}" fill="${PALETTE.paper}" ` +
        `stroke="${PALETTE.line}" stroke-width="3"/>`
      );
  }
}
