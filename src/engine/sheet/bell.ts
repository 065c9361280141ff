import type { SheetDefinition } from "../../flow/sheets.ts";
import { common } from "../../model/text.ts";
import { partSentences, together } from "./alt.ts";
import { partOf } from "./parts.ts";
import type { Built, SheetSource } from "./source.ts";

export function bell(definition: Extract<SheetDefinition, { kind: "bell" }>, source: SheetSource): Built {
  const inside = partOf(source, definition.inside);
  const outside = partOf(source, definition.outside);
  const out = partOf(source, definition.out);
  return {
    body: { sheet: "bell", inside, outside, out },
    alt: together(common("alt.bell"), partSentences([inside, outside, out])),
  };
}
