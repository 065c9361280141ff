import type { CompiledFlow } from "../flow/library.ts";
import { meets } from "../flow/place.ts";
import type { Answered, Frame, Waiting } from "../model/conversation.ts";
import { answersOf, contextOf } from "./frame.ts";

const HOUR_MS = 60 * 60 * 1000;

/** When a day begins for what waits for it: never at night, in either half of the year. */
const MORNING = "T08:00:00.000Z";

/** Who the citizen let see it: all of the audience, or nobody (R22). What was given to be kept its giver knows already. */
export function releasedTo(frame: Frame, { flow }: CompiledFlow): Frame["audience"] {
  if (flow.consents) return [];
  if (flow.brief === "reading" && flow.keep) return frame.audience;
  const answer = answersOf(frame).find(([path]) => path === (flow.release ?? "release"))?.[1];
  const let_ = answer?.kind === "choice" && answer.id === (flow.release ? "yes" : "send");
  return let_ ? frame.audience : [];
}

/** The exercise to suggest next, if any fits. */
export function nextAfter(frame: Frame, { flow, asks }: CompiledFlow): string | undefined {
  const context = contextOf(frame);
  return flow.next?.find((it) => it.if === undefined || meets(it.if, context, { path: "", asks }))?.flow;
}

/** The exercises that wait for the citizen after this one. `at`: when it ended, ISO. */
export function waitingAfter(frame: Frame, { flow }: CompiledFlow, at: string): readonly Waiting[] {
  const answers = answersOf(frame);
  return (flow.follow ?? []).flatMap((follow): Waiting[] => {
    if ("hours" in follow) {
      return [{ flow: follow.flow, due: new Date(Date.parse(at) + follow.hours * HOUR_MS).toISOString() }];
    }
    const day = dayAt(answers, follow.date);
    return day === undefined ? [] : [{ flow: follow.flow, due: `${day}${MORNING}` }];
  });
}

function dayAt(answers: readonly Answered[], step: string): string | undefined {
  const value = answers.find(([path]) => path === step)?.[1];
  return value?.kind === "date" ? value.date : undefined;
}
