import type { Ask } from "../flow/expand.ts";
import type { CompiledFlow } from "../flow/library.ts";
import { type FlowContext, keyOf, nameOf, type Round, roundsIn } from "../flow/place.ts";
import type { Answered } from "../model/conversation.ts";
import type { Line } from "../model/screen.ts";
import { common, type Text } from "../model/text.ts";
import { isBlank } from "../model/value.ts";
import { answerText, flowText, itemText, stepText } from "./answer-text.ts";
import type { Place } from "./frame.ts";
import { settled } from "./moves.ts";

/** The answers a confirmation is about: those a summary names, or all since the summary before; at the end all. */
export function partOf(compiled: CompiledFlow, place: Place): readonly Answered[] {
  const { step } = place.ask;
  const { answers } = place.context;
  if (step.type !== "summary") return answers;
  if (step.of) {
    const wanted = step.of;
    return answers.filter(([path]) =>
      nameOf(path)
        .split("/")
        .some((part) => wanted.includes(part)),
    );
  }
  const before = answers.findLastIndex(([path]) => compiled.asks.get(nameOf(path))?.step.type === "summary");
  return answers.slice(before + 1);
}

/**
 * What was said, one line an answer, in the citizen's own words; all of a person is one line. Steps that only show
 * something have no line.
 */
export function linesOf(compiled: CompiledFlow, said: readonly Answered[], seen: FlowContext): Line[] {
  const answers = settled(compiled, said);
  const context = { ...seen, answers: settled(compiled, seen.answers) };
  return answers.flatMap(([path, value], i) => {
    const ask = compiled.asks.get(nameOf(path));
    if (!ask || value.kind === "seen" || !hasShort(ask)) return [];
    const person = personAt(compiled, path);
    if (person === undefined) {
      return [{ label: questionOf(compiled, path, context), answer: answerText(compiled, path, value, context) }];
    }
    const first = answers.findIndex(([it]) => it.startsWith(person));
    return first === i ? personLine(compiled, person, answers, context) : [];
  });
}

/** The round of a record of persons that a path is in, as the start of its paths: "people[0]/". */
function personAt(compiled: CompiledFlow, path: string): string | undefined {
  const round = /^(.*\])\/[^/]+$/.exec(path)?.[1];
  const loop = round === undefined ? undefined : compiled.loops.get(nameOf(round));
  return loop?.person ? `${round}/` : undefined;
}

/** One person: the name, then what else was said; nothing at all when nothing was. */
function personLine(
  compiled: CompiledFlow,
  person: string,
  answers: readonly Answered[],
  context: FlowContext,
): Line[] {
  const said = answers.filter(([path, value]) => path.startsWith(person) && !isBlank(value) && !path.endsWith("/more"));
  const texts = said.map(([path, value]) => answerText(compiled, path, value, context));
  const [first, ...rest] = texts;
  if (first === undefined) return [];
  return [{ label: first, answer: rest.length > 0 ? common("side-by-side", { list: rest }) : common("named") }];
}

/** Whether a step gives an answer that has a name of its own. */
export function hasShort({ step }: Ask): boolean {
  return step.id !== "more" && !["intro", "review", "release", "summary", "say", "sheet"].includes(step.type);
}

/** What an answer was about, in short: the step's short words, with the item of a loop. */
export function labelOf(compiled: CompiledFlow, path: string, context: FlowContext): Text {
  const name = nameOf(path);
  const ask = compiled.asks.get(name) as Ask;
  const short = stepText(compiled, ask, "short");
  const rounds = roundsIn(path);
  const over = (round: Round) => compiled.loops.get(round.loop)?.over ?? { max: 1 };
  const repeats = rounds.filter((round) => "max" in over(round));
  return rounds.reduceRight((label, round, i) => {
    const [items, key] = [over(round), keyOf(round)];
    if ("max" in items) {
      if (round !== repeats.at(-1)) return label;
      return common("numbered", { label, number: repeats.length > 1 ? countedTo(path, context) : Number(key) + 1 });
    }
    if ("list" in items && items.list.length < 2) return label;
    return common("of-item", {
      label,
      item: itemText(compiled, round.loop, key, { ...context, rounds: rounds.slice(0, i) }),
    });
  }, short);
}

/** The question of an answer: the card that was the question there, else its label. */
export function questionOf(compiled: CompiledFlow, path: string, context: FlowContext): Text {
  const ask = compiled.asks.get(nameOf(path)) as Ask;
  const card = cardAt(ask, path, context);
  return card ? flowText(compiled, card, undefined, ask.words.from) : labelOf(compiled, path, context);
}

/** Repeats inside each other count on: "2 2" tells nothing. */
function countedTo(path: string, { answers }: FlowContext): number {
  const alike = answers.filter(([at]) => nameOf(at) === nameOf(path)).map(([at]) => at);
  return alike.includes(path) ? alike.indexOf(path) + 1 : alike.length + 1;
}

/** The card that was the question at a path. */
function cardAt({ step }: Ask, path: string, { drawn = [] }: FlowContext): string | undefined {
  const draw = "draw" in step && step.draw?.asks ? step.draw : undefined;
  const card = drawn.find(([at]) => at === path)?.[1];
  return draw && card !== undefined ? `decks.${draw.deck}.${card}` : undefined;
}
