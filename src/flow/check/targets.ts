import type { Condition } from "../condition.ts";
import type { AskStep } from "../schema.ts";
import type { Each, Run } from "../steps/blocks.ts";
import { isNamedLink, offeredAt } from "../steps/common.ts";
import { type Finding, listed, type Subject, wrong } from "./finding.ts";
import { itemsOf } from "./pictures.ts";
import { type Place, placeFor, type Standing } from "./survey.ts";

/** Kinds of steps whose answer something can depend on. */
const ANSWERED: readonly Place["step"]["type"][] = ["choose", "pick", "scale", "tell", "date", "sign", "person-field"];
/** Blocks something can have been said in. */
const BLOCKS: readonly Place["step"]["type"][] = ["person", "repeat"];

/** Everything the steps of a flow name is there, and answers can have been given where they are used. */
export function checkTargets(subject: Subject): Finding[] {
  return subject.survey.standings.flatMap((standing) => stepTargets(subject, standing));
}

function stepTargets(subject: Subject, standing: Standing): Finding[] {
  const { step, path } = standing;
  switch (step.type) {
    case "when":
      if (step.if.param !== undefined) return param(subject, [...path, "if", "param"], step.if.param);
      if (step.if.item !== undefined) return itemTarget(standing, [...path, "if", "item"], step.if.item);
      return conditionTarget(subject, standing, [...path, "if", "answer"], step.if);
    case "each":
      return overTarget(subject, standing, step);
    case "run":
      return runTargets(subject, path, step);
    case "person":
      return step.from === undefined ? [] : personsFrom(subject, standing, [...path, "from"], step.from);
    case "repeat":
    case "end":
      return [];
    default:
      return askTargets(subject, standing, step);
  }
}

/** Whether something was given can be asked of a block as well, and of all that is kept of a used flow. */
function conditionTarget(subject: Subject, standing: Standing, path: readonly PropertyKey[], condition: Condition) {
  const name = condition.answer as string;
  const whole = subject.flow.uses?.includes(name) || BLOCKS.includes(placeFor(name, standing)?.step.type as never);
  return condition.given !== undefined && whole ? [] : earlier(subject, standing, path, name, ANSWERED);
}

function askTargets(subject: Subject, standing: Standing, step: AskStep): Finding[] {
  const { path } = standing;
  const findings: Finding[] = [];
  if (step.type === "scale" && typeof step.to !== "number") {
    findings.push(...scaleParam(subject, [...path, "to", "param"], step.to.param));
  }
  if (step.type === "date" && step.after !== undefined) {
    findings.push(...earlier(subject, standing, [...path, "after"], step.after, ["date"]));
  }
  findings.push(...choiceTargets(subject, standing, step));
  if (step.type === "summary") {
    const before = new Set([...standing.before.maybe.keys()].flatMap((name) => name.split("/")));
    const known = [...before].filter((name) => subject.survey.places.has(name));
    step.of?.forEach((name, i) => {
      if (!before.has(name)) findings.push(wrong([...path, "of", i], `an earlier step (${listed(known)})`, name));
    });
  }
  if (showsSheet(step) && !subject.flow.sheet) {
    findings.push(wrong(path, "a sheet at the top of the flow, as this step shows it", "none"));
  }
  if ("sheet" in step && typeof step.sheet === "string") findings.push(...keptSheet(subject, path, step.sheet));
  if ("link" in step && step.link && "call" in step.link && !isNamedLink(step.link)) {
    findings.push(...callTarget(standing, [...path, "link", "call"], step.link.call));
  }
  if ("draw" in step && step.draw) findings.push(...drawTargets(subject, standing, step.draw));
  return findings;
}

function showsSheet(step: AskStep): boolean {
  return step.type === "sheet" || step.sheet === true;
}

function keptSheet({ flow, flows }: Subject, path: readonly PropertyKey[], name: string): Finding[] {
  const uses = flow.uses ?? [];
  if (!uses.includes(name)) return [wrong([...path, "sheet"], `true, or a flow it uses (${listed(uses)})`, name)];
  return flows[name] && !flows[name].sheet ? [wrong([...path, "sheet"], "a flow with a sheet", name)] : [];
}

/** A field of the persons that are kept of a used flow, or of the person the round is about. */
function callTarget(standing: Standing, path: readonly PropertyKey[], name: string): Finding[] {
  if (!name.includes("/")) return itemTarget(standing, path, name);
  return standing.before.maybe.has(name) ? [] : [wrong(path, "a field of persons that a used flow keeps", name)];
}

/** The item of the loop around, or a field of the person or round it is. */
function itemTarget(standing: Standing, path: readonly PropertyKey[], name: string): Finding[] {
  const loop = standing.around.at(-1);
  if (loop?.type !== "each") return [wrong(path, "item only directly inside an each", name)];
  const fields = fieldsOf(loop, standing);
  if (name === "itself" || fields.includes(name)) return [];
  return [wrong(path, `itself, or what was asked in each round of ${String(loop.over)} (${listed(fields)})`, name)];
}

/** What was asked in the rounds that a loop goes over again. */
export function fieldsOf(loop: Each, standing: Standing): readonly string[] {
  const block = typeof loop.over === "string" ? placeFor(loop.over, standing)?.name : undefined;
  if (block === undefined) return [];
  const inside = [...standing.before.maybe.keys()].filter((it) => it.startsWith(`${block}/`));
  return inside.map((it) => it.slice(block.length + 1)).filter((it) => !it.includes("/"));
}

/** Choices come from an earlier answer, or there are some for every item of the loop around. */
function choiceTargets(subject: Subject, standing: Standing, step: AskStep): Finding[] {
  const choices = offeredAt(step);
  if (!choices || Array.isArray(choices)) return [];
  const path = [...standing.path, step.type === "tell" ? "suggestions" : "choices"];
  if ("from" in choices) {
    const from = step.type === "tell" ? personsFrom : choicesFrom;
    return from(subject, standing, [...path, "from"], choices.from);
  }
  const loop = standing.around.at(-1);
  if (!("by" in choices)) return [];
  if (loop?.type !== "each") return [wrong([...path, "by"], "item only directly inside an each", "item")];
  const items = itemsOf(loop.over, standing);
  const unknown = Object.keys(choices.of).filter((it) => !items.includes(it));
  const missing = items.filter((it) => !(it in choices.of));
  return [
    ...missing.map((it) => wrong([...path, "of"], `choices for every item of ${loop.id}`, `none for ${it}`)),
    ...unknown.map((it) => wrong([...path, "of", it], `an item of ${loop.id} (${listed(items)})`, it)),
  ];
}

function overTarget(subject: Subject, standing: Standing, step: Each): Finding[] {
  if (typeof step.over !== "string") return [];
  const path = [...standing.path, "over"];
  const own = [...standing.scope, step.id, ""].join("/");
  if (!placeFor(step.over, standing) && isInside(subject, own, step.over)) {
    return [wrong(path, "a pick before this loop", `${step.over}, which is inside it`)];
  }
  return earlier(subject, standing, path, step.over, ["pick", ...BLOCKS]);
}

function isInside(subject: Subject, prefix: string, name: string): boolean {
  return [...subject.survey.places.keys()].some((it) => it.startsWith(prefix) && it.endsWith(`/${name}`));
}

function runTargets(subject: Subject, path: readonly PropertyKey[], step: Run): Finding[] {
  if (!subject.known.has(step.flow)) return [wrong([...path, "flow"], `a flow (${listed(subject.known)})`, step.flow)];
  const target = subject.flows[step.flow];
  if (!target) return [];
  return Object.entries(step.params ?? {}).flatMap(([name, value]) => {
    const at = [...path, "params", name];
    const found = target.params?.[name];
    if (!found) return [wrong(at, `a param of ${target.id} (${listed(Object.keys(target.params ?? {}))})`, name)];
    if (found.text || found.values.includes(value)) return [];
    return [wrong(at, `a value of ${name} in ${target.id} (${listed(found.values)})`, value)];
  });
}

function drawTargets(
  subject: Subject,
  standing: Standing,
  draw: { deck: string; match?: Record<string, string> | undefined },
): Finding[] {
  const path = [...standing.path, "draw"];
  const decks = subject.flow.decks ?? {};
  const deck = decks[draw.deck];
  if (!deck) return [wrong([...path, "deck"], `a deck of the flow (${listed(Object.keys(decks))})`, draw.deck)];
  const tags = new Set(deck.flatMap((card) => Object.keys(card.tags ?? {})));
  return Object.entries(draw.match ?? {}).flatMap(([tag, from]) => {
    const at = [...path, "match", tag];
    if (!tags.has(tag)) return [wrong(at, `a tag of deck ${draw.deck} (${listed(tags)})`, tag)];
    if (Object.hasOwn(subject.flow.params ?? {}, from)) return [];
    if (from !== "item") return earlier(subject, standing, at, from, ["choose"]);
    return standing.around.at(-1)?.type === "each" ? [] : [wrong(at, "item only directly inside an each", from)];
  });
}

/** Choices come from what was ticked at a pick, or from the names given in a record of persons or a repeated block. */
function choicesFrom(subject: Subject, standing: Standing, path: readonly PropertyKey[], name: string): Finding[] {
  if (standing.before.maybe.get(name)?.step.type === "pick") return [];
  return personsFrom(subject, standing, path, name, "a pick, or a block that asks for a name");
}

/** What is told by one tap comes from the names of a record of persons. */
function personsFrom(
  subject: Subject,
  standing: Standing,
  path: readonly PropertyKey[],
  name: string,
  expected = "a block that asks for a name",
): Finding[] {
  const place = standing.before.maybe.get(name);
  if (!place) return earlier(subject, standing, path, name, []);
  const named = standing.before.maybe.has(`${place.name}/name`);
  return named ? [] : [wrong(path, expected, `${name}, a ${place.step.type}`)];
}

/** A name of an answer given before, seen from where it is used. */
function earlier(
  subject: Subject,
  standing: Standing,
  path: readonly PropertyKey[],
  name: string,
  types: readonly Place["step"]["type"][],
): Finding[] {
  const place = placeFor(name, standing);
  if (place && types.includes(place.step.type)) return [];
  if (place) {
    const expected = types === ANSWERED ? "a step that asks" : `a ${types.join(" or ")}`;
    return [wrong(path, expected, `${name}, a ${place.step.type}`)];
  }
  const before = [...standing.before.maybe.values()];
  const hidden = before.find((it) => it.name.split("/").at(-1) === name);
  if (hidden) return [wrong(path, "a step that is seen from here", `${name}, which is inside ${hidden.loops.at(-1)}`)];
  const later = [...subject.survey.places.values()].some((it) => it.name.split("/").at(-1) === name);
  if (later) return [wrong(path, "an earlier step", `${name}, which cannot have been answered yet`)];
  const seen = before.filter((it) => types.includes(it.step.type)).map((it) => it.name);
  return [wrong(path, `an earlier step (${listed(seen)})`, name)];
}

function param(subject: Subject, path: readonly PropertyKey[], name: string): Finding[] {
  const params = Object.keys(subject.flow.params ?? {});
  return params.includes(name) ? [] : [wrong(path, `a param of the flow (${listed(params)})`, name)];
}

function scaleParam(subject: Subject, path: readonly PropertyKey[], name: string): Finding[] {
  const values = subject.flow.params?.[name]?.values;
  if (!values) return param(subject, path, name);
  const bad = values.filter((it) => it !== "3" && it !== "5");
  return bad.length === 0 ? [] : [wrong(path, 'a param whose values are "3" and "5"', bad.join(", "))];
}
