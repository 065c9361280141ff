import type { CompiledFlow } from "../flow/library.ts";
import type { Words } from "../model/words.ts";
import type { Stand } from "./guided.ts";

/** What an instruction card says besides what the exercise itself knows. */
export interface GuideWords {
  readonly how: readonly string[];
  readonly dos: readonly string[];
  readonly donts: readonly string[];
  /** what else it can be used for */
  readonly tips: readonly string[];
}

const listOf = (words: Words, key: string): readonly string[] => words.list({ from: "guides", key });

/** An exercise of somebody else's may have none. */
export function guideWords(words: Words, { flow }: CompiledFlow): GuideWords {
  const part = (name: keyof GuideWords) => listOf(words, `flows.${flow.id}.${name}`);
  return { how: part("how"), dos: part("dos"), donts: part("donts"), tips: part("tips") };
}

/** What is good to do at every exercise, and what is not. */
export function voiceWords(words: Words): Pick<GuideWords, "dos" | "donts"> {
  return { dos: listOf(words, "voice.dos"), donts: listOf(words, "voice.donts") };
}

/** What is good to do just now: what the exercise says of its step, or else of a question of this kind. */
export function stepWords(words: Words, { flow, step, kind }: Stand): readonly string[] {
  const own = flow && step ? listOf(words, `flows.${flow.flow.id}.steps.${step}`) : [];
  return own.length > 0 ? own : listOf(words, `kinds.${kind}`);
}
