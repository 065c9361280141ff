import { z } from "zod";
import { asking, questionWords } from "./common.ts";

/** The citizen's name under an agreement: typed, or one tap on the own name. */
export const sign = z.strictObject({ type: z.literal("sign"), ...asking });
export type Sign = z.infer<typeof sign>;
export const signWords = () => questionWords;
