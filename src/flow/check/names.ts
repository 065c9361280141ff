import type { Step } from "../schema.ts";
import { type Finding, type Subject, wrong } from "./finding.ts";

/** Names of the engine's own steps, and of what fills the gaps in words beside answers. */
const RESERVED = ["intro", "review", "release", "more", "item", "card", "word"];

/** Every step, choice and item has an id of its own: words and answers go by it. */
export function checkNames({ flow, survey }: Subject): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const { step, path } of survey.standings) {
    if (!("id" in step)) continue;
    findings.push(...sameChoices(step, path));
    if (RESERVED.includes(step.id)) findings.push(wrong([...path, "id"], "an id that is not reserved", step.id));
    if (seen.has(step.id)) findings.push(wrong([...path, "id"], "an id that no other step has", step.id));
    seen.add(step.id);
  }
  for (const param of Object.keys(flow.params ?? {})) {
    if (RESERVED.includes(param)) findings.push(wrong(["params", param], "a name that is not reserved", param));
    if (seen.has(param)) findings.push(wrong(["params", param], "a name that no step has", param));
  }
  return findings;
}

function sameChoices(step: Step, path: readonly PropertyKey[]): Finding[] {
  const [key, ids] = choiceIds(step);
  return ids.flatMap((id, i) =>
    ids.indexOf(id) === i ? [] : [wrong([...path, key, i], "an id that no other choice or item has", id)],
  );
}

function choiceIds(step: Step): [key: string, ids: readonly string[]] {
  switch (step.type) {
    case "choose":
    case "pick":
      return ["choices", Array.isArray(step.choices) ? step.choices.map((it) => it.id) : []];
    case "tell":
      return ["suggestions", (step.suggestions ?? []).map((it) => it.id)];
    case "each":
      return ["over", typeof step.over === "string" ? [] : step.over];
    default:
      return ["", []];
  }
}
