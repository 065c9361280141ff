import type { Step } from "../schema.ts";
import { type Finding, type Subject, wrong } from "./finding.ts";

/** Names of the engine's own steps, and of what fills the gaps in words beside answers. */
const RESERVED = ["intro", "review", "release", "more", "item", "itself", "next", "card", "word"];

/** Every step, choice and item has an id of its own where it stands: words go by the id, answers by the blocks around as well. */
export function checkNames({ flow, survey }: Subject): Finding[] {
  const findings: Finding[] = [];
  const names = new Set<string>();
  const seen = new Map<string, Step["type"]>();
  for (const { step, path, scope } of survey.standings) {
    if (!("id" in step)) continue;
    findings.push(...sameChoices(step, path));
    if (RESERVED.includes(step.id)) findings.push(wrong([...path, "id"], "an id that is not reserved", step.id));
    const name = [...scope, step.id].join("/");
    const type = seen.get(step.id);
    if (names.has(name)) findings.push(wrong([...path, "id"], "an id that no other step here has", step.id));
    else if (type && type !== step.type) {
      findings.push(
        wrong([...path, "id"], `a ${type}, as the other ${step.id} whose words it shares`, `a ${step.type}`),
      );
    }
    names.add(name);
    seen.set(step.id, step.type);
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
      return ["suggestions", Array.isArray(step.suggestions) ? step.suggestions.map((it) => it.id) : []];
    case "each":
      return ["over", typeof step.over === "string" ? [] : step.over];
    default:
      return ["", []];
  }
}
