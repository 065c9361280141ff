import type { SheetDefinition } from "../../flow/sheets.ts";
import type { SheetSignature } from "../../model/picture.ts";
import { common, type Text } from "../../model/text.ts";
import { partSentences, together } from "./alt.ts";
import { partLabel, partOf, partsOf } from "./parts.ts";
import { type Built, daySaid, type Said, type SheetSource, valueAt } from "./source.ts";

export function contract(definition: Extract<SheetDefinition, { kind: "contract" }>, source: SheetSource): Built {
  const parts = [partOf(source, definition.goal), ...partsOf(source, definition.parts ?? [])];
  const signatures = [...ownSignatures(source), ...otherSignature(source)];
  return {
    body: { sheet: "contract", parts, signatures },
    alt: together(common("alt.contract"), [...partSentences(parts), ...signatures.map(signedSentence)]),
  };
}

/** The names under it from the steps that ask for one. */
function ownSignatures(source: SheetSource): SheetSignature<Said>[] {
  const { compiled, given } = source;
  const steps = [...compiled.asks].filter(
    ([name, { step }]) => step.type === "sign" && !(compiled.flow.uses ?? []).includes(name.split("/")[0] as string),
  );
  return steps.map(([name]) => {
    const value = valueAt(source, name);
    return signature(partLabel(source, name), value?.kind === "words" ? value.words : undefined, given.date);
  });
}

/** The name of the other side, where it is not valid without. */
function otherSignature({ compiled, given }: SheetSource): SheetSignature<Said>[] {
  const role = compiled.flow.countersign;
  if (role === undefined) return [];
  const { name, date } = given.countersigned ?? {};
  return [signature(common(`sheet.countersign.${role}`), name, date)];
}

function signature(label: Said, name: Said | undefined, date: string | undefined): SheetSignature<Said> {
  if (name === undefined) return { label, missing: common("sheet.unsigned") };
  return { label, name, ...(date === undefined ? {} : { date: daySaid(date) }) };
}

function signedSentence({ label, name }: SheetSignature<Said>): Text {
  return name === undefined ? common("alt.unsigned", { label }) : common("alt.signed", { label, name });
}
