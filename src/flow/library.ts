import { createHash } from "node:crypto";
import type { FlowRef } from "../model/conversation.ts";
import { AppError } from "../model/errors.ts";
import { type Ask, expand, expandUsed, type Loop, type Node } from "./expand.ts";
import { compileMachine, type FlowMachine } from "./machine.ts";
import { asksOf, loopsOf } from "./place.ts";
import type { Flow } from "./schema.ts";

/** Words of one flow in one language: `title`, `aim`, `steps.<id>.text` … as in `locales/<lang>/<flow>.yaml`. */
export type FlowWords = Readonly<Record<string, unknown>>;

/**
 * Everything a running session needs of its flow, also after newer versions came: the definition and the words of the
 * flow, of those it runs inside itself and of those whose kept answers it uses. This is what the store keeps by version.
 */
export interface FlowBundle {
  readonly id: string;
  readonly flows: Readonly<Record<string, Flow>>;
  /** language → flow id → words */
  readonly words: Readonly<Record<string, Readonly<Record<string, FlowWords>>>>;
}

export interface CompiledFlow {
  readonly ref: FlowRef;
  readonly flow: Flow;
  readonly bundle: FlowBundle;
  readonly nodes: readonly Node[];
  /** its places and loops by name, and those of the flows it uses ("noedplan/helpers") */
  readonly asks: ReadonlyMap<string, Ask>;
  readonly loops: ReadonlyMap<string, Loop>;
  readonly machine: FlowMachine;
}

/** Flows by version; the newest of each is what new sessions begin on. */
export interface Library {
  /** @throws AppError "not-found" when this version is not known */
  get(ref: FlowRef): CompiledFlow;
  has(ref: FlowRef): boolean;
  latest(id: string): CompiledFlow | undefined;
  /** the newest version of every flow, in the order of their titles' ids */
  all(): readonly CompiledFlow[];
  /** adds an older (or another replica's) version, so that a session begun on it goes on */
  add(bundle: FlowBundle): CompiledFlow;
}

/** The key of a version in texts and tables: "parathed@1f3a…". */
export const refKey = (ref: FlowRef): string => `${ref.id}@${ref.version}`;

/** The flow, the flows it runs inside itself and those it uses, with their words. */
export function bundle(
  id: string,
  flows: Readonly<Record<string, Flow>>,
  words: Readonly<Record<string, Readonly<Record<string, FlowWords>>>>,
): FlowBundle {
  const used = new Set<string>();
  const visit = (flow: Flow): void => {
    if (used.has(flow.id)) return;
    used.add(flow.id);
    JSON.stringify(flow.steps, (_, value) => {
      if (value?.type === "run" && flows[value.flow]) visit(flows[value.flow] as Flow);
      return value;
    });
    for (const other of flow.uses ?? []) if (flows[other]) visit(flows[other] as Flow);
  };
  visit(flows[id] as Flow);
  const only = <T>(of: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(of).filter(([key]) => used.has(key)));
  return {
    id,
    flows: only(flows),
    words: Object.fromEntries(Object.entries(words).map(([language, all]) => [language, only(all)])),
  };
}

/** Compiles a bundle; its version is a hash of all it holds. */
export function compileFlow(source: FlowBundle): CompiledFlow {
  const flow = source.flows[source.id];
  if (!flow) throw new AppError("input", `flow ${source.id}: expected its definition in the bundle, got none`);
  const find = (id: string): Flow => {
    const found = source.flows[id];
    if (!found) throw new AppError("input", `flow ${source.id}: expected a flow to run, got "${id}"`);
    return found;
  };
  const nodes = expand(flow, find);
  const ref = { id: flow.id, version: hash(source) };
  const machine = compileMachine(flow.id, nodes);
  const used = (flow.uses ?? []).flatMap((id) => expandUsed(find(id), find));
  const all = [...nodes, ...used];
  return { ref, flow, bundle: source, nodes, asks: asksOf(all), loops: loopsOf(all), machine };
}

function hash(source: FlowBundle): string {
  const sorted = JSON.stringify(source, (_, value) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash("sha256").update(sorted).digest("base64url").slice(0, 16);
}

export function createLibrary(bundles: readonly FlowBundle[]): Library {
  const versions = new Map<string, CompiledFlow>();
  const newest = new Map<string, CompiledFlow>();
  const add = (source: FlowBundle): CompiledFlow => {
    const compiled = compileFlow(source);
    const known = versions.get(refKey(compiled.ref));
    if (known) return known;
    versions.set(refKey(compiled.ref), compiled);
    return compiled;
  };
  for (const source of bundles) newest.set(source.id, add(source));
  return {
    get(ref) {
      const found = versions.get(refKey(ref));
      if (!found) throw new AppError("not-found", `flow ${ref.id}: version ${ref.version} is not loaded`);
      return found;
    },
    has: (ref) => versions.has(refKey(ref)),
    latest: (id) => newest.get(id),
    all: () => [...newest.values()].sort((a, b) => (a.ref.id < b.ref.id ? -1 : 1)),
    add,
  };
}
