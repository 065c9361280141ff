import { lookUp } from "../flow/condition.ts";
import type { Ask } from "../flow/expand.ts";
import { type CompiledFlow, type FlowWords, refKey } from "../flow/library.ts";
import {
  endsOf,
  type FlowContext,
  fieldOf,
  keyOf,
  nameOf,
  pathOf,
  type Round,
  roundKeyIn,
  roundsOf,
  saidIn,
} from "../flow/place.ts";
import { everyChoice, offeredAt } from "../flow/steps/common.ts";
import type { Answered } from "../model/conversation.ts";
import { common, type Text, type TextValue } from "../model/text.ts";
import { isBlank, type Media, type Value } from "../model/value.ts";

/** The words of a step, by a key below it ("text", "choices.yes"). */
export function stepText(compiled: CompiledFlow, ask: Ask, key: string, values?: Text["values"]): Text {
  if (ask.words.from === "common") return common(`${ask.words.key}.${key}`, values);
  return flowText(compiled, `${ask.words.key}.${key}`, values, ask.words.from);
}

/** The words of a flow by key; `part` names a flow that runs inside it. */
export function flowText(compiled: CompiledFlow, key: string, values?: Text["values"], part = compiled.flow.id): Text {
  const text = { from: refKey(compiled.ref), key: `${part}.${key}` };
  return values ? { ...text, values } : text;
}

/** A setting in words: those of its value, or what staff wrote. `part` as in `flowText`. */
export function paramText(
  compiled: CompiledFlow,
  name: string,
  params: Readonly<Record<string, string>>,
  part = compiled.flow.id,
): Text | string {
  const value = params[name] ?? "";
  const known = compiled.bundle.flows[part]?.params?.[name]?.values.includes(value);
  return known ? flowText(compiled, `params.${name}.${value}`, undefined, part) : value;
}

/** A choice that is an earlier answer. */
export interface NamedBefore {
  readonly id: string;
  readonly label: Text | string;
  readonly picture: string;
  /** other ways to say it */
  readonly also?: Text;
  /** the round of the person it is: "people[0]" */
  readonly round?: string;
}

/** Choices taken from an earlier answer: what was ticked or told there, or the persons there, by name or by what they are. */
export function namedBefore(compiled: CompiledFlow, { step }: Ask, answers: readonly Answered[]): NamedBefore[] {
  const offered = offeredAt(step);
  if (!offered || !("from" in offered)) return [];
  const { from } = offered;
  const [path, ticked] = answers.find(([at]) => nameOf(at) === from) ?? [];
  if (path !== undefined && ticked?.kind === "choices") {
    const ask = compiled.asks.get(from) as Ask;
    const written = "choices" in ask.step ? everyChoice(ask.step.choices) : [];
    const picture = (id: string) => written?.find((it) => it.id === id)?.picture ?? compiled.flow.picture;
    const ids = ticked.ids.map((id): NamedBefore => {
      const label = choiceText(compiled, ask, id, answers);
      return { id, label, also: stepText(compiled, ask, `also.${id}`), picture: picture(id) };
    });
    return [...ids, ...(ticked.own ?? []).map((own, i) => ({ id: `own-${i}`, label: own, picture: picture("") }))];
  }
  const inside = answers.filter(([at, value]) => at.startsWith(`${from}[`) && !isBlank(value));
  const keys = new Set(inside.map(([at]) => roundKeyIn(at, from) as string));
  const named = [...keys].flatMap((key): NamedBefore[] => {
    const round = `${from}[${key}]`;
    const [at, value] = calledIn(inside, round) ?? [];
    if (at === undefined || !value) return [];
    const label = answerText(compiled, at, value, { answers, params: {}, known: [] });
    return [{ id: `${endOf(from)}-${key}`, label, picture: "person", round }];
  });
  return named.map((it, i) => {
    const same = named.slice(0, i).filter((other) => JSON.stringify(other.label) === JSON.stringify(it.label)).length;
    return same === 0 ? it : { ...it, label: common("numbered", { label: it.label, number: same + 1 }) };
  });
}

/** The label of a choice; the shared ones ("yes", "no", "unknown") are the same everywhere. */
export function choiceText(compiled: CompiledFlow, ask: Ask, id: string, answers: readonly Answered[]): Text | string {
  const before = namedBefore(compiled, ask, answers).find((it) => it.id === id);
  if (before) return before.label;
  if (ask.words.labels === "common" || id === "unknown") return common(`choices.${id}`);
  return stepText(compiled, ask, `choices.${id}`);
}

/** A recording or photo in words, also one that was let go of. */
export const mediaText = ({ type, gone }: Media): Text => common(gone ? `${type}-gone` : type);

/** An answer in words: labels for choices, the citizen's own words as they are. */
export function answerText(
  compiled: CompiledFlow,
  path: string,
  value: Value,
  context: Pick<FlowContext, "answers" | "params" | "known">,
): Text | string {
  const ask = compiled.asks.get(nameOf(path));
  const said = saidIn(context);
  switch (value.kind) {
    case "words":
      return value.words;
    case "choice":
      return ask ? choiceText(compiled, ask, value.id, said) : value.id;
    case "choices": {
      const labels = value.ids.map((id) => (ask ? choiceText(compiled, ask, id, said) : id));
      const media = value.media ? [mediaText(value.media)] : [];
      return common("listed", { list: [...labels, ...(value.own ?? []), ...media] });
    }
    case "number": {
      const of = endsOf(ask, context.params)?.top ?? 5;
      const label: TextValue = ask ? stepText(compiled, ask, `values.of${of}.${value.number}`) : "";
      return common("number-said", { number: value.number, label });
    }
    case "date":
      return common("date-said", { date: { date: value.date } });
    case "media":
      return value.caption ?? mediaText(value.media);
    default:
      return common(value.kind);
  }
}

/**
 * What fills the gaps in a step's words: earlier answers by step id, the item of the loop around, the drawn card, params.
 * Only the names its words use are worked out.
 */
export function valuesFor(
  compiled: CompiledFlow,
  ask: Ask,
  key: string,
  context: FlowContext,
  more: { card?: string | undefined; language: string },
): Record<string, TextValue> {
  const names = gapsOf(compiled, ask, key, more.language);
  const values: Record<string, TextValue> = {};
  const params = compiled.bundle.flows[ask.words.from]?.params ?? {};
  for (const name of names) {
    const found = gapAnswer(name, context);
    const round = gapRound(name, context);
    if (name === "card" && more.card) {
      const step = ask.step as { draw?: { deck: string } };
      values.card = flowText(compiled, `decks.${step.draw?.deck}.${more.card}`, undefined, ask.words.from);
    } else if (round) {
      values[name] = itemText(compiled, round.loop, keyOf(round), context);
    } else if (params[name]) {
      values[name] = paramText(compiled, name, ask.params ?? context.params, ask.words.from);
    } else if (found) {
      values[name] = answerText(compiled, found[0], found[1], context);
    }
  }
  return values;
}

/**
 * `{{item}}` is the nearest loop's item, `{{<loop id>}}` that of the loop of this name; `{{next}}` is the person whose turn
 * is next, or the nearest loop's next item, and after the last the first.
 */
function gapRound(name: string, { rounds }: FlowContext): Round | undefined {
  const nearest = rounds.at(-1);
  const turn = rounds.findLast((it) => it.of !== undefined) ?? nearest;
  if (name === "next" && turn) return { ...turn, index: (turn.index + 1) % turn.keys.length };
  return name === "item" ? nearest : rounds.find((it) => endOf(it.loop) === name);
}

/** `{{item-phone}}` is a field of the item, `{{noedplan--goal}}` a kept answer, else the latest answer to a step of this name. */
function gapAnswer(name: string, context: FlowContext): Answered | undefined {
  if (name.startsWith("item-")) return fieldOf(context.rounds.at(-1), name.slice("item-".length), context);
  if (name.includes("--")) {
    const wanted = name.replaceAll("--", "/");
    return context.known.findLast(([path]) => nameOf(path) === wanted);
  }
  return context.answers.findLast(([path]) => endOf(nameOf(path)) === name);
}

const endOf = (path: string): string | undefined => path.split("/").at(-1);

/** The item of a loop in words: what was ticked, told, or listed in the flow. */
export function itemText(compiled: CompiledFlow, name: string, key: string, context: FlowContext): Text | string {
  const loop = compiled.loops.get(name);
  if (!loop || !("answer" in loop.over)) {
    return flowText(compiled, `steps.${endOf(name)}.items.${key}`, undefined, loop?.flow);
  }
  const said = saidIn(context);
  const found = lookUp(said, pathOf(name, context.rounds), loop.over.answer);
  const { of } = found ? {} : roundsOf(loop, context);
  if (of !== undefined) return roundText(compiled, `${of}[${key}]`, context);
  const own = /^own-(\d+)$/.exec(key);
  if (own && found?.[1].kind === "choices") return found[1].own?.[Number(own[1])] ?? key;
  const ask = found && compiled.asks.get(nameOf(found[0]));
  return ask ? choiceText(compiled, ask, key, said) : key;
}

/** A person by name, or by what they are to the citizen; another round by the first that was said in it. */
export function roundText(compiled: CompiledFlow, round: string, context: FlowContext): Text | string {
  const inside = saidIn(context).filter(([path, value]) => path.startsWith(`${round}/`) && !isBlank(value));
  const [path, value] = calledIn(inside, round) ?? inside[0] ?? [];
  return path !== undefined && value ? answerText(compiled, path, value, context) : "";
}

/** What the person of a round is called by: the name, or what they are to the citizen. */
function calledIn(said: readonly Answered[], round: string): Answered | undefined {
  const field = (id: string) => said.find(([path]) => path === `${round}/${id}`);
  return field("name") ?? field("relation");
}

/** The picture of the item of a round: that of the choice it was, or the one of its name; own words have the exercise's. */
export function itemPicture(compiled: CompiledFlow, round: Round, context: FlowContext): string {
  const key = keyOf(round);
  const loop = compiled.loops.get(round.loop);
  if (!loop || !("answer" in loop.over)) return key;
  if (round.of !== undefined) return "person";
  const found = lookUp(saidIn(context), pathOf(round.loop, context.rounds), loop.over.answer);
  const step = found && compiled.asks.get(nameOf(found[0]))?.step;
  const choices = step && "choices" in step ? everyChoice(step.choices) : [];
  return choices?.find((it) => it.id === key)?.picture ?? compiled.flow.picture;
}

/** The names of the gaps in a step's words. */
export function gapsOf(compiled: CompiledFlow, ask: Ask, key: string, language: string): readonly string[] {
  const words = rawWords(compiled, ask, key, language);
  return [...words.matchAll(/\{\{\s*([\w-]+)\s*\}\}/g)].map((match) => match[1] as string);
}

function rawWords(compiled: CompiledFlow, ask: Ask, key: string, language: string): string {
  const words = compiled.bundle.words[language]?.[ask.words.from];
  const path = `${ask.words.key}.${key}`.split(".");
  const found = path.reduce<unknown>((at, part) => (at as FlowWords | undefined)?.[part], words);
  return typeof found === "string" ? found : "";
}

/** The exercise's name. */
export function titleOf(compiled: CompiledFlow): Text {
  return flowText(compiled, "title");
}
