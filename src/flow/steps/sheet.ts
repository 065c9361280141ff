import { z } from "zod";
import { id, messageWords } from "./common.ts";

/** Shows the picture form of what was answered so far. */
export const sheet = z.strictObject({ type: z.literal("sheet"), id });
export type SheetStep = z.infer<typeof sheet>;
export const sheetWords = () => messageWords;
