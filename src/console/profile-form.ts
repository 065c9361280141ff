import type { CitizenProfile } from "../people/profile.ts";
import { chosenIn } from "./form.ts";
import type { Given } from "./view/people-add.ts";

/** A profile as the form of the settings shows it. */
export function formOf(profile: CitizenProfile): Given {
  const { hours, readAloud, choicesAtATime, wordForUse, region, firstContactOn, firstTalkOn, ...same } = profile;
  return {
    ...same,
    wordForUse: wordForUse ?? "",
    choicesAtATime: String(choicesAtATime),
    readAloud: readAloud ? "yes" : "",
    from: String(hours.from),
    to: String(hours.to),
    region: region ?? "",
    firstContactOn: firstContactOn ?? "",
    firstTalkOn: firstTalkOn ?? "",
  };
}

/** What the form says; `checkProfile` judges it. @throws AppError "input": what no form of ours sends */
export function profileFrom(given: Given): Record<string, unknown> {
  const { name, language, persona, pace } = given;
  const optional = (text: string | undefined) => (text === undefined || text.trim() === "" ? null : text);
  const number = (text: string | undefined) => (text ? Number(text) : Number.NaN);
  return {
    ...{ name, language, persona, pace },
    wordForUse: optional(given.wordForUse),
    choicesAtATime: number(given.choicesAtATime),
    readAloud: chosenIn(given, "readAloud", ["yes"]) === "yes",
    hours: { from: number(given.from), to: number(given.to) },
    region: optional(given.region),
    firstContactOn: optional(given.firstContactOn),
    firstTalkOn: optional(given.firstTalkOn),
  };
}
