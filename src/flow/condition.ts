import { z } from "zod";
import type { Answered } from "../model/conversation.ts";
import { isBlank, type Value } from "../model/value.ts";

const comparisons = {
  is: z.union([z.string(), z.number()]).optional(),
  not: z.union([z.string(), z.number()]).optional(),
  in: z
    .array(z.union([z.string(), z.number()]))
    .min(1)
    .optional(),
  /** a number; of a pick, how many things were picked */
  below: z.number().optional(),
  above: z.number().optional(),
  includes: z.string().optional(),
  /** true: something was said, in a block in any of its rounds, in a used flow at any step; false: skipped, not known or never asked */
  given: z.boolean().optional(),
  /** stands at the lowest or highest number of its scale, or short of it */
  end: z.enum(["bottom", "top", "above-bottom", "below-top"]).optional(),
};

const subjects = {
  answer: z.string().optional(),
  param: z.string().optional(),
  /** "itself" is the item of the loop around; otherwise a field of the person or round it is ("phone") */
  item: z.string().optional(),
};

/**
 * A small fixed set of comparisons, no expression language. Exactly one of `answer`, `param` and `item`, exactly one
 * comparison. `answer` is the id of an earlier step, seen from where the condition stands: inside a loop, the same round.
 */
export const conditionSchema = z
  .strictObject({ ...subjects, ...comparisons })
  .refine(
    (c) => [c.answer, c.param, c.item].filter((it) => it !== undefined).length === 1,
    "expected exactly one of: answer, param, item",
  )
  .refine(
    (c) => Object.keys(comparisons).filter((k) => c[k as keyof typeof c] !== undefined).length === 1,
    `expected exactly one comparison of: ${Object.keys(comparisons).join(", ")}`,
  );
export type Condition = z.infer<typeof conditionSchema>;

/** The ends of a scale, for `end`. */
export interface Ends {
  readonly bottom: number;
  readonly top: number;
}

/** Whether the condition holds for a value (undefined: never asked). An unanswered question fails all but `not` and `given: false`. */
export function holds(condition: Condition, value: Value | string | undefined, ends?: Ends): boolean {
  const blank = value === undefined || (typeof value === "object" && isBlank(value));
  if (condition.given !== undefined) return condition.given === !blank;
  const said = blank ? undefined : comparable(value);
  if (condition.not !== undefined) return said !== condition.not;
  if (said === undefined) return false;
  if (condition.is !== undefined) return said === condition.is;
  if (condition.in !== undefined) return condition.in.includes(said as string | number);
  const number = numberIn(value);
  if (condition.below !== undefined) return number !== undefined && number < condition.below;
  if (condition.above !== undefined) return number !== undefined && number > condition.above;
  if (condition.includes !== undefined) return Array.isArray(said) && said.includes(condition.includes);
  return typeof said === "number" && ends !== undefined && stands(said, ends, condition.end as End);
}

/** Of a pick the things that can be offered again, which a photo or a voice message cannot. */
function numberIn(value: Value | string | undefined): number | undefined {
  if (typeof value !== "object") return undefined;
  if (value.kind === "choices") return value.ids.length + (value.own?.length ?? 0);
  return value.kind === "number" ? value.number : undefined;
}

type End = NonNullable<Condition["end"]>;

function stands(number: number, ends: Ends, end: End): boolean {
  const where: Record<End, boolean> = {
    bottom: number === ends.bottom,
    top: number === ends.top,
    "above-bottom": number > ends.bottom,
    "below-top": number < ends.top,
  };
  return where[end];
}

function comparable(value: Value | string): string | number | readonly string[] | undefined {
  if (typeof value === "string") return value;
  if (value.kind === "choice") return value.id;
  if (value.kind === "choices") return value.ids;
  if (value.kind === "number") return value.number;
  if (value.kind === "date") return value.said;
  return value.kind === "words" ? value.words : undefined;
}

/**
 * The answer a name means at a place: the nearest round of the loops around it, then outwards.
 * @param path the full path of the place that asks, e.g. "people[0]/ring"
 */
export function lookUp(answers: readonly Answered[], path: string, name: string): Answered | undefined {
  const scopes = path.split("/").slice(0, -1);
  for (let depth = scopes.length; depth >= 0; depth--) {
    const wanted = [...scopes.slice(0, depth), name].join("/");
    const found = answers.find(([at]) => at === wanted);
    if (found) return found;
  }
  return undefined;
}
