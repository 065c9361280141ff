import type { SheetDefinition } from "../../flow/sheets.ts";
import { FEELINGS } from "../../model/picture.ts";
import { common } from "../../model/text.ts";
import { choiceText } from "../answer-text.ts";
import { answersAt, type Built, type SheetSource, valueAt } from "./source.ts";

type Definition = Extract<SheetDefinition, { kind: "feelings" }>;

export function feelings({ chosen, strength }: Definition, source: SheetSource): Built | undefined {
  const { compiled, context } = source;
  const ask = compiled.asks.get(chosen);
  if (!ask) return undefined;
  const value = valueAt(source, chosen);
  const ids: readonly string[] = value?.kind === "choices" ? value.ids : [];
  const faces = FEELINGS.map((feeling) => {
    const measured = strengthOf(source, strength, feeling);
    const label = choiceText(compiled, ask, feeling, context.answers);
    return { feeling, label, chosen: ids.includes(feeling), ...(measured === undefined ? {} : { strength: measured }) };
  });
  const list = faces.filter((it) => it.chosen).map((it) => it.label);
  const alt = list.length > 0 ? common("alt.feelings-chosen", { list }) : common("alt.feelings");
  return { body: { sheet: "feelings", feelings: faces }, alt };
}

function strengthOf(source: SheetSource, step: string | undefined, key: string): number | undefined {
  if (step === undefined) return undefined;
  const value = answersAt(source, step).find(([path]) => path.includes(`[${key}]`))?.[1];
  return value?.kind === "number" ? value.number : undefined;
}
