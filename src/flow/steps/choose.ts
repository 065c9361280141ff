import { z } from "zod";
import { asking, choices, choiceWords, linkWords, questionWords } from "./common.ts";

/** One of several. `own: true` also takes the citizen's own words, voice or photo. `shuffle` varies the order. */
export const choose = z.strictObject({
  type: z.literal("choose"),
  ...asking,
  choices,
  own: z.literal(true).optional(),
});
export type Choose = z.infer<typeof choose>;
export const chooseWords = (step: Choose) => [...questionWords, ...choiceWords(step.choices), ...linkWords(step)];
