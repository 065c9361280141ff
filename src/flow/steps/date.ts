import { z } from "zod";
import { asking, id, questionWords } from "./common.ts";

/** Dates said with something known (R11): the coming days, or markers of the year. */
export const MARKERS = [
  "today",
  "tomorrow",
  "in-a-week",
  "in-a-month",
  "easter",
  "summer",
  "christmas",
  "new-year",
] as const;

/** A day, picked among markers the citizen knows, or told ("5. april"). */
export const date = z.strictObject({
  type: z.literal("date"),
  ...asking,
  markers: z.array(z.enum(MARKERS)).min(1),
  /** an earlier date step: the day has to be later than that one */
  after: id.optional(),
});
export type DateStep = z.infer<typeof date>;
export const dateWords = () => questionWords;
