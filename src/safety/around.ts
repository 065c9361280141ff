import type { Profile } from "../model/conversation.ts";
import type { CrisisNumbers } from "../model/safety.ts";
import type { LookFor } from "./look-for.ts";
import { type CallButton, callsFor } from "./numbers.ts";

/** The crisis rules of all languages, and the numbers to call. */
export interface Safety {
  readonly lookFor: LookFor;
  readonly numbers: CrisisNumbers;
}

/** The rules and numbers of one citizen: their language, their region, their unit. */
export function safetyFor({ lookFor, numbers }: Safety, { language, region, unitPhone }: Profile) {
  const known = { numbers, ...(region ? { region } : {}), ...(unitPhone ? { unit: unitPhone } : {}) };
  return {
    lookFor: (text: string) => lookFor(text, language),
    callsFor: (...[category, danger]: [Parameters<typeof callsFor>[0], boolean]): readonly CallButton[] =>
      callsFor(category, danger, known),
  };
}
