import { z } from "zod";
import { linkWords, messageWords, shown } from "./common.ts";

/** One message; the citizen goes on when ready (R19). */
export const say = z.strictObject({ type: z.literal("say"), ...shown });
export type Say = z.infer<typeof say>;
export const sayWords = (step: Say) => [...messageWords, ...linkWords(step)];
