import type { Answered } from "../model/conversation.ts";
import { isBlank } from "../model/value.ts";
import { type Condition, type Ends, holds, lookUp } from "./condition.ts";
import type { Ask, Loop, Node } from "./expand.ts";

/** The round a loop is in; `key` of the round becomes part of the path of every place inside. */
export interface Round {
  readonly loop: string;
  readonly keys: readonly string[];
  readonly index: number;
  /** the path of the block whose rounds the items are ("noedplan/helpers"), when they are those of one */
  readonly of?: string;
}

/** What decides where a session stands. */
export interface FlowContext {
  readonly params: Readonly<Record<string, string>>;
  readonly answers: readonly Answered[];
  readonly rounds: readonly Round[];
  /** what is kept of the exercises this one uses, by "<flow>/<path>" */
  readonly known: readonly Answered[];
  /** `[path, card]`: the cards drawn, where what was asked is to be said again */
  readonly drawn?: Drawn;
}

export type Drawn = readonly (readonly [path: string, card: string])[];

/** All there is to look an answer up in: what was said here, then what was kept from before. */
export function saidIn({ answers, known }: Pick<FlowContext, "answers" | "known">): readonly Answered[] {
  return known.length === 0 ? answers : [...answers, ...known];
}

/** A finished session, seen from outside all its loops. */
export function atEnd(
  session: Pick<FlowContext, "answers" | "params" | "drawn"> & { known?: readonly Answered[] },
): FlowContext {
  const { answers, params, known = [], drawn = [] } = session;
  return { answers, params, known, drawn, rounds: [] };
}

/** The key of the item of a round. */
export const keyOf = (round: Round): string => round.keys[round.index] as string;

/** What was answered in the round that a round's item is ("phone" of the person it is about). */
export function fieldOf(round: Round | undefined, field: string, context: FlowContext): Answered | undefined {
  if (round?.of === undefined) return undefined;
  const path = `${round.of}[${keyOf(round)}]/${field}`;
  return saidIn(context).find(([at]) => at === path);
}

type When = Extract<Node, { kind: "when" }>;

/** The full path of a place: "people/name" in the second round of people is "people[1]/name". */
export function pathOf(name: string, rounds: readonly Round[]): string {
  // the innermost first: what stands before it stays as long as it is in the name
  return rounds.reduceRight((path, round) => {
    const { loop } = round;
    return name.startsWith(loop) && name[loop.length] === "/"
      ? `${loop}[${keyOf(round)}]${path.slice(loop.length)}`
      : path;
  }, name);
}

/** The place of a path: the path without the keys of its rounds. */
export function nameOf(path: string): string {
  return path.replaceAll(/\[[^\]]*\]/g, "");
}

/** The rounds a path is in, the outermost first. */
export function roundsIn(path: string): Round[] {
  return [...path.matchAll(/([^/[\]]+)\[([^\]]*)\]/g)].map((round) => {
    const [, name, key] = round as unknown as [string, string, string];
    return { loop: nameOf(path.slice(0, round.index)) + name, keys: [key], index: 0 };
  });
}

/** The key of the round of a block that a path is in; undefined outside of it. */
export function roundKeyIn(path: string, block: string): string | undefined {
  const start = `${block}[`;
  return path.startsWith(start) ? path.slice(start.length, path.indexOf("]", start.length)) : undefined;
}

/** The lowest and highest number of the scale asked at a place, if it is one. */
export function endsOf(ask: Ask | undefined, params: FlowContext["params"]): Ends | undefined {
  if (ask?.step.type !== "scale") return undefined;
  const { to } = ask.step;
  return { bottom: 1, top: typeof to === "number" ? to : Number((ask.params ?? params)[to.param]) };
}

/** Which way a branch goes: true is `then`. */
export function decide(branch: When, context: FlowContext, asks: ReadonlyMap<string, Ask>): boolean {
  return meets(branch.if, context, { path: pathOf(branch.name, context.rounds), params: branch.params, asks });
}

/** Where a condition stands: its path, the params it reads where they are not the session's, and all that is asked. */
interface Standpoint {
  readonly path: string;
  readonly params?: FlowContext["params"] | undefined;
  readonly asks: ReadonlyMap<string, Ask>;
}

/** Whether a condition holds where it stands. */
export function meets(condition: Condition, context: FlowContext, { path, params, asks }: Standpoint): boolean {
  if (condition.param !== undefined) return holds(condition, (params ?? context.params)[condition.param]);
  const round = context.rounds.at(-1);
  if (condition.item === "itself") return holds(condition, round && keyOf(round));
  if (condition.item !== undefined) return holds(condition, fieldOf(round, condition.item, context)?.[1]);
  const [said, name] = [saidIn(context), condition.answer as string];
  if (condition.given !== undefined && (roundsBefore(said, path, name) || keepsAny(context, name)))
    return condition.given;
  const found = lookUp(said, path, name);
  return holds(condition, found?.[1], found && endsOf(asks.get(nameOf(found[0])), context.params));
}

/** Whether anything that was said is kept of an exercise. */
function keepsAny({ known }: FlowContext, flow: string): boolean {
  return known.some(([at, value]) => at.startsWith(`${flow}/`) && !isBlank(value) && !at.endsWith("/more"));
}

/** The rounds of a loop: a list, what was ticked or told at an earlier step, the rounds of an earlier block, or as many as allowed. */
export function roundsOf(loop: Loop, context: FlowContext): Pick<Round, "keys" | "of"> {
  if ("list" in loop.over) return { keys: loop.over.list };
  if ("max" in loop.over) return { keys: Array.from({ length: loop.over.max }, (_, i) => String(i)) };
  const said = saidIn(context);
  const path = pathOf(loop.name, context.rounds);
  const value = lookUp(said, path, loop.over.answer)?.[1];
  if (value?.kind === "choices") return { keys: [...value.ids, ...(value.own ?? []).map((_, i) => `own-${i}`)] };
  return roundsBefore(said, path, loop.over.answer) ?? { keys: [] };
}

/** The rounds of a block asked before in which something was said, seen from a path. */
function roundsBefore(said: readonly Answered[], path: string, block: string): Pick<Round, "keys" | "of"> | undefined {
  const scopes = path.split("/").slice(0, -1);
  for (let depth = scopes.length; depth >= 0; depth--) {
    const of = [...scopes.slice(0, depth), block].join("/");
    const keys = said.flatMap(([at, value]) =>
      isBlank(value) || at.endsWith("/more") ? [] : (roundKeyIn(at, of) ?? []),
    );
    if (keys.length > 0) return { keys: [...new Set(keys)], of };
  }
  return undefined;
}

/** Every place that asks, by its name. */
export function asksOf(nodes: readonly Node[]): Map<string, Ask> {
  return new Map(everyNode(nodes).flatMap((node) => (node.kind === "ask" ? [[node.name, node] as const] : [])));
}

/** Every loop, by its name. */
export function loopsOf(nodes: readonly Node[]): Map<string, Loop> {
  return new Map(everyNode(nodes).flatMap((node) => (node.kind === "loop" ? [[node.name, node] as const] : [])));
}

function everyNode(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => {
    if (node.kind === "when") return [node, ...everyNode([...node.then, ...node.else])];
    return node.kind === "loop" || node.kind === "block" ? [node, ...everyNode(node.body)] : [node];
  });
}

/**
 * How many places a session will pass in all, as far as its answers tell: branches not decided yet count their only or shorter side,
 * and a repeated block counts the rounds taken, or one. For "Trin 2 af 5" (R10).
 */
export function countPlaces(nodes: readonly Node[], context: FlowContext, asks: ReadonlyMap<string, Ask>): number {
  /** @param after the places that follow the list, unless the list ends its block */
  const count = (list: readonly Node[], rounds: readonly Round[], after: number): number => {
    const here = { ...context, rounds };
    return list.reduceRight((rest, node) => passed(node, here, rest), after);
  };
  const passed = (node: Node, here: FlowContext, rest: number): number => {
    switch (node.kind) {
      case "end":
        return 0;
      case "ask":
        return 1 + rest;
      case "block":
        return count(node.body, here.rounds, 0) + rest;
      case "when":
        return branch(node, here, rest);
      case "loop":
        return rounded(node, here, rest);
    }
  };
  const branch = (node: When, here: FlowContext, rest: number): number => {
    const { param, item, answer } = node.if;
    const known =
      node.settled ??
      param ??
      item ??
      lookUp(saidIn(here), pathOf(node.name, here.rounds), answer as string) ??
      saidIn(here).find(([at]) => at.startsWith(`${answer}[`));
    const side = (nodes: readonly Node[]) => count(nodes, here.rounds, rest);
    if (known !== undefined) return side(decide(node, here, asks) ? node.then : node.else);
    return node.else.length === 0 ? side(node.then) : Math.min(side(node.then), side(node.else));
  };
  const rounded = (node: Loop, here: FlowContext, rest: number): number => {
    const items = roundsOf(node, here);
    const loop = pathOf(node.name, here.rounds);
    const started = (key: string) => context.answers.some(([path]) => path.startsWith(`${loop}[${key}]/`));
    const wantsMore = (key: string) => {
      const more = context.answers.find(([path]) => path === `${loop}[${key}]/more`)?.[1];
      return more?.kind === "choice" && more.id === "yes";
    };
    const taken = items.keys.flatMap((key, index) => {
      const before = items.keys[index - 1];
      return !("max" in node.over) || before === undefined || started(key) || wantsMore(before) ? [index] : [];
    });
    const at = (index: number) => [...here.rounds, { loop: node.name, ...items, index }];
    return taken.reduceRight((following, index) => count(node.body, at(index), following), rest);
  };
  return count(nodes, [], 0);
}
