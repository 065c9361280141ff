import { isMap, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { AppError } from "../model/errors.ts";
import { PERSONAS } from "../model/picture.ts";
import { MOOD_NAMES } from "./moods.ts";

/** Who asks in a scene of saying no, and what is offered. */
const ASKERS = ["friend", "group", "relative", "stranger"] as const;
const OFFERS = ["alcohol", "hash", "other"] as const;
export type Asker = (typeof ASKERS)[number];
export type Offer = (typeof OFFERS)[number];

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const common = {
  /** the licence of the drawing, by its SPDX name where it has one */
  licence: z.string().min(1),
  /** stands for the picture where a channel shows characters only, and is understood when it is typed */
  emoji: z.string().min(1).max(12).optional(),
};

const recipe = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("icon"), icon: z.string().min(1), ...common, emoji: z.string().min(1).max(12) }),
  z.strictObject({ kind: z.literal("svg"), file: z.string().regex(/^[a-z0-9-]+\.svg$/), ...common }),
  z.strictObject({
    kind: z.literal("face"),
    mood: z.enum(MOOD_NAMES),
    persona: z.enum(PERSONAS).optional(),
    ...common,
  }),
  z.strictObject({ kind: z.literal("scene"), asker: z.enum(ASKERS), offer: z.enum(OFFERS), ...common }),
]);

/** How one picture is made. See media/pictures.yaml. */
export type Recipe = z.infer<typeof recipe>;
export type Recipes = ReadonlyMap<string, Recipe>;

/**
 * Reads the text of pictures.yaml: picture name -> recipe.
 * @param file the name to show in errors
 * @throws AppError config: every problem on a line of its own, as "file:line name.field: expected …, got …"
 */
export function parseRecipes(text: string, file: string): Recipes {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const problems = document.errors.map(
    (error) => `${file}:${lineAt(error.pos[0])} expected valid YAML, got: ${error.message.split("\n")[0]}`,
  );
  const root = document.contents;
  if (problems.length === 0 && !isMap(root)) problems.push(`${file}:1 expected a map of picture names, got none`);
  const recipes = new Map<string, Recipe>();
  const value: unknown = problems.length === 0 ? document.toJS() : {};
  for (const [name, raw] of Object.entries(value as Record<string, unknown>)) {
    const line = (path: readonly PropertyKey[]): number => {
      for (let length = path.length; length >= 0; length--) {
        const node = document.getIn([name, ...path.slice(0, length)], true) as { range?: [number, number, number] };
        if (node?.range) return lineAt(node.range[0]);
      }
      return 1;
    };
    if (!NAME.test(name)) {
      problems.push(`${file}:${line([])} expected a name of small letters, digits and hyphens, got "${name}"`);
    }
    const result = recipe.safeParse(raw, { reportInput: true });
    if (result.success) recipes.set(name, result.data);
    else {
      for (const issue of result.error.issues) {
        problems.push(`${file}:${line(issue.path)} ${[name, ...issue.path].join(".")}: ${expectation(issue)}`);
      }
    }
  }
  if (problems.length > 0) throw new AppError("config", problems.join("\n"));
  return recipes;
}

function expectation(issue: z.core.$ZodIssue): string {
  const input = issue.code === "invalid_union" ? (issue.input as { kind?: unknown } | undefined)?.kind : issue.input;
  const got = input === undefined ? "nothing" : JSON.stringify(input);
  switch (issue.code) {
    case "invalid_type":
      return `expected ${issue.expected}, got ${got}`;
    case "invalid_value":
      return `expected one of ${issue.values.map(String).join(", ")}, got ${got}`;
    case "invalid_union":
      return `expected one of icon, svg, face, scene, got ${got}`;
    case "unrecognized_keys":
      return `expected no other fields, got ${issue.keys.join(", ")}`;
    case "invalid_format":
      return `expected a file name like "robot.svg", got ${got}`;
    default:
      return `expected ${issue.message}, got ${got}`;
  }
}
