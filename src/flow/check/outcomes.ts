import { FEELINGS } from "../../model/picture.ts";
import { type Finding, listed, type Subject, wrong } from "./finding.ts";
import type { Place } from "./survey.ts";

/** What a flow tells of its outcome is there: the steps of its series and sheet. */
export function checkOutcomes(subject: Subject): Finding[] {
  const { series = [] } = subject.flow;
  return [...series.flatMap((name, i) => outcome(subject, ["series", i], name, ["scale"])), ...sheetTargets(subject)];
}

/** The full name of a place anywhere in the flow. */
function outcome(
  subject: Subject,
  path: readonly PropertyKey[],
  name: string,
  types: readonly Place["step"]["type"][],
): Finding[] {
  const place = subject.survey.places.get(name);
  if (place && types.includes(place.step.type)) return [];
  const fitting = [...subject.survey.places.values()].filter((it) => types.includes(it.step.type));
  const got = place ? `${name}, a ${place.step.type}` : name;
  return [wrong(path, `a ${types.join(" or ")} of the flow (${listed(fitting.map((it) => it.name))})`, got)];
}

function sheetTargets(subject: Subject): Finding[] {
  const { sheet } = subject.flow;
  if (!sheet) return [];
  if (sheet.kind === "stairs") return outcome(subject, ["sheet", "at"], sheet.at, ["scale"]);
  if (sheet.kind !== "feelings") return [];
  const strength = sheet.strength;
  return [
    ...outcome(subject, ["sheet", "chosen"], sheet.chosen, ["pick"]),
    ...missingFeelings(subject.survey.places.get(sheet.chosen)),
    ...(strength === undefined ? [] : outcome(subject, ["sheet", "strength"], strength, ["scale"])),
  ];
}

/** Every face on the sheet has its words from a choice. */
function missingFeelings(chosen: Place | undefined): Finding[] {
  if (chosen?.step.type !== "pick") return [];
  const { choices } = chosen.step;
  const ids = Array.isArray(choices) ? choices.map((it) => it.id) : [];
  const missing = FEELINGS.filter((it) => !ids.includes(it));
  return missing.length === 0
    ? []
    : [wrong(["sheet", "chosen"], "a pick of all feelings", `${chosen.step.id} without ${listed(missing)}`)];
}
