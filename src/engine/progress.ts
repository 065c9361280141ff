import type { CompiledFlow } from "../flow/library.ts";
import { countPlaces } from "../flow/place.ts";
import type { Frame } from "../model/conversation.ts";
import { contextOf } from "./frame.ts";

/** "Trin 2 af 5" of a session (R10): how many places were answered, and how many there will be as far as is known. */
export function progressOf(compiled: CompiledFlow, frame: Frame): { step: number; of: number } {
  const context = contextOf(frame);
  const step = context.answers.length + 1;
  return { step, of: Math.max(step, countPlaces(compiled.nodes, context, compiled.asks)) };
}
