import type { Condition } from "./condition.ts";
import type { AskStep, Flow, Step } from "./schema.ts";
import type { Person } from "./steps/blocks.ts";

/** Where the words of a place are: "flow" is the flow the step is written in, "common" is shared by all. */
export interface WordsAt {
  readonly from: "common" | string;
  readonly key: string;
  /** where the labels of its choices are, when not below `key` */
  readonly labels?: "common";
}

/** Steps of the engine itself, around the steps of every reporting flow (R9, R20, R22). */
export type EngineStep = { readonly type: "intro" | "review" | "release"; readonly id: string };

export type Params = Readonly<Record<string, string>>;

/** A flow with its shorthands written out: only places that ask, branches, loops and ends are left. */
export type Node =
  | {
      readonly kind: "ask";
      readonly name: string;
      readonly step: AskStep | EngineStep;
      readonly words: WordsAt;
      /** the params of the flow it is written in, when that flow runs inside another */
      readonly params?: Params;
    }
  | {
      readonly kind: "when";
      readonly name: string;
      readonly params?: Params;
      readonly if: Condition;
      /** it asks what is kept from before, which no answer of the session changes */
      readonly settled?: true;
      readonly then: readonly Node[];
      readonly else: readonly Node[];
    }
  | {
      readonly kind: "loop";
      readonly name: string;
      readonly over: { readonly list: readonly string[] } | { readonly answer: string } | { readonly max: number };
      readonly body: readonly Node[];
      /** the flow that has the words of its items, when it is a list */
      readonly flow?: string;
      /** a record of persons: its answers belong together */
      readonly person?: true;
    }
  /** steps of one flow: `end` inside leads to what comes after the block */
  | { readonly kind: "block"; readonly body: readonly Node[] }
  | { readonly kind: "end" };

export type Ask = Extract<Node, { kind: "ask" }>;
export type Loop = Extract<Node, { kind: "loop" }>;

/** The param that tells whether anyone is to be asked about at the end. */
export const AUDIENCE = "$audience";

/**
 * Writes out a flow: `person` becomes its questions, `run` the other flow's steps, `repeat` asks "En mere?",
 * and every reporting flow is opened and closed by the engine's own steps.
 * @param find gives the flow of an id, for `run`; may throw
 */
export function expand(flow: Flow, find: (id: string) => Flow): Node[] {
  const { uses = [] } = flow;
  const body = expandSteps(flow.steps, { flow: flow.id, prefix: "", find, uses, count: { whens: 0 } });
  const steps: Node = { kind: "block", body };
  if (flow.report === false) return [steps];
  if (flow.brief === "reading") return [engine("intro"), steps];
  const asked: Condition = { param: AUDIENCE, is: "yes" };
  const release: Node = { kind: "when", name: "audience?", if: asked, then: [engine("release")], else: [] };
  // what nobody sees, and what is decided by being said, is not asked about
  const end = flow.anonymous || flow.consents ? [] : [release];
  return flow.brief === "tap" ? [steps, ...end] : [engine("intro"), steps, engine("review"), ...end];
}

/** The steps of a flow whose kept answers another one uses: for their words, not to be asked. */
export function expandUsed(flow: Flow, find: (id: string) => Flow): Node[] {
  const defaults = Object.entries(flow.params ?? {}).map(([name, param]) => [name, param.default]);
  const params = Object.fromEntries(defaults);
  return expandSteps(flow.steps, { flow: flow.id, prefix: `${flow.id}/`, find, params, count: { whens: 0 } });
}

interface Scope {
  readonly flow: string;
  readonly prefix: string;
  readonly find: (id: string) => Flow;
  readonly params?: Params;
  /** the flows whose kept answers are known */
  readonly uses?: readonly string[];
  /** numbers the branches of one flow, so that each has a name of its own */
  readonly count: { whens: number };
}

function engine(type: EngineStep["type"]): Ask {
  return { kind: "ask", name: type, step: { type, id: type }, words: { from: "common", key: type, labels: "common" } };
}

function expandSteps(steps: readonly Step[], scope: Scope): Node[] {
  return steps.map((step) => expandStep(step, scope));
}

function expandStep(step: Step, scope: Scope): Node {
  const { prefix } = scope;
  const inside = (id: string): Scope => ({ ...scope, prefix: `${prefix}${id}/` });
  const own = scope.params ? { params: scope.params } : {};
  switch (step.type) {
    case "when": {
      const name = `${prefix}when:${++scope.count.whens}`;
      return {
        kind: "when",
        name,
        ...own,
        if: step.if,
        ...(scope.uses?.some((id) => step.if.answer?.startsWith(`${id}/`)) ? { settled: true as const } : {}),
        then: expandSteps(step.then, scope),
        else: expandSteps(step.else ?? [], scope),
      };
    }
    case "each": {
      const over = typeof step.over === "string" ? { answer: step.over } : { list: step.over };
      const body = expandSteps(step.steps, inside(step.id));
      return { kind: "loop", name: prefix + step.id, over, body, flow: scope.flow };
    }
    case "repeat": {
      const body = expandSteps(step.steps, inside(step.id));
      const words: WordsAt = { from: scope.flow, key: `steps.${step.id}.more`, labels: "common" };
      return loop(prefix + step.id, step.max, body, words, step.picture);
    }
    case "person": {
      const fields = step.fields.map((field) => personField(field, `${prefix}${step.id}/`, step.from));
      const body = afterName(fields, `${prefix}${step.id}/when:${++scope.count.whens}`);
      const words: WordsAt = { from: "common", key: "person.more", labels: "common" };
      return { ...loop(prefix + step.id, step.repeat ?? 1, body, words, step.picture), person: true };
    }
    case "run": {
      const other = scope.find(step.flow);
      const defaults = Object.entries(other.params ?? {}).map(([name, param]) => [name, param.default]);
      const params = { ...Object.fromEntries(defaults), ...step.params };
      return { kind: "block", body: expandSteps(other.steps, { ...inside(step.id), flow: other.id, params }) };
    }
    case "end":
      return { kind: "end" };
    default:
      return {
        kind: "ask",
        name: prefix + step.id,
        step,
        words: { from: scope.flow, key: `steps.${step.id}` },
        ...own,
      };
  }
}

function loop(name: string, max: number, body: Node[], words: WordsAt, picture: string | undefined): Loop {
  if (max === 1) return { kind: "loop", name, over: { list: ["0"] }, body };
  const yesNo = { type: "choose" as const, choices: ["yes", "no"].map((it) => ({ id: it, picture: it })) };
  const step: AskStep = { ...yesNo, id: "more", picture: picture ?? "more" };
  return { kind: "loop", name, over: { max }, body: [...body, { kind: "ask", name: `${name}/more`, step, words }] };
}

export const RELATIONS = ["family", "partner", "friend", "kontaktperson", "behandler", "neighbour", "other"] as const;

function personField(field: Person["fields"][number], prefix: string, from: string | undefined): Ask {
  const base = { id: field, picture: `person-${field}` };
  const steps: Record<Person["fields"][number], AskStep> = {
    name: { type: "tell", ...base, ...(from === undefined ? {} : { suggestions: { from } }) },
    relation: { type: "choose", ...base, choices: named(RELATIONS), own: true },
    ring: { type: "choose", ...base, choices: named(["ring-1", "ring-2", "ring-3"]) },
    helps: { type: "choose", ...base, choices: named(["helps", "both", "helps-not"]), own: true },
    phone: { type: "tell", ...base },
    support: {
      type: "tell",
      ...base,
      suggestions: named(["talk", "be-with-me", "do-something", "drive-me"]),
    },
  };
  const words: WordsAt = { from: "common", key: `person.${field}` };
  return { kind: "ask", name: `${prefix}${field}`, step: steps[field], words };
}

/** Of a person who is not named nothing more is asked. */
function afterName([first, ...rest]: readonly Ask[], name: string): Node[] {
  if (!first?.name.endsWith("/name") || rest.length === 0) return first ? [first, ...rest] : [];
  return [first, { kind: "when", name, if: { answer: "name", given: true }, then: rest, else: [] }];
}

function named(ids: readonly string[]) {
  return ids.map((it) => ({ id: it, picture: it }));
}
