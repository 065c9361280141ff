import { choiceText, itemText } from "../engine/answer-text.ts";
import type { Ask } from "../flow/expand.ts";
import type { CompiledFlow } from "../flow/library.ts";
import { atEnd, keyOf, nameOf, roundsIn } from "../flow/place.ts";
import { everyChoice, offeredAt } from "../flow/steps/common.ts";
import type { Answered } from "../model/conversation.ts";
import type { Line } from "../model/screen.ts";
import { common, type Text } from "../model/text.ts";
import { isBlank } from "../model/value.ts";
import type { Reported } from "./note.ts";

/**
 * How many rounds something was said in, and how often each choice was the answer, at the steps a flow counts: "Runder: 4
 * (Nej: 3 og Ja: 2)". Where turns are taken, one line for each. Own words count as own words, whatever they say.
 */
export function countLines(compiled: CompiledFlow, outcome: Reported): Line[] {
  const { count = [] } = compiled.flow;
  const said = outcome.answers.filter(([path, value]) => count.includes(nameOf(path)) && !isBlank(value));
  const turns = Map.groupBy(said, ([path]) => path.slice(0, path.lastIndexOf("/", path.lastIndexOf("[")) + 1));
  return [...turns.values()].map((answers) => {
    const rounds = new Set(answers.map(([path]) => path.slice(0, path.lastIndexOf("]"))));
    const list = tally(compiled, answers).map(([label, number]) => staff("counted", { label, number }));
    return {
      label: labelOf(compiled, answers[0] as Answered, outcome),
      answer: staff("rounds-said", { number: rounds.size, list }),
    };
  });
}

/** Every choice that can come up, also those that were never the answer; own words only when there were any. */
function tally(compiled: CompiledFlow, answers: readonly Answered[]): (readonly [Text | string, number])[] {
  const asks = answers.map(([path]) => compiled.asks.get(nameOf(path)) as Ask);
  const choices = new Map(asks.flatMap((ask) => (everyChoice(offeredAt(ask.step)) ?? []).map(({ id }) => [id, ask])));
  const chosen = answers.flatMap(([, value]) => (value.kind === "choice" ? [value.id] : []));
  const own = answers.length - chosen.length;
  const counted = [...choices].map(
    ([id, ask]) => [choiceText(compiled, ask, id, []), chosen.filter((it) => it === id).length] as const,
  );
  return own > 0 ? [...counted, [staff("own"), own]] : counted;
}

/** Whose rounds they are, where turns are taken. */
function labelOf(compiled: CompiledFlow, [path]: Answered, outcome: Reported): Text {
  const around = roundsIn(path).slice(0, -1);
  const turn = around.at(-1);
  if (!turn) return staff("rounds");
  const context = { ...atEnd(outcome), rounds: around.slice(0, -1) };
  return common("of-item", { label: staff("rounds"), item: itemText(compiled, turn.loop, keyOf(turn), context) });
}

const staff = (key: string, values?: Text["values"]): Text => ({
  from: "staff",
  key: `note.${key}`,
  ...(values ? { values } : {}),
});
