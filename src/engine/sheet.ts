import type { CompiledFlow } from "../flow/library.ts";
import { endsOf, type FlowContext, nameOf } from "../flow/place.ts";
import { FEELINGS, type Persona } from "../model/picture.ts";
import type { ScreenPicture, ScreenSheet } from "../model/screen.ts";
import { common } from "../model/text.ts";
import type { Value } from "../model/value.ts";
import { choiceText, flowText, stepText } from "./answer-text.ts";

/**
 * The sheet of a flow as answered so far, with the words that describe it; undefined when the flow has none.
 * @param date the day it was answered, "YYYY-MM-DD", for a sheet that is kept
 */
export function sheetPicture(
  compiled: CompiledFlow,
  context: Pick<FlowContext, "answers" | "params">,
  persona: Persona,
  date?: string,
): Extract<ScreenPicture, { sheet: ScreenSheet }> | undefined {
  const definition = compiled.flow.sheet;
  if (!definition) return undefined;
  const title = flowText(compiled, "sheet.title");
  const dated = date === undefined ? {} : { date: common("date-said", { date: { date } }) };
  const at = (name: string): Value | undefined => context.answers.find(([path]) => nameOf(path) === name)?.[1];
  switch (definition.kind) {
    case "stairs": {
      const ask = compiled.asks.get(definition.at);
      if (!ask) return undefined;
      const of = endsOf(ask, context.params)?.top ?? 5;
      const value = at(definition.at);
      const label = (number: number) => stepText(compiled, ask, `values.of${of}.${number}`);
      const stairs = Array.from({ length: of }, (_, i) => ({ value: i + 1, label: label(i + 1) }));
      const standing = value?.kind === "number" ? { at: value.number } : {};
      const sheet: ScreenSheet = { sheet: "stairs", persona, title, ...dated, stairs, ...standing };
      if (value?.kind !== "number") return { sheet, alt: common("alt.stairs", { of }) };
      return { sheet, alt: common("alt.stairs-at", { at: value.number, of, label: label(value.number) }) };
    }
    case "feelings": {
      const ask = compiled.asks.get(definition.chosen);
      if (!ask) return undefined;
      const chosen = at(definition.chosen);
      const ids: readonly string[] = chosen?.kind === "choices" ? chosen.ids : [];
      const feelings = FEELINGS.map((feeling) => {
        const strength = strengthOf(context, definition.strength, feeling);
        const label = choiceText(compiled, ask, feeling, context.answers);
        return { feeling, label, chosen: ids.includes(feeling), ...(strength === undefined ? {} : { strength }) };
      });
      const sheet: ScreenSheet = { sheet: "feelings", persona, title, ...dated, feelings };
      const list = feelings.filter((it) => it.chosen).map((it) => it.label);
      return { sheet, alt: list.length > 0 ? common("alt.feelings-chosen", { list }) : common("alt.feelings") };
    }
    default:
      return undefined;
  }
}

function strengthOf(context: Pick<FlowContext, "answers">, step: string | undefined, key: string): number | undefined {
  const value = context.answers.find(([path]) => nameOf(path) === step && path.includes(`[${key}]`))?.[1];
  return value?.kind === "number" ? value.number : undefined;
}
