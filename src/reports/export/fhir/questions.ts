import { hasShort } from "../../../engine/lines.ts";
import type { Ask } from "../../../flow/expand.ts";
import { everyChoice, offeredAt } from "../../../flow/steps/common.ts";
import type { ItemType } from "./resources.ts";

/** How a step is a question of FHIR: which type, whether with several answers; undefined: it asks nothing of its own. */
export function questionOf(ask: Ask): { readonly type: ItemType; readonly several: boolean } | undefined {
  const { step } = ask;
  if (!hasShort(ask)) return undefined;
  switch (step.type) {
    case "scale":
      return { type: "integer", several: false };
    case "date":
      return { type: "date", several: false };
    case "choose":
    case "pick":
    case "tell": {
      // what is taken from an earlier answer is known only by its words
      const coded = everyChoice(offeredAt(step)) !== undefined;
      const open = step.type === "tell" || step.own === true;
      return { type: coded ? (open ? "open-choice" : "choice") : "string", several: step.type === "pick" };
    }
    default:
      return { type: "string", several: false };
  }
}

/** Whether a voice message or a photo may be the answer: wherever own words may. */
export function takesMedia({ step }: Ask): boolean {
  if (step.type === "choose" || step.type === "pick") return step.own === true;
  return step.type === "tell" || step.type === "date" || step.type === "sign";
}
