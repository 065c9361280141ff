import type { CompiledFlow } from "../flow/library.ts";
import { type FlowContext, fieldOf, keyOf, nameOf } from "../flow/place.ts";
import { isNamedLink } from "../flow/steps/common.ts";
import type { ScreenLink } from "../model/screen.ts";
import { common, type Text } from "../model/text.ts";
import type { Value } from "../model/value.ts";
import { itemText, roundText, stepText } from "./answer-text.ts";
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
  if (link.call.includes("/")) return everyone(compiled, link.call, context);
  const round = context.rounds.at(-1);
  const phone = fieldOf(round, link.call, context)?.[1];
  return round ? callTo(itemText(compiled, round.loop, keyOf(round), context), phone) : [];
}

/** The persons that are kept of a used flow, each with a number. @param field where the numbers are: "noedplan/helpers/phone" */
function everyone(compiled: CompiledFlow, field: string, context: FlowContext): ScreenLink[] {
  return context.known.flatMap(([path, value]) => {
    if (nameOf(path) !== field) return [];
    return callTo(roundText(compiled, path.slice(0, path.lastIndexOf("/")), context), value);
  });
}

function callTo(name: Text | string, phone: Value | undefined): ScreenLink[] {
  const url = phone?.kind === "words" ? called(phone.words) : undefined;
  return url ? [{ label: common("call", { name }), url, picture: { name: "phone" } }] : [];
}

/** "tel:" and the digits; undefined when the words are no number. */
function called(words: string): string | undefined {
  const digits = words.replaceAll(/[^\d]/g, "");
  if (digits.length < DIGITS.least || digits.length > DIGITS.most) return undefined;
  return `tel:${words.trim().startsWith("+") ? "+" : ""}${digits}`;
}
