import type { Persona } from "../model/picture.ts";
import type { Mood } from "./moods.ts";
import type { Box } from "./svg.ts";

export type DrawPersona = (persona: Persona, mood: Mood, box: Box) => string;

/** Draws what other pictures are composed of, in the user's own pictures where there are some. */
export interface Brush {
  /** head and shoulders */
  readonly persona: DrawPersona;
  /** from head to foot, standing on the lower edge of the box */
  readonly figure: (persona: Persona, box: Box) => string;
  /** a picture by its name, not a scene; a face is that of the person of the sheet */
  readonly thing: (name: string, box: Box) => string;
}
