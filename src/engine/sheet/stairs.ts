import { endsOf } from "../../flow/place.ts";
import type { SheetDefinition } from "../../flow/sheets.ts";
import { common } from "../../model/text.ts";
import { stepText } from "../answer-text.ts";
import { type Built, type SheetSource, valueAt } from "./source.ts";

export function stairs({ at }: Extract<SheetDefinition, { kind: "stairs" }>, source: SheetSource): Built | undefined {
  const { compiled, context } = source;
  const ask = compiled.asks.get(at);
  if (!ask) return undefined;
  const of = endsOf(ask, context.params)?.top ?? 5;
  const label = (number: number) => stepText(compiled, ask, `values.of${of}.${number}`);
  const steps = Array.from({ length: of }, (_, i) => ({ value: i + 1, label: label(i + 1) }));
  const value = valueAt(source, at);
  if (value?.kind !== "number") return { body: { sheet: "stairs", stairs: steps }, alt: common("alt.stairs", { of }) };
  const { number } = value;
  return {
    body: { sheet: "stairs", stairs: steps, at: number },
    alt: common("alt.stairs-at", { at: number, of, label: label(number) }),
  };
}
