import { z } from "zod";
import { asking, choice, choiceWords, questionWords } from "./common.ts";

/** The citizen's own words, a voice message or a photo. `suggestions` are pictures to pick from instead. */
export const tell = z.strictObject({
  type: z.literal("tell"),
  ...asking,
  suggestions: z.array(choice).min(1).optional(),
});
export type Tell = z.infer<typeof tell>;
export const tellWords = (step: Tell) => [...questionWords, ...choiceWords(step.suggestions)];
