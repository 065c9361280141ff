import { z } from "zod";
import { asking, choiceWords, questionWords, suggestions } from "./common.ts";

/**
 * The citizen's own words, a voice message or a photo. `suggestions` are pictures to pick from instead.
 * `unlike: name` asks again when it is the citizen's own name.
 */
export const tell = z.strictObject({
  type: z.literal("tell"),
  ...asking,
  suggestions: suggestions.optional(),
  unlike: z.literal("name").optional(),
});
export type Tell = z.infer<typeof tell>;
export const tellWords = (step: Tell) => [...questionWords, ...choiceWords(step.suggestions)];
