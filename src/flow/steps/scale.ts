import { z } from "zod";
import { asking, questionWords, type WordKey } from "./common.ts";

/**
 * A number with words and faces (R11), 1 to `to`. `to` may be a param whose values are numbers ("points": 5 or 3).
 * `faces` names the pictures: "<faces>-1" … "<faces>-5"; three points use 1, 3 and 5.
 */
export const scale = z.strictObject({
  type: z.literal("scale"),
  ...asking,
  to: z.union([z.literal(3), z.literal(5), z.strictObject({ param: z.string() })]),
  faces: z.string(),
});
export type Scale = z.infer<typeof scale>;

/** Words beside the numbers: `values.of5.1` … and `values.of3.1` … */
export const scaleWords = (step: Scale): WordKey[] => {
  const sizes = typeof step.to === "number" ? [step.to] : [3, 5];
  const values = sizes.flatMap((of) => Array.from({ length: of }, (_, i) => `values.of${of}.${i + 1}`));
  return [...questionWords, ...values.map((key): WordKey => ({ key, limit: "choice" }))];
};

/** The picture of one number: three points take the faces of 1, 3 and 5. */
export function face(faces: string, number: number, of: number): string {
  return `${faces}-${of === 3 ? number * 2 - 1 : number}`;
}
