import type { CompiledFlow } from "../flow/library.ts";
import type { Answered } from "../model/conversation.ts";
import { PERSONAS, type Persona } from "../model/picture.ts";

/** The persona chosen in a session of an exercise that sets it; undefined when none is. */
export function personaChosen(compiled: CompiledFlow, answers: readonly Answered[]): Persona | undefined {
  const step = compiled.flow.sets?.persona;
  const value = step === undefined ? undefined : answers.find(([path]) => path === step)?.[1];
  return PERSONAS.find((it) => value?.kind === "choice" && value.id === it);
}
