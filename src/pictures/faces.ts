import * as avataaars from "@dicebear/avataaars";
import { createAvatar } from "@dicebear/core";
import { AppError } from "../model/errors.ts";
import type { Mood } from "./moods.ts";
import { MOODS } from "./moods.ts";
import type { Look } from "./people.ts";

/** The part of an avataaars drawing that is shown: head and shoulders, as large as hair and clothes allow. */
export const FACE_VIEWBOX = "18 10 244 244";

/** Where the parts of an avataaars drawing begin: the body, the features of the face, the hair above them. */
const BODY = '<g transform="translate(8)">';
const FEATURES = '<g transform="translate(78 134)">';
const HAIR = '<g transform="translate(-1)">';

/**
 * A person with a mood, head and shoulders, as a fragment in FACE_VIEWBOX. Depends on nothing but its arguments.
 * @throws AppError internal: the drawing does not have the expected parts (another version of the library)
 */
export function drawFace(look: Look, mood: Mood): string {
  const recipe = MOODS[mood];
  const drawing = createAvatar(avataaars, {
    seed: "",
    clip: false,
    ...part("top", look.top),
    ...part("facialHair", look.facialHair),
    ...part("accessories", look.accessories),
    clothing: [look.clothing],
    hairColor: [look.hair],
    hatColor: [look.hair],
    facialHairColor: [look.hair],
    accessoriesColor: ["3a3a3a"],
    skinColor: [look.skin],
    clothesColor: [look.clothes],
    eyes: recipe.eyes === undefined ? [] : [recipe.eyes],
    eyebrows: recipe.eyebrows === undefined ? [] : [recipe.eyebrows],
    mouth: recipe.mouth === undefined ? [] : [recipe.mouth],
  }).toString();
  const body = drawing.indexOf(BODY);
  const features = drawing.indexOf(FEATURES, body);
  const hair = drawing.indexOf(HAIR, features);
  if (body < 0 || features < 0 || hair < 0) {
    throw new AppError("internal", "a face: expected body, features and hair in the drawing, got another order");
  }
  const moved = recipe.moved === undefined ? "" : ` transform="translate(${recipe.moved.x} ${recipe.moved.y})"`;
  return (
    drawing.slice(body, features) +
    (look.marks ?? "") +
    (recipe.under ?? "") +
    `<g${moved}>${drawing.slice(features, hair)}${recipe.over ?? ""}</g>` +
    drawing.slice(hair, drawing.lastIndexOf("</svg>")).replace(/<\/g>$/, `${recipe.front ?? ""}</g>`)
  );
}

/** Whether an optional part is drawn is a matter of chance to the library: make it certain. */
function part<K extends string, V>(key: K, value: V | undefined): Record<string, unknown> {
  return { [key]: value === undefined ? [] : [value], [`${key}Probability`]: value === undefined ? 0 : 100 };
}
