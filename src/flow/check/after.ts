import type { Flow } from "../schema.ts";
import { type Finding, listed, type Subject, wrong } from "./finding.ts";

const CONSENT_PARAMS = ["receiver", "person", "exercise"];

/** What a flow keeps, uses, sets and leads on to is there. */
export function checkAfter(subject: Subject): Finding[] {
  const { flow } = subject;
  return [
    ...(flow.next ?? []).flatMap((it, i) => [
      ...leadsTo(subject, it.if ? ["next", i, "flow"] : ["next"], it.flow),
      ...(it.if?.answer === undefined ? [] : step(subject, ["next", i, "if", "answer"], it.if.answer)),
    ]),
    ...(flow.follow ?? []).flatMap((it) => [
      ...leadsTo(subject, ["follow"], it.flow),
      ...("date" in it ? step(subject, ["follow"], it.date, "date") : []),
    ]),
    ...(flow.uses ?? []).flatMap((id, i) => keptFlow(subject, ["uses", i], id)),
    ...(flow.menu ? keptFlow(subject, ["menu", "kept"], flow.menu.kept) : []),
    ...(flow.sets?.persona === undefined ? [] : step(subject, ["sets", "persona"], flow.sets.persona, "choose")),
    ...(flow.sets?.word === undefined ? [] : step(subject, ["sets", "word"], flow.sets.word, "choose", "tell")),
    ...Object.entries(flow.consents ?? {}).flatMap(([kind, name]) => step(subject, ["consents", kind], name, "choose")),
    ...(flow.release === undefined ? [] : step(subject, ["release"], flow.release, "choose")),
    ...together(flow),
  ];
}

/** Settings that only make sense beside another. */
function together(flow: Flow): Finding[] {
  const needs = (key: "renew" | "countersign" | "release" | "consents", other: string, has: boolean): Finding[] =>
    flow[key] === undefined || has ? [] : [wrong([key], `${other} as well`, `${key} alone`)];
  return [
    ...needs("renew", "keep", flow.keep !== undefined),
    ...needs("countersign", "keep", flow.keep !== undefined),
    ...needs(
      "consents",
      "params receiver, person and exercise",
      CONSENT_PARAMS.every((it) => flow.params?.[it]?.text),
    ),
    ...needs("release", "report: false", flow.report === false),
  ];
}

function leadsTo({ known }: Subject, path: readonly PropertyKey[], id: string): Finding[] {
  return known.has(id) ? [] : [wrong(path, `a flow (${listed(known)})`, id)];
}

function keptFlow(subject: Subject, path: readonly PropertyKey[], id: string): Finding[] {
  const other = id === subject.flow.id ? subject.flow : subject.flows[id];
  if (!other) return leadsTo(subject, path, id);
  return other.keep === undefined ? [wrong(path, "a flow that is kept (keep: true)", id)] : [];
}

/** The name of a step outside of loops. */
function step({ survey }: Subject, path: readonly PropertyKey[], name: string, ...types: readonly string[]): Finding[] {
  const place = survey.places.get(name);
  const fits = place && place.loops.length === 0 && (types.length === 0 || types.includes(place.step.type));
  const expected = types.length > 0 ? `a ${types.join(" or ")} of the flow` : "a step of the flow";
  return fits ? [] : [wrong(path, `${expected}, outside of loops`, name)];
}
