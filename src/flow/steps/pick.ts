import { z } from "zod";
import { asking, choices, choiceWords, questionWords } from "./common.ts";

/** Any number of several, ticked one at a time, closed by "Færdig". `max` limits how many. */
export const pick = z.strictObject({
  type: z.literal("pick"),
  ...asking,
  choices,
  own: z.literal(true).optional(),
  max: z.int().min(1).optional(),
});
export type Pick = z.infer<typeof pick>;
export const pickWords = (step: Pick) => [...questionWords, ...choiceWords(step.choices)];
