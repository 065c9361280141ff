import type { SheetDefinition } from "../../flow/sheets.ts";
import { common } from "../../model/text.ts";
import { answerText, paramText } from "../answer-text.ts";
import { sentence, together } from "./alt.ts";
import { answersAt, type Built, type Said, type SheetSource } from "./source.ts";

export function diploma(definition: Extract<SheetDefinition, { kind: "diploma" }>, source: SheetSource): Built {
  const { citizen, sender } = source.given;
  const text = textOf(definition.text, source);
  const label = common("sheet.given-by");
  const signature = sender === undefined ? {} : { signature: { label, name: sender } };
  const from = sender === undefined ? [] : [sentence(label, [{ text: sender }])];
  return {
    body: { sheet: "diploma", name: citizen ?? "", text, ...signature },
    alt: together(common("alt.diploma", { name: citizen ?? "", text }), from),
  };
}

/** What staff wrote or chose when it was sent, or what was answered. */
function textOf(name: string, source: SheetSource): Said {
  const { compiled, context } = source;
  if (compiled.flow.params?.[name]) return paramText(compiled, name, context.params);
  const [path, value] = answersAt(source, name)[0] ?? [];
  return path !== undefined && value ? answerText(compiled, path, value, context) : "";
}
