import { AppError } from "../model/errors.ts";
import type { Persona, Picture, PictureRef } from "../model/picture.ts";
import type { Brush, DrawPersona } from "./brush.ts";
import { drawFace, FACE_VIEWBOX } from "./faces.ts";
import { drawFigure, FIGURE_VIEWBOX } from "./figure.ts";
import type { Icon } from "./icons.ts";
import { drawLayout } from "./layout.ts";
import type { Override, Overrides } from "./overrides.ts";
import { PERSONA_LOOKS } from "./people.ts";
import type { Recipe, Recipes } from "./recipes.ts";
import { drawScene, SCENE_HEIGHT, SCENE_WIDTH } from "./scene.ts";
import { layoutSheet } from "./sheets/sheet.ts";
import type { Box } from "./svg.ts";
import { place, prefixIds, svgDocument, tenth } from "./svg.ts";

/** A composed picture: a whole SVG file, and its size in CSS pixels. */
interface Composed {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

interface Materials {
  readonly recipes: Recipes;
  readonly overrides: Overrides;
  /** the drawings of `icon` and `svg` recipes by picture name */
  readonly drawings: ReadonlyMap<string, Icon>;
}

const ICON_SIDE = 256;
const FACE_SIDE = 320;

/** @throws AppError not-found: no picture of that name; input: a persona is missing, or a sheet cannot be laid out */
export function compose(materials: Materials, picture: Picture): Composed {
  const brush = brushOf(materials, picture.persona);
  if ("sheet" in picture) {
    const layout = layoutSheet(picture, brush);
    return { svg: drawLayout(layout), width: layout.width, height: layout.height };
  }
  const recipe = materials.recipes.get(picture.name);
  if (recipe === undefined) {
    throw new AppError("not-found", `a picture: expected a name from pictures.yaml, got "${picture.name}"`);
  }
  const own = overrideOf(materials.overrides, picture.name, picture.persona);
  if (own !== undefined) {
    const box = { x: 0, y: 0, width: own.width, height: own.height };
    return { svg: svgDocument(own.width, own.height, embed(own, box)), width: own.width, height: own.height };
  }
  return draw(picture, recipe, brush);
}

function draw(picture: PictureRef, recipe: Recipe, brush: Brush): Composed {
  switch (recipe.kind) {
    case "icon":
    case "svg": {
      const box = { x: 0, y: 0, width: ICON_SIDE, height: ICON_SIDE };
      return {
        svg: svgDocument(ICON_SIDE, ICON_SIDE, brush.thing(picture.name, box)),
        width: ICON_SIDE,
        height: ICON_SIDE,
      };
    }
    case "face": {
      const box = { x: 0, y: 0, width: FACE_SIDE, height: FACE_SIDE };
      const body = brush.persona(recipe.persona ?? personaOf(picture.name, picture.persona), recipe.mood, box);
      return { svg: svgDocument(FACE_SIDE, FACE_SIDE, body), width: FACE_SIDE, height: FACE_SIDE };
    }
    case "scene": {
      const body = drawScene(recipe.asker, recipe.offer, personaOf(picture.name, picture.persona), brush);
      return { svg: svgDocument(SCENE_WIDTH, SCENE_HEIGHT, body), width: SCENE_WIDTH, height: SCENE_HEIGHT };
    }
  }
}

function personaOf(name: string, persona: Persona | undefined): Persona {
  if (persona !== undefined) return persona;
  throw new AppError("input", `the picture "${name}": expected a persona, got none`);
}

/** @param shown the person in the picture, for the things of it that are faces */
function brushOf(materials: Materials, shown: Persona | undefined): Brush {
  const ownPersona = (who: Persona) =>
    overrideOf(materials.overrides, "me", who) ?? materials.overrides.get(`persona-${who}`);
  const persona: DrawPersona = (who, mood, box) => {
    const own = mood === "calm" ? ownPersona(who) : overrideOf(materials.overrides, `feeling-${mood}`, who);
    return own === undefined ? place(drawFace(PERSONA_LOOKS[who], mood), FACE_VIEWBOX, box) : embed(own, box);
  };
  return {
    persona,
    figure: (who, box) => {
      const own = ownPersona(who);
      return own === undefined ? place(drawFigure(PERSONA_LOOKS[who], "calm"), FIGURE_VIEWBOX, box) : embed(own, box);
    },
    thing: (name, box) => {
      const recipe = materials.recipes.get(name);
      if (recipe?.kind !== "face") return drawThing(materials, name, box);
      return persona(recipe.persona ?? personaOf(name, shown), recipe.mood, box);
    },
  };
}

function drawThing(materials: Materials, name: string, box: Box): string {
  const own = overrideOf(materials.overrides, name, undefined);
  if (own !== undefined) return embed(own, box);
  const drawing = materials.drawings.get(name);
  if (drawing === undefined)
    throw new AppError("not-found", `a composed picture: expected the picture "${name}", got none`);
  return place(prefixIds(drawing.body, `${name}-`), drawing.viewBox, box);
}

function overrideOf(overrides: Overrides, name: string, persona: Persona | undefined): Override | undefined {
  return (persona === undefined ? undefined : overrides.get(`${name}.${persona}`)) ?? overrides.get(name);
}

function embed(own: Override, box: Box): string {
  return (
    `<image x="${tenth(box.x)}" y="${tenth(box.y)}" width="${tenth(box.width)}" height="${tenth(box.height)}" ` +
    `preserveAspectRatio="xMidYMax meet" href="${own.dataUri}"/>`
  );
}
