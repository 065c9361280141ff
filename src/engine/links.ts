import type { CompiledFlow } from "../flow/library.ts";
import { fieldOf } from "../flow/place.ts";
import { isNamedLink } from "../flow/steps/common.ts";
import type { ScreenLink } from "../model/screen.ts";
import { common } from "../model/text.ts";
import { itemText, stepText } from "./answer-text.ts";
import type { Place } from "./frame.ts";

/** Shorter than any number that can be called; longer than any is not one number. */
const DIGITS = { least: 3, most: 15 };

/** The buttons of a place that lead out: a page, a number, or the number of the person the round is about. */
export function linksOf(compiled: CompiledFlow, { ask, context }: Place): ScreenLink[] {
  const link = "link" in ask.step ? ask.step.link : undefined;
  if (!link) return [];
  if ("url" in link) return [{ label: stepText(compiled, ask, "link"), url: link.url, picture: { name: "link" } }];
  const picture = { name: "phone" };
  if (isNamedLink(link)) return [{ label: stepText(compiled, ask, "link"), url: called(link.call) as string, picture }];
  const round = context.rounds.at(-1);
  const phone = fieldOf(round, link.call, context)?.[1];
  const url = phone?.kind === "words" ? called(phone.words) : undefined;
  if (!url || !round) return [];
  const name = itemText(compiled, round.loop, round.keys[round.index] as string, context);
  return [{ label: common("call", { name }), url, picture }];
}

/** "tel:" and the digits; undefined when the words are no number. */
function called(words: string): string | undefined {
  const digits = words.replaceAll(/[^\d]/g, "");
  if (digits.length < DIGITS.least || digits.length > DIGITS.most) return undefined;
  return `tel:${words.trim().startsWith("+") ? "+" : ""}${digits}`;
}
