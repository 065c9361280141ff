import type { Ask } from "../flow/expand.ts";
import type { CompiledFlow } from "../flow/library.ts";
import { type FlowContext, nameOf } from "../flow/place.ts";
import type { Answered } from "../model/conversation.ts";
import type { Line } from "../model/screen.ts";
import { common, type Text } from "../model/text.ts";
import { answerText, itemText, stepText } from "./answer-text.ts";
import type { Place } from "./frame.ts";

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

/** What was said, one line an answer, in the citizen's own words. Steps that only show something have no line. */
export function linesOf(compiled: CompiledFlow, answers: readonly Answered[], context: FlowContext): Line[] {
  return answers.flatMap(([path, value]) => {
    const ask = compiled.asks.get(nameOf(path));
    if (!ask || value.kind === "seen" || !hasShort(ask)) return [];
    return [{ label: labelOf(compiled, path, context), answer: answerText(compiled, path, value, context) }];
  });
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
  const rounds = [...path.matchAll(/([^/[\]]+)\[([^\]]*)\]/g)];
  const last = rounds.at(-1);
  if (!last) return short;
  const loopName = nameOf(path.slice(0, (last.index ?? 0) + (last[1] as string).length));
  const loop = compiled.loops.get(loopName);
  if (!loop || "max" in loop.over) return common("numbered", { label: short, number: Number(last[2]) + 1 });
  if ("list" in loop.over && loop.over.list.length < 2) return short;
  return common("of-item", {
    label: short,
    item: itemText(compiled, loopName, last[2] as string, { ...context, rounds: [] }),
  });
}
