import { lookUp } from "../flow/condition.ts";
import type { Ask } from "../flow/expand.ts";
import { type CompiledFlow, type FlowWords, refKey } from "../flow/library.ts";
import { endsOf, type FlowContext, nameOf, pathOf, type Round } from "../flow/place.ts";
import type { Answered } from "../model/conversation.ts";
import { common, type Text, type TextValue } from "../model/text.ts";
import type { Value } from "../model/value.ts";

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

/** The label of a choice; the shared ones ("yes", "no", "unknown") are the same everywhere. */
export function choiceText(compiled: CompiledFlow, ask: Ask, id: string, answers: readonly Answered[]): Text | string {
  const named = /^(.+)-(\d+)$/.exec(id);
  const step = ask.step;
  if (named && "choices" in step && !Array.isArray(step.choices)) {
    const name = answers.find(([path]) => path === `${named[1]}[${named[2]}]/name`)?.[1];
    if (name?.kind === "words") return name.words;
  }
  if (ask.words.labels === "common" || id === "unknown") return common(`choices.${id}`);
  return stepText(compiled, ask, `choices.${id}`);
}

/** An answer in words: labels for choices, the citizen's own words as they are. */
export function answerText(
  compiled: CompiledFlow,
  path: string,
  value: Value,
  context: Pick<FlowContext, "answers" | "params">,
): Text | string {
  const ask = compiled.asks.get(nameOf(path));
  switch (value.kind) {
    case "words":
      return value.words;
    case "choice":
      return ask ? choiceText(compiled, ask, value.id, context.answers) : value.id;
    case "choices": {
      const labels = value.ids.map((id) => (ask ? choiceText(compiled, ask, id, context.answers) : id));
      const media = value.media ? [common(value.media.type)] : [];
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
      return value.caption ?? common(value.media.type);
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
  const names = namesIn(rawWords(compiled, ask, key, more.language));
  const values: Record<string, TextValue> = {};
  const params = compiled.bundle.flows[ask.words.from]?.params ?? {};
  for (const name of names) {
    const found = context.answers.findLast(([path]) => endOf(nameOf(path)) === name);
    // `{{item}}` is the nearest loop's item, `{{<loop id>}}` that of the loop of this name
    const round = name === "item" ? context.rounds.at(-1) : context.rounds.find((it) => endOf(it.loop) === name);
    if (name === "card" && more.card) {
      const step = ask.step as { draw?: { deck: string } };
      values.card = flowText(compiled, `decks.${step.draw?.deck}.${more.card}`, undefined, ask.words.from);
    } else if (round) {
      values[name] = itemText(compiled, round.loop, round.keys[round.index] as string, context);
    } else if (params[name]) {
      const param = (ask.params ?? context.params)[name] ?? "";
      const known = params[name].values.includes(param);
      values[name] = known ? flowText(compiled, `params.${name}.${param}`, undefined, ask.words.from) : param;
    } else if (found) {
      values[name] = answerText(compiled, found[0], found[1], context);
    }
  }
  return values;
}

const endOf = (path: string): string | undefined => path.split("/").at(-1);

/** The item of a loop in words: what was ticked, told, or listed in the flow. */
export function itemText(compiled: CompiledFlow, name: string, key: string, context: FlowContext): Text | string {
  const loop = compiled.loops.get(name);
  if (!loop || !("answer" in loop.over)) return flowText(compiled, `steps.${endOf(name)}.items.${key}`);
  const found = lookUp(context.answers, pathOf(name, context.rounds), loop.over.answer);
  const own = /^own-(\d+)$/.exec(key);
  if (own && found?.[1].kind === "choices") return found[1].own?.[Number(own[1])] ?? key;
  const ask = found && compiled.asks.get(nameOf(found[0]));
  return ask ? choiceText(compiled, ask, key, context.answers) : key;
}

/** The picture of the item of a round: that of the choice it was, or the one of its name; own words have the exercise's. */
export function itemPicture(compiled: CompiledFlow, round: Round, context: FlowContext): string {
  const key = round.keys[round.index] as string;
  const loop = compiled.loops.get(round.loop);
  if (!loop || !("answer" in loop.over)) return key;
  const found = lookUp(context.answers, pathOf(round.loop, context.rounds), loop.over.answer);
  const step = found && compiled.asks.get(nameOf(found[0]))?.step;
  const choices = step && "choices" in step && Array.isArray(step.choices) ? step.choices : [];
  return choices.find((it) => it.id === key)?.picture ?? compiled.flow.picture;
}

function rawWords(compiled: CompiledFlow, ask: Ask, key: string, language: string): string {
  const words = compiled.bundle.words[language]?.[ask.words.from];
  const path = `${ask.words.key}.${key}`.split(".");
  const found = path.reduce<unknown>((at, part) => (at as FlowWords | undefined)?.[part], words);
  return typeof found === "string" ? found : "";
}

function namesIn(words: string): readonly string[] {
  return [...words.matchAll(/\{\{\s*([\w-]+)\s*\}\}/g)].map((match) => match[1] as string);
}

/** The exercise's name. */
export function titleOf(compiled: CompiledFlow): Text {
  return flowText(compiled, "title");
}
