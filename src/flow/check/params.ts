import { at } from "../issues.ts";
import { type Finding, listed, type Subject, wrong } from "./finding.ts";
import { gapsIn, textsBelow } from "./gaps.ts";

/** Every param is used, and stands for one of its values when nothing is said. */
export function checkParams(subject: Subject): Finding[] {
  const used = usedParams(subject);
  return Object.entries(subject.flow.params ?? {}).flatMap(([name, param]) => [
    ...(param.values.includes(param.default)
      ? []
      : [wrong(["params", name, "default"], `one of its values (${listed(param.values)})`, param.default)]),
    ...(used.has(name)
      ? []
      : [wrong(["params", name], "a param that a condition, a scale, a diploma or words use", "no use of it")]),
  ]);
}

function usedParams({ flow, survey, words }: Subject): Set<string> {
  const inSteps = survey.standings.flatMap(({ step }) => {
    if (step.type === "when") return step.if.param ?? [];
    return step.type === "scale" && typeof step.to !== "number" ? step.to.param : [];
  });
  const inWords = words.languages.flatMap((language) =>
    textsBelow(at(words.flows, [language, flow.id])).flatMap(gapsIn),
  );
  const { sheet } = flow;
  const onSheet = sheet?.kind === "diploma" ? [sheet.text] : sheet?.kind === "list" ? sheet.parts : [];
  // for whom consent is asked, and for what
  const asked = flow.consents ? ["receiver", "person", "exercise"] : [];
  return new Set([...asked, ...inSteps, ...inWords, ...onSheet]);
}
