import type { Answered } from "../model/conversation.ts";
import { type Ends, holds, lookUp } from "./condition.ts";
import type { Ask, Node } from "./expand.ts";

/** The round a loop is in; `key` of the round becomes part of the path of every place inside. */
export interface Round {
  readonly loop: string;
  readonly keys: readonly string[];
  readonly index: number;
}

/** What decides where a session stands. */
export interface FlowContext {
  readonly params: Readonly<Record<string, string>>;
  readonly answers: readonly Answered[];
  readonly rounds: readonly Round[];
}

export type Loop = Extract<Node, { kind: "loop" }>;
type When = Extract<Node, { kind: "when" }>;

/** The full path of a place: "people/name" in the second round of people is "people[1]/name". */
export function pathOf(name: string, rounds: readonly Round[]): string {
  const segments = name.split("/");
  return segments
    .map((segment, i) => {
      const round = rounds.find((it) => it.loop === segments.slice(0, i + 1).join("/"));
      return round && i < segments.length - 1 ? `${segment}[${round.keys[round.index]}]` : segment;
    })
    .join("/");
}

/** The place of a path: the path without the keys of its rounds. */
export function nameOf(path: string): string {
  return path.replaceAll(/\[[^\]]*\]/g, "");
}

/** The lowest and highest number of the scale asked at a place, if it is one. */
export function endsOf(ask: Ask | undefined, params: FlowContext["params"]): Ends | undefined {
  if (ask?.step.type !== "scale") return undefined;
  const { to } = ask.step;
  return { bottom: 1, top: typeof to === "number" ? to : Number((ask.params ?? params)[to.param]) };
}

/** Which way a branch goes: true is `then`. */
export function decide(branch: When, context: FlowContext, asks: ReadonlyMap<string, Ask>): boolean {
  const condition = branch.if;
  if (condition.param !== undefined) return holds(condition, (branch.params ?? context.params)[condition.param]);
  const found = lookUp(context.answers, pathOf(branch.name, context.rounds), condition.answer as string);
  return holds(condition, found?.[1], found && endsOf(asks.get(nameOf(found[0])), context.params));
}

/** The keys of the rounds of a loop: a list, what was ticked at an earlier step, or as many as allowed. */
export function roundsOf(loop: Loop, context: FlowContext): readonly string[] {
  if ("list" in loop.over) return loop.over.list;
  if ("max" in loop.over) return Array.from({ length: loop.over.max }, (_, i) => String(i));
  const value = lookUp(context.answers, pathOf(loop.name, context.rounds), loop.over.answer)?.[1];
  if (value?.kind !== "choices") return [];
  return [...value.ids, ...(value.own ?? []).map((_, i) => `own-${i}`)];
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
  const count = (list: readonly Node[], rounds: readonly Round[], after: number): number =>
    list.reduceRight((rest, node) => passed(node, { ...context, rounds }, rest), after);
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
    const known = node.if.param ?? lookUp(here.answers, pathOf(node.name, here.rounds), node.if.answer as string);
    const side = (nodes: readonly Node[]) => count(nodes, here.rounds, rest);
    if (known !== undefined) return side(decide(node, here, asks) ? node.then : node.else);
    return node.else.length === 0 ? side(node.then) : Math.min(side(node.then), side(node.else));
  };
  const rounded = (node: Loop, here: FlowContext, rest: number): number => {
    const keys = roundsOf(node, here);
    const at = (index: number) => [...here.rounds, { loop: node.name, keys, index }];
    const started = (index: number) => {
      const prefix = `${pathOf(`${node.name}/x`, at(index)).slice(0, -1)}`;
      return context.answers.some(([path]) => path.startsWith(prefix));
    };
    const wantsMore = (index: number) => {
      const more = context.answers.find(([path]) => path === pathOf(`${node.name}/more`, at(index)))?.[1];
      return more?.kind === "choice" && more.id === "yes";
    };
    return keys
      .map((_, index) => index)
      .filter((index) => !("max" in node.over) || index === 0 || started(index) || wantsMore(index - 1))
      .reduceRight((following, index) => count(node.body, at(index), following), rest);
  };
  return count(nodes, [], 0);
}
