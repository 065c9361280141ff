import type { Frame } from "../model/conversation.ts";
import type { Effect } from "../model/turn.ts";
import { answerText } from "./answer-text.ts";
import { contextOf } from "./frame.ts";
import { personaChosen } from "./persona.ts";
import type { Surroundings } from "./surroundings.ts";

/** What a finished session decides about the citizen: who mirrors them, and their own word for their use (R5). */
export function profileSetBy(done: Frame, { library, words }: Surroundings): Effect[] {
  const compiled = library.get(done.flow);
  const { sets } = compiled.flow;
  const context = contextOf(done);
  const at = (step: string | undefined) => context.answers.find(([path]) => path === step)?.[1];
  const persona = personaChosen(compiled, context.answers);
  const called = at(sets?.word);
  const isWord = called?.kind === "choice" || called?.kind === "words";
  const text = isWord ? answerText(compiled, sets?.word as string, called, context) : undefined;
  const wordForUse = typeof text === "object" ? words.say(text) : text;
  if (persona === undefined && wordForUse === undefined) return [];
  return [{ type: "set-profile", ...(persona ? { persona } : {}), ...(wordForUse ? { wordForUse } : {}) }];
}
