import type { Persona } from "../model/picture.ts";
import type { Brush } from "./brush.ts";
import { drawFace, FACE_VIEWBOX } from "./faces.ts";
import { PALETTE } from "./palette.ts";
import type { Other } from "./people.ts";
import { OTHER_LOOKS } from "./people.ts";
import type { Asker, Offer } from "./recipes.ts";
import type { Box } from "./svg.ts";
import { place } from "./svg.ts";

export const SCENE_WIDTH = 720;
export const SCENE_HEIGHT = 440;

const GROUPS: Record<Asker, readonly { readonly who: Other; readonly box: Box }[]> = {
  friend: [{ who: "friend", box: { x: 20, y: 150, width: 280, height: 280 } }],
  relative: [{ who: "relative", box: { x: 20, y: 150, width: 280, height: 280 } }],
  stranger: [{ who: "stranger", box: { x: 20, y: 150, width: 280, height: 280 } }],
  group: [
    { who: "third-friend", box: { x: 4, y: 150, width: 190, height: 190 } },
    { who: "second-friend", box: { x: 196, y: 150, width: 190, height: 190 } },
    { who: "friend", box: { x: 80, y: 200, width: 230, height: 230 } },
  ],
};

/** Someone offers the persona something: the thing is in the asker's speech bubble. A fragment, 720 x 440. */
export function drawScene(asker: Asker, offer: Offer, persona: Persona, brush: Brush): string {
  const people = GROUPS[asker].map(({ who, box }) => place(drawFace(OTHER_LOOKS[who], "calm"), FACE_VIEWBOX, box));
  const bubble =
    `<path d="M250 30h190a28 28 0 0 1 28 28v110a28 28 0 0 1-28 28H330l-46 40 8-40h-42a28 28 0 0 1-28-28V58a28 28 0 0 1 28-28Z" ` +
    `fill="#fff" stroke="${PALETTE.ink}" stroke-width="5"/>${brush.thing(`offer-${offer}`, { x: 280, y: 48, width: 130, height: 130 })}`;
  const me = brush.persona(persona, "calm", { x: 430, y: 150, width: 280, height: 280 });
  return (
    `<rect width="${SCENE_WIDTH}" height="${SCENE_HEIGHT}" rx="24" fill="${PALETTE.tint}"/>` +
    `<rect y="428" width="${SCENE_WIDTH}" height="4" fill="${PALETTE.stepEdge}"/>${people.join("")}${me}${bubble}`
  );
}
