import type { Ask } from "../../flow/expand.ts";
import type { CompiledFlow } from "../../flow/library.ts";
import { nameOf, saidIn } from "../../flow/place.ts";
import { everyChoice, offeredAt } from "../../flow/steps/common.ts";
import type { Answered } from "../../model/conversation.ts";
import { common, type Text } from "../../model/text.ts";
import { isBlank, type Value } from "../../model/value.ts";
import { answerText, flowText, itemText, mediaText, namedBefore, stepText } from "../answer-text.ts";
import { type Answers, answersAt, daySaid, roundsAt, type Said, type SaidItem, type SaidPart } from "./source.ts";

/** Days of the year that stay what they are; others were said from the day they were chosen on. */
const YEARLY = ["easter", "summer", "christmas", "new-year"];

/**
 * The parts whose questions were met so far and those that staff wrote; those of used flows always, for they may be
 * filled later.
 */
export function partsOf(source: Answers, names: readonly string[]): SaidPart[] {
  const used = (name: string) => (source.compiled.flow.uses ?? []).some((flow) => name.startsWith(`${flow}/`));
  const met = (name: string) => answersAt(source, name).length > 0 || roundsAt(source, name).size > 0;
  return names
    .filter((name) => used(name) || met(name) || writtenAt(source, name) !== undefined)
    .map((name) => partOf(source, name));
}

/** What was answered at a step, or in the rounds of a block, under its label and with its picture. */
export function partOf(source: Answers, name: string): SaidPart {
  const picture = headPicture(askOf(source, name));
  return { label: partLabel(source, name), ...(picture ? { picture } : {}), items: itemsAt(source, name) };
}

/**
 * The words the sheet has for a part, else how its step is named in short.
 * @param inside the block it is in, where the sheet names it without ("go-on/")
 */
export function partLabel({ compiled }: Pick<Answers, "compiled">, name: string, inside = ""): Said {
  const ask = askOf({ compiled }, inside + name);
  return partWords(compiled, name) ?? (ask ? stepText(compiled, ask, "short") : name);
}

/** The words the sheet has for a part; undefined when it has none of its own. */
export function partWords(compiled: CompiledFlow, name: string): Text | undefined {
  const hasOwn = Object.values(compiled.bundle.words).some((words) => {
    const sheet = words[compiled.flow.id]?.sheet as { readonly parts?: Readonly<Record<string, string>> } | undefined;
    return sheet?.parts?.[name] !== undefined;
  });
  return hasOwn ? flowText(compiled, `sheet.parts.${name}`) : undefined;
}

/** A step, or the first one inside a block. */
function askOf({ compiled }: Pick<Answers, "compiled">, name: string): Ask | undefined {
  const first = () => [...compiled.asks].find(([it]) => it.startsWith(`${name}/`))?.[1];
  return compiled.asks.get(name) ?? first();
}

/** The picture of a step that is the same in every round and whatever was answered. */
export function headPicture(ask: Ask | undefined): string | undefined {
  const picture = ask && "picture" in ask.step ? ask.step.picture : undefined;
  return picture === undefined || picture === "item" || picture.includes("{{") ? undefined : picture;
}

/** What staff wrote for a setting; undefined where it is one of its listed values. */
function writtenAt({ compiled, context }: Answers, name: string): string | undefined {
  const [param, value] = [compiled.flow.params?.[name], context.params[name]];
  return param?.text && value !== undefined && !param.values.includes(value) ? value : undefined;
}

function itemsAt(source: Answers, name: string): SaidItem[] {
  const written = writtenAt(source, name);
  if (written !== undefined) return [{ text: written }];
  if (source.compiled.loops.has(name)) {
    return [...roundsAt(source, name)].flatMap(([key, round]) => roundItem(source, name, key, round));
  }
  return answersAt(source, name).flatMap((answered) =>
    itemsOf(source, answered).map((item) => ({ ...item, text: ofRound(source, answered[0], item.text) })),
  );
}

/** What was given at a step, one item for each; nothing when it says nothing about the question. */
export function itemsOf(source: Answers, [path, value]: Answered): SaidItem[] {
  if (isBlank(value)) return [];
  const text = (said: Value) => answerText(source.compiled, path, said, source.context);
  const chosen = (id: string): SaidItem => {
    const picture = choicePicture(source, path, id);
    return { text: text({ kind: "choice", id }), ...(picture ? { picture } : {}) };
  };
  if (value.kind === "choice") return [chosen(value.id)];
  if (value.kind === "date") return [{ text: dateText(value) }];
  if (value.kind !== "choices") return [{ text: text(value) }];
  const media = value.media ? [{ text: mediaText(value.media) }] : [];
  return [...value.ids.map(chosen), ...(value.own ?? []).map((own) => ({ text: own })), ...media];
}

/** What was ticked or told, one at a time, with the id it has when it is offered again. */
export function oneByOne(value: Value): { readonly id: string; readonly alone: Value }[] {
  if (value.kind === "choice") return [{ id: value.id, alone: value }];
  if (value.kind !== "choices") return [{ id: "", alone: value }];
  const own = (value.own ?? []).map((words, i) => ({ id: `own-${i}`, alone: { kind: "words", words } as const }));
  const media = value.media ? [{ id: "", alone: { kind: "media", media: value.media } as const }] : [];
  return [...value.ids.map((id) => ({ id, alone: { kind: "choice", id } as const })), ...own, ...media];
}

/** A day on a sheet, with what the citizen knows it by. */
export function dateText({ date, said }: Extract<Value, { kind: "date" }>): Said {
  return YEARLY.includes(said) ? common(`markers.${said}`, { date: { date, year: true } }) : daySaid(date);
}

/** The picture of a choice. What is taken from an earlier answer has the picture it had there; own words have none. */
function choicePicture({ compiled, context }: Answers, path: string, id: string): string | undefined {
  const ask = compiled.asks.get(nameOf(path));
  if (!ask || /^own-\d+$/.test(id)) return undefined;
  const known = everyChoice(offeredAt(ask.step)) ?? namedBefore(compiled, ask, saidIn(context));
  return known.find((it) => it.id === id)?.picture;
}

/** An answer inside a loop over things says which of them it is about. */
function ofRound({ compiled, context }: Answers, path: string, text: Said): Said {
  const around = /^(.*)\[([^\]]*)\]\/[^/]+$/.exec(path);
  const name = nameOf(around?.[1] ?? "");
  const loop = compiled.loops.get(name);
  if (!loop || loop.person || "max" in loop.over || ("list" in loop.over && loop.over.list.length < 2)) return text;
  return common("sheet.with", { head: itemText(compiled, name, around?.[2] as string, context), list: [text] });
}

/**
 * A round as one item: the thing it is about, or the first that was said in it, of a person the name; the rest behind it.
 */
export function roundItem(source: Answers, block: string, key: string, round: readonly Answered[]): SaidItem[] {
  const { compiled, context } = source;
  const loop = compiled.loops.get(block);
  const said = round.filter(([path, value]) => !isBlank(value) && !path.endsWith("/more"));
  const nameFirst = said.toSorted(([a], [b]) => Number(b.endsWith("/name")) - Number(a.endsWith("/name")));
  const items = nameFirst.flatMap((answered) => itemsOf(source, answered));
  if (items.length === 0) return [];
  const overThings = loop !== undefined && !loop.person && !("max" in loop.over);
  const [head, ...rest] = overThings ? [{ text: itemText(compiled, block, key, context) }, ...items] : items;
  if (!head) return [];
  return rest.length === 0
    ? [head]
    : [{ ...head, text: common("sheet.with", { head: head.text, list: rest.map((it) => it.text) }) }];
}
