import { citizenFor, outcomeFor } from "../console/own.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import type { Doing } from "./parts.ts";

/** The citizen of a card. One who is not the reader's own does not exist here. @throws AppError "not-found", "refused" */
export function citizenOf({ parts, actor }: Doing, id: string, want?: "meet" | "ask"): Promise<OwnCitizen> {
  return citizenFor(parts, actor, id, want);
}

/** An outcome of a card: one that may be read now, whatever was so when the card was made. @throws AppError "not-found" */
export const outcomeOf = ({ parts, actor }: Doing, id: string) => outcomeFor(parts, actor, id);
