import { titleOf } from "../engine/answer-text.ts";
import type { CompiledFlow } from "../flow/library.ts";
import type { Doing } from "./parts.ts";

/** Exercises with their titles as the reader knows them, in the order of those. */
export function titled({ parts, actor }: Pick<Doing, "parts" | "actor">, flows: readonly CompiledFlow[]) {
  const words = parts.translator.words(actor.language);
  return flows
    .map((compiled) => ({ compiled, title: words.say(titleOf(compiled)) }))
    .toSorted((a, b) => a.title.localeCompare(b.title, actor.language));
}
