import { roundsOf } from "../../flow/place.ts";
import { inHalf, type SheetDefinition } from "../../flow/sheets.ts";
import type { SheetRow } from "../../model/picture.ts";
import { common, type Text } from "../../model/text.ts";
import { flowText, itemPicture, itemText } from "../answer-text.ts";
import { partSentences, sentence, together } from "./alt.ts";
import { dateText, itemsOf, partLabel, partOf } from "./parts.ts";
import { type Built, roundsAt, type Said, type SaidItem, type SheetSource, valueAt } from "./source.ts";

type Definition = Extract<SheetDefinition, { kind: "decision" }>;

export function decision(definition: Definition, source: SheetSource): Built {
  const { compiled } = source;
  const columns = columnsOf(definition, source);
  const names = [columnLabel(definition, source, "now"), columnLabel(definition, source, "later")];
  const halves = definition.halves.map((half, index) => {
    const steps = [inHalf(definition.now, index), inHalf(definition.later, index)];
    return { title: flowText(compiled, `sheet.halves.${half}`), rows: rowsOf(source, half, steps) };
  });
  const said = halves.flatMap(({ title, rows }) => {
    const cells = rows.flatMap((row) => cellSentences(row, names));
    return cells.length === 0 ? [] : [common("alt.half", { title }), ...cells];
  });
  return {
    body: { sheet: "decision", columns, halves },
    alt: together(common("alt.decision", { list: halves.map((it) => it.title) }), [
      ...partSentences([partOf(source, definition.column)]),
      ...said,
    ]),
  };
}

/** Now, and the day the citizen chose for later. */
function columnsOf(definition: Definition, source: SheetSource): [Said, Said] {
  const day = valueAt(source, definition.column);
  const later = day?.kind === "date" ? dateText(day) : columnLabel(definition, source, "later");
  return [columnLabel(definition, source, "now"), later];
}

function columnLabel(definition: Definition, source: SheetSource, column: "now" | "later"): Said {
  return partLabel(source, inHalf(definition[column], 0), `${definition.halves[0]}/`);
}

/** All areas, also those not answered: they are the form of the sheet. */
function rowsOf(source: SheetSource, half: string, steps: readonly string[]): SheetRow<Said>[] {
  const { compiled, context } = source;
  const loop = compiled.loops.get(half);
  if (!loop) return [];
  const rounds = roundsAt(source, half);
  const { keys } = roundsOf(loop, context);
  return keys.map((key, index) => {
    const round = { loop: half, keys, index };
    const picture = showsItem(source, half) ? { picture: itemPicture(compiled, round, context) } : {};
    const cells = steps.map((step) => {
      const path = `${half}[${key}]/${step}`;
      const answered = rounds.get(key)?.find(([at]) => at === path);
      return answered ? cellItems(source, answered) : [];
    });
    return { label: itemText(compiled, half, key, context), ...picture, cells };
  });
}

/** "Ved ikke" is an answer: it stands in its cell (R14). */
function cellItems(source: SheetSource, answered: Parameters<typeof itemsOf>[1]): SaidItem[] {
  return answered[1].kind === "unknown" ? [{ text: common("choices.unknown") }] : itemsOf(source, answered);
}

/** A step inside shows the picture of the item, so there is one for each. */
function showsItem({ compiled }: SheetSource, half: string): boolean {
  return [...compiled.asks].some(
    ([name, { step }]) => name.startsWith(`${half}/`) && "picture" in step && step.picture === "item",
  );
}

function cellSentences(row: SheetRow<Said>, columns: readonly Said[]): Text[] {
  return row.cells.flatMap((items, index) => {
    if (items.length === 0) return [];
    const label = common("of-item", { item: row.label, label: columns[index] as Said });
    return [sentence(label, items)];
  });
}
