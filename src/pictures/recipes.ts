import { z } from "zod";
import { parseYaml } from "../flow/parse.ts";
import { AppError } from "../model/errors.ts";
import { PERSONAS } from "../model/picture.ts";
import { MOOD_NAMES } from "./moods.ts";

/** Who asks in a scene of saying no, and what is offered. */
const ASKERS = ["friend", "group", "relative", "stranger"] as const;
const OFFERS = ["alcohol", "hash", "other"] as const;
export type Asker = (typeof ASKERS)[number];
export type Offer = (typeof OFFERS)[number];

const name = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "expected a name of small letters, digits and hyphens");
const common = {
  /** the licence of the drawing, by its SPDX name where it has one */
  licence: z.string().min(1),
  /** stands for the picture where a channel shows characters only, and is understood when it is typed */
  emoji: z.string().min(1).max(12).optional(),
};

const recipe = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("icon"), icon: z.string().min(1), ...common, emoji: z.string().min(1).max(12) }),
  z.strictObject({
    kind: z.literal("svg"),
    file: z.string().regex(/^[a-z0-9-]+\.svg$/, 'expected a file name like "robot.svg"'),
    ...common,
  }),
  z.strictObject({
    kind: z.literal("face"),
    mood: z.enum(MOOD_NAMES),
    persona: z.enum(PERSONAS).optional(),
    ...common,
  }),
  z.strictObject({ kind: z.literal("scene"), asker: z.enum(ASKERS), offer: z.enum(OFFERS), ...common }),
]);

const recipes = z.record(name, recipe);

/** How one picture is made. See media/pictures.yaml. */
export type Recipe = z.infer<typeof recipe>;
export type Recipes = ReadonlyMap<string, Recipe>;

/**
 * Reads the text of pictures.yaml: picture name -> recipe.
 * @param file the name to show in errors
 * @throws AppError config: every problem on a line of its own, as "file:line name.field: expected …, got …"
 */
export function parseRecipes(text: string, file: string): Recipes {
  const { value, problems } = parseYaml(file, text, recipes);
  if (value) return new Map(Object.entries(value));
  throw new AppError("config", problems.map((it) => `${it.file}:${it.line} ${it.message}`).join("\n"));
}
