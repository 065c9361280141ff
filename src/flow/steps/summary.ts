import { z } from "zod";
import { shown } from "./common.ts";

/** "Har jeg forstået dig?" after a main part (R20): the answers so far, in the citizen's own words, to confirm or change. */
export const summary = z.strictObject({
  type: z.literal("summary"),
  ...shown,
  /** the steps it sums up; absent: all since the summary before */
  of: z.array(z.string()).min(1).optional(),
});
export type Summary = z.infer<typeof summary>;
/** A summary has the engine's own words: they are the same everywhere. */
export const summaryWords = () => [];
