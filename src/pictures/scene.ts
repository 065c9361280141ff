import type { Persona } from "../model/picture.ts";
import type { Brush } from "./brush.ts";
import { drawFace, FACE_VIEWBOX } from "./faces.ts";
import { PALETTE } from "./palette.ts";
import type { Other } from "./people.ts";
import { OTHER_LOOKS } from "./people.ts";
import type { Asker, Offer } from "./recipes.ts";
import type { Box } from "./svg.ts";
import { place, prefixIds } from "./svg.ts";

export const SCENE_WIDTH = 720;
export const SCENE_HEIGHT = 480;

const FLOOR = SCENE_HEIGHT - 10;
const at = (x: number, side: number): Box => ({ x, y: FLOOR - side, width: side, height: side });

const ASKING: Record<Asker, readonly { readonly who: Other; readonly box: Box }[]> = {
  friend: [{ who: "friend", box: at(16, 290) }],
  relative: [{ who: "relative", box: at(16, 290) }],
  stranger: [{ who: "stranger", box: at(16, 290) }],
  group: [
    { who: "third-friend", box: at(-44, 252) },
    { who: "second-friend", box: at(204, 252) },
    { who: "friend", box: at(80, 252) },
  ],
};

/** Someone offers the persona something: the thing is in the asker's speech bubble. A fragment, 720 x 480. */
export function drawScene(asker: Asker, offer: Offer, persona: Persona, brush: Brush): string {
  const people = ASKING[asker].map(({ who, box }, index) =>
    place(prefixIds(drawFace(OTHER_LOOKS[who], "calm"), `${index}-`), FACE_VIEWBOX, box),
  );
  const bubble =
    `<path d="M200 20h250a28 28 0 0 1 28 28v106a28 28 0 0 1-28 28H302l-60 34 12-34h-54a28 28 0 0 1-28-28V48` +
    `a28 28 0 0 1 28-28Z" fill="${PALETTE.paper}" stroke="${PALETTE.ink}" stroke-width="5" stroke-linejoin="round"/>` +
    brush.thing(`offer-${offer}`, { x: 257, y: 33, width: 136, height: 136 });
  return (
    `<rect width="${SCENE_WIDTH}" height="${SCENE_HEIGHT}" rx="24" fill="${PALETTE.tint}"/>${people.join("")}` +
    brush.persona(persona, "firm", at(418, 290)) +
    `<path d="M0 ${FLOOR}h${SCENE_WIDTH}" stroke="${PALETTE.stepEdge}" stroke-width="4"/>${bubble}`
  );
}
