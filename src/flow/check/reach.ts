import { type Condition, holds } from "../condition.ts";
import { type Domain, domainOf, domainOfParam } from "./domain.ts";
import { type Finding, listed, type Subject, wrong } from "./finding.ts";
import { itemsOf } from "./pictures.ts";
import { placeFor, type Standing } from "./survey.ts";

/** Every step can be reached: nothing stands after an end, and every condition can both hold and fail. */
export function checkReach(subject: Subject): Finding[] {
  return subject.survey.standings.flatMap((standing) => {
    const { step, path, before } = standing;
    if (before.ended) return [wrong(path, "a step that can be reached", "one after the end")];
    return step.type === "when" ? checkCondition(subject, standing, step.if) : [];
  });
}

function checkCondition(subject: Subject, standing: Standing, condition: Condition): Finding[] {
  const domain = domainAt(subject, standing, condition);
  if (!domain || domain.possible.length === 0) return [];
  const path = [...standing.path, "if"];
  const name = (condition.param ?? condition.answer ?? condition.item) as string;
  const compared = comparedNames(condition);
  if (compared.length > 0 && !domain.names) return [];
  const unknown = compared.filter(({ value }) => !domain.names?.includes(value));
  if (unknown.length > 0) {
    const known = (domain.names ?? []).map(quoted);
    return unknown.map((it) => wrong([...path, it.key], `a value of ${name} (${listed(known)})`, quoted(it.value)));
  }
  const found = domain.possible.map((it) => holds(condition, it.value, it.ends));
  if (!found.includes(true)) return [wrong(path, "a condition that can hold", `one that never holds for ${name}`)];
  if (!found.includes(false)) return [wrong(path, "a condition that can fail", `one that always holds for ${name}`)];
  return [];
}

/** What the condition can find; undefined when it names nothing, which is a finding of its own. */
function domainAt(subject: Subject, standing: Standing, condition: Condition): Domain | undefined {
  if (condition.param !== undefined) {
    const param = subject.flow.params?.[condition.param];
    return param && domainOfParam(param);
  }
  if (condition.item !== undefined) return domainOfItem(condition.item, standing);
  const place = placeFor(condition.answer as string, standing);
  return place && domainOf(place, standing.before.surely.has(place.name));
}

function domainOfItem(name: string, standing: Standing): Domain | undefined {
  const loop = standing.around.at(-1);
  if (loop?.type !== "each") return undefined;
  if (name === "itself") {
    const items = itemsOf(loop.over, standing);
    return { possible: items.map((value) => ({ value })), names: items };
  }
  const block = typeof loop.over === "string" ? placeFor(loop.over, standing)?.name : undefined;
  const place = standing.before.maybe.get(`${block}/${name}`);
  return place && domainOf(place, false);
}

function comparedNames(condition: Condition): { key: string; value: string | number }[] {
  return (["is", "not", "in", "includes"] as const).flatMap((key) => {
    const value = condition[key];
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map((it) => ({ key, value: it }));
  });
}

/** "3" and 3 are not the same to a condition. */
function quoted(value: string | number): string {
  return typeof value === "number" ? String(value) : `"${value}"`;
}
