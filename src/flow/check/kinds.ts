import type { AskStep, Step } from "../schema.ts";
import { chooseWords } from "../steps/choose.ts";
import type { WordKey } from "../steps/common.ts";
import { dateWords } from "../steps/date.ts";
import { pickWords } from "../steps/pick.ts";
import { sayWords } from "../steps/say.ts";
import { scaleWords } from "../steps/scale.ts";
import { sheetWords } from "../steps/sheet.ts";
import { signWords } from "../steps/sign.ts";
import { summaryWords } from "../steps/summary.ts";
import { tellWords } from "../steps/tell.ts";

type Kinds = {
  readonly [T in AskStep["type"]]: {
    readonly words: (step: Extract<AskStep, { type: T }>) => readonly WordKey[];
    /** it is a question of the flow, answered by the citizen */
    readonly asks: boolean;
  };
};

const KINDS: Kinds = {
  say: { words: sayWords, asks: false },
  choose: { words: chooseWords, asks: true },
  pick: { words: pickWords, asks: true },
  scale: { words: scaleWords, asks: true },
  tell: { words: tellWords, asks: true },
  date: { words: dateWords, asks: true },
  sign: { words: signWords, asks: true },
  summary: { words: summaryWords, asks: false },
  sheet: { words: sheetWords, asks: false },
};

/** The words a step must have. */
export function wordsOf(step: AskStep): readonly WordKey[] {
  return (KINDS[step.type].words as (step: AskStep) => readonly WordKey[])(step);
}

export function isAskStep(step: { readonly type: string }): step is AskStep {
  return Object.hasOwn(KINDS, step.type);
}

export function isQuestion(step: { readonly type: string }): boolean {
  return isAskStep(step as Step) && KINDS[(step as AskStep).type].asks;
}
