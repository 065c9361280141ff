import { common, type Text } from "../model/text.ts";
import { sayIn } from "../model/words.ts";
import { bare, normalize } from "./match.ts";
import type { Surroundings } from "./surroundings.ts";

/** Whether words are the very label of a button. */
export function isLabel(said: string, label: Text | string, around: Surroundings): boolean {
  return normalize(said) === normalize(sayIn(around.words, label));
}

/** Whether words are a common way to say something, or its label. */
export function says(said: string, what: string, around: Surroundings, label?: string): boolean {
  const forms = [...(label ? [around.words.say(common(label))] : []), ...around.words.list(common(`also.${what}`))];
  const plain = normalize(said);
  return forms.some((form) => {
    const wanted = normalize(form);
    // a lone "?" is a word too
    return wanted === "" ? form === bare(said) : wanted === plain;
  });
}
