import type { CompiledFlow } from "../flow/library.ts";
import { atEnd, type FlowContext } from "../flow/place.ts";
import type { SheetDefinition } from "../flow/sheets.ts";
import { PERSONAS } from "../model/picture.ts";
import type { ScreenPicture, ScreenSheet } from "../model/screen.ts";
import { common } from "../model/text.ts";
import { flowText, paramText } from "./answer-text.ts";
import { bell } from "./sheet/bell.ts";
import { circle } from "./sheet/circle.ts";
import { contract } from "./sheet/contract.ts";
import { decision } from "./sheet/decision.ts";
import { diploma } from "./sheet/diploma.ts";
import { feelings } from "./sheet/feelings.ts";
import { list } from "./sheet/list.ts";
import { plan } from "./sheet/plan.ts";
import { type Built, daySaid, type SheetGiven, type SheetSource, valueAt } from "./sheet/source.ts";
import { stairs } from "./sheet/stairs.ts";

type Builders = {
  readonly [K in SheetDefinition["kind"]]: (
    definition: Extract<SheetDefinition, { kind: K }>,
    source: SheetSource,
  ) => Built | undefined;
};

const BUILDERS: Builders = { stairs, feelings, bell, circle, plan, decision, list, contract, diploma };

/**
 * The sheet of a flow as answered so far, with the words that describe it; undefined when the flow has none.
 *
 *     sheetPicture(compiled, atEnd(outcome), { persona: outcome.persona, date: "2026-11-20" })
 */
export function sheetPicture(
  compiled: CompiledFlow,
  context: Pick<FlowContext, "answers" | "params" | "known">,
  given: SheetGiven,
): Extract<ScreenPicture, { sheet: ScreenSheet }> | undefined {
  const definition = compiled.flow.sheet;
  if (!definition) return undefined;
  const source: SheetSource = { compiled, context: atEnd(context), given };
  const build = BUILDERS[definition.kind] as (definition: SheetDefinition, source: SheetSource) => Built | undefined;
  const built = build(definition, source);
  if (!built) return undefined;
  const { body, alt } = built;
  const head = { persona: personaOf(source), title: titleOf(source) };
  if (given.date === undefined) return { sheet: { ...head, ...body }, alt };
  const date = daySaid(given.date);
  return { sheet: { ...head, date, ...body }, alt: common("alt.dated", { alt, date }) };
}

/** The sheet's name, which may say how the exercise was sent. */
function titleOf({ compiled, context }: SheetSource) {
  const raw = Object.values(compiled.bundle.words).map((words) => words[compiled.flow.id]?.sheet as { title?: string });
  const names = Object.keys(compiled.flow.params ?? {}).filter((name) =>
    raw.some((sheet) => sheet?.title?.includes(`{{${name}}}`)),
  );
  const values = names.map((name) => [name, paramText(compiled, name, context.params)] as const);
  return flowText(compiled, "sheet.title", names.length > 0 ? Object.fromEntries(values) : undefined);
}

/** An exercise that sets the persona shows the one just chosen. */
function personaOf(source: SheetSource) {
  const step = source.compiled.flow.sets?.persona;
  const value = step === undefined ? undefined : valueAt(source, step);
  const chosen = value?.kind === "choice" ? value.id : undefined;
  return PERSONAS.find((it) => it === chosen) ?? source.given.persona;
}
