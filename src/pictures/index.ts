import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../model/errors.ts";
import type { Picture } from "../model/picture.ts";
import type { PictureFile, PictureFormat } from "./cache.ts";
import { openCache } from "./cache.ts";
import { compose } from "./compose.ts";
import type { Icon } from "./icons.ts";
import { openIcons } from "./icons.ts";
import { readOverrides } from "./overrides.ts";
import { personalDrawings } from "./personal.ts";
import type { Recipe, Recipes } from "./recipes.ts";
import { parseRecipes } from "./recipes.ts";

export type { PictureFile, PictureFormat } from "./cache.ts";

interface PicturesOptions {
  /** the folder of pictures.yaml and its svg files */
  readonly mediaDir: string;
  /** a folder of the user's own pictures, `<name>.svg|png|jpg` or `<name>.<persona>.…`; they replace ours */
  readonly overrideDir?: string;
  /** where composed pictures are kept; created when missing */
  readonly cacheDir: string;
  /** told how long a rendering took that was not kept yet, seconds */
  readonly rendered?: (seconds: number) => void;
}

/** One picture as an overview shows it. Its words are in `locales/<language>/pictures.yaml`. */
export interface PictureInfo {
  readonly name: string;
  readonly kind: Recipe["kind"];
  readonly icon?: string;
  readonly emoji?: string;
  readonly licence: string;
  /** true: a reference to it must say which persona */
  readonly needsPersona: boolean;
  /** true: at least one file of the user's own replaces it */
  readonly overridden: boolean;
}

/**
 * A picture that can be fetched at `/media/<hash>.svg` and `.png`: another look has another hash. What is drawn from
 * somebody's answers is remembered for a while and needs a signed address; all else is there for good.
 */
export interface PictureLink {
  /** 43 characters of base64url */
  readonly hash: string;
  /** natural size in CSS pixels */
  readonly width: number;
  readonly height: number;
}

/**
 * All pictures of the product, by name or as a composed sheet.
 *
 *     const pictures = await openPictures({ mediaDir: "media", cacheDir: "data/pictures" });
 *     const { hash } = pictures.link({ name: "feeling-joy", persona: "mature-man" });
 *     const file = await pictures.file(hash, "png");
 */
export interface Pictures {
  /** Every picture, in the order of pictures.yaml. */
  describe(): readonly PictureInfo[];
  has(name: string): boolean;
  /** What stands for the picture where only characters can be shown. */
  emoji(name: string): string | undefined;
  /**
   * Composes the picture and keeps it; cheap when repeated.
   * @throws AppError not-found: no such name; input: a persona is missing, or the words do not fit in the sheet
   */
  link(picture: Picture): PictureLink;
  /** Whether what has this hash is drawn from somebody's answers. */
  isPersonal(hash: string): boolean;
  /** Forgets all that is drawn from somebody's answers: pages that are made anew draw it again. */
  forgetPersonal(): void;
  /** Remembers a chart drawn of somebody's answers; its first line says its width and height. */
  keep(svg: string): PictureLink;
  /** The file of a link, PNG at most 1024 pixels wide and 8192 high; undefined when nothing of that hash is kept. */
  file(hash: string, format: PictureFormat, width?: number): Promise<PictureFile | undefined>;
}

const RECIPES_FILE = "pictures.yaml";
const REMEMBERED_LINKS = 1000;

/** @throws AppError config: pictures.yaml, a drawing or a picture of the user's own is missing or wrong; says where */
export async function openPictures(options: PicturesOptions): Promise<Pictures> {
  const text = await readMedia(options.mediaDir, RECIPES_FILE);
  const recipes = parseRecipes(text, RECIPES_FILE);
  const drawings = await readDrawings(options.mediaDir, recipes);
  const overrides =
    options.overrideDir === undefined
      ? new Map()
      : await readOverrides(options.overrideDir, (name) => recipes.has(name));
  const cache = openCache(options.cacheDir, options.rendered);
  const materials = { recipes, drawings, overrides };
  const links = new Map<string, PictureLink>();
  const personal = personalDrawings((picture) => compose(materials, picture), options.rendered);

  const describe = (name: string, recipe: Recipe): PictureInfo => ({
    name,
    kind: recipe.kind,
    ...(recipe.kind === "icon" ? { icon: recipe.icon } : {}),
    ...(recipe.emoji === undefined ? {} : { emoji: recipe.emoji }),
    licence: recipe.licence,
    needsPersona: recipe.kind === "scene" || (recipe.kind === "face" && recipe.persona === undefined),
    overridden: [...overrides.keys()].some((key: string) => key === name || key.startsWith(`${name}.`)),
  });
  const infos = [...recipes].map(([name, recipe]) => describe(name, recipe));

  return {
    describe: () => infos,
    has: (name) => recipes.has(name),
    emoji: (name) => recipes.get(name)?.emoji,
    link: (picture) => {
      if ("sheet" in picture) return personal.link(picture);
      const key = JSON.stringify(picture);
      const known = links.get(key);
      if (known !== undefined) {
        links.delete(key);
        links.set(key, known);
        return known;
      }
      const { svg, width, height } = compose(materials, picture);
      const link = { hash: cache.store(svg), width, height };
      links.set(key, link);
      for (const oldest of links.keys()) {
        if (links.size <= REMEMBERED_LINKS) break;
        links.delete(oldest);
      }
      return link;
    },
    keep: personal.keep,
    isPersonal: personal.has,
    forgetPersonal: personal.forget,
    file: async (hash, format, width) =>
      (await personal.file(hash, format, width)) ?? (await cache.file(hash, format, width)),
  };
}

async function readDrawings(mediaDir: string, recipes: Recipes): Promise<ReadonlyMap<string, Icon>> {
  const findIcon = openIcons();
  const drawings = new Map<string, Icon>();
  for (const [name, recipe] of recipes) {
    if (recipe.kind === "icon") {
      const icon = findIcon(recipe.icon);
      if (icon === undefined) {
        throw new AppError(
          "config",
          `${RECIPES_FILE} ${name}.icon: expected an icon of Fluent Emoji Flat, got "${recipe.icon}"`,
        );
      }
      drawings.set(name, icon);
    } else if (recipe.kind === "svg") {
      drawings.set(name, parseSvg(await readMedia(mediaDir, recipe.file), recipe.file));
    }
  }
  return drawings;
}

function parseSvg(text: string, file: string): Icon {
  const parts = /<svg\b[^>]*\bviewBox="([^"]+)"[^>]*>([\s\S]*)<\/svg>/.exec(text);
  if (parts === null) throw new AppError("config", `${file}: expected an svg with a viewBox, got none`);
  return { viewBox: parts[1]!, body: parts[2]!.trim() };
}

async function readMedia(mediaDir: string, file: string): Promise<string> {
  return readFile(join(mediaDir, file), "utf8").catch((cause: unknown) => {
    throw new AppError("config", `${file}: expected a file in the media folder, got none`, {
      details: { mediaDir },
      cause,
    });
  });
}
