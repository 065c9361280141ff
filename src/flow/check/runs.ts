import type { Flow } from "../schema.ts";
import { type Finding, type Subject, wrong } from "./finding.ts";
import { survey } from "./survey.ts";

/** No flow runs itself, neither directly nor through others. */
export function checkRuns(subject: Subject): Finding[] {
  return subject.survey.standings.flatMap(({ step, path }) => {
    if (step.type !== "run") return [];
    const way = wayBack(subject, step.flow, []);
    return way ? [wrong([...path, "flow"], `a flow that does not run ${subject.flow.id} again`, way.join(" → "))] : [];
  });
}

/** The flows from `id` back to the subject, if it leads there. */
function wayBack(subject: Subject, id: string, passed: readonly string[]): string[] | undefined {
  if (id === subject.flow.id) return [id];
  const flow = subject.flows[id];
  if (!flow || passed.includes(id)) return undefined;
  for (const next of runsOf(flow)) {
    const rest = wayBack(subject, next, [...passed, id]);
    if (rest) return [id, ...rest];
  }
  return undefined;
}

function runsOf(flow: Flow): string[] {
  return survey(flow, {}).standings.flatMap(({ step }) => (step.type === "run" ? [step.flow] : []));
}
