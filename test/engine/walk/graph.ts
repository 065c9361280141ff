import { adjacencyMapToArray, getAdjacencyMap } from "@xstate/graph";
import { type Options, optionsOf } from "../../../src/engine/options.ts";
import { AUDIENCE, type Node } from "../../../src/flow/expand.ts";
import type { CompiledFlow } from "../../../src/flow/library.ts";
import type { FlowEvent } from "../../../src/flow/machine.ts";
import { type FlowContext, nameOf, pathOf } from "../../../src/flow/place.ts";
import type { Value } from "../../../src/model/value.ts";
import { NOW } from "../../support/frozen.ts";

/** Rounds taken of a block that may be repeated more often. */
const ROUNDS = 2;
export const OWN_WORDS = "Min hund";
const OWN: Value = { kind: "words", words: OWN_WORDS };
const VOICE: Value = { kind: "media", media: { id: "v1", type: "voice" } };

interface Snapshot {
  readonly status: string;
  readonly value: unknown;
  readonly context: FlowContext;
}

/** A place reached in one way that matters for what comes after, and what can be answered there. */
export interface Stand {
  readonly key: string;
  readonly answers: readonly { readonly value: Value; readonly leadsTo: string }[];
}

/** Every place of a flow, in every way that its branches and loops tell apart; the first is where it begins. */
export function standsOf(compiled: CompiledFlow, params: Record<string, string>, seen: boolean): readonly Stand[] {
  const decisive = decisiveNames(compiled.nodes);
  const input = { params: { ...params, [AUDIENCE]: seen ? "yes" : "no" }, known: [] };
  const map = getAdjacencyMap(compiled.machine, {
    input,
    events: (state) => valuesAt(compiled, state).map((value): FlowEvent => ({ type: "ANSWER", value })),
    serializeState: (state) => keyOf(state, decisive),
  });
  const stands = new Map<string, Stand["answers"]>();
  for (const { state, event, nextState } of adjacencyMapToArray(map)) {
    const key = keyOf(state, decisive);
    stands.set(key, [...(stands.get(key) ?? []), { value: event.value, leadsTo: keyOf(nextState, decisive) }]);
  }
  return [...stands].map(([key, answers]) => ({ key, answers }));
}

/** Names of the answers that branches, loops and choices look at. */
function decisiveNames(nodes: readonly Node[]): Set<string> {
  const names = nodes.flatMap((node): string[] => {
    switch (node.kind) {
      case "when":
        return [...(node.if.answer ? [node.if.answer] : []), ...decisiveNames([...node.then, ...node.else])];
      case "loop":
        return [...("answer" in node.over ? [node.over.answer] : []), ...decisiveNames(node.body)];
      case "block":
        return [...decisiveNames(node.body)];
      case "ask": {
        const from = "choices" in node.step && "from" in node.step.choices ? node.step.choices.from : undefined;
        return from === undefined ? [] : [from, `${from}/name`];
      }
      default:
        return [];
    }
  });
  return new Set(names);
}

function keyOf({ status, value, context }: Snapshot, decisive: ReadonlySet<string>): string {
  if (status === "done") return "done";
  const here = pathOf(String(value), context.rounds);
  const answers = context.answers.filter(([path]) => {
    const scope = path.split("/").slice(0, -1).join("/");
    const name = nameOf(path);
    const visible = decisive.has(name) || (here.startsWith(scope) && decisive.has(name.split("/").at(-1) as string));
    return visible;
  });
  return JSON.stringify([here, answers]);
}

function valuesAt(compiled: CompiledFlow, { status, value, context }: Snapshot): Value[] {
  const ask = status === "done" ? undefined : compiled.asks.get(value as string);
  if (!ask) return [];
  const place = { path: pathOf(ask.name, context.rounds), ask, context };
  const options = optionsOf(compiled, place, { now: NOW, name: "Bo", audience: 1 });
  const required = ask.step.type === "release" || ("required" in ask.step && ask.step.required === true);
  const blank: Value[] = required ? [] : [{ kind: "skipped" }];
  if (options.kind === "go-on") return [{ kind: "seen" }];
  if (ask.step.id === "more" && (context.rounds.at(-1)?.index ?? 0) >= ROUNDS - 1) {
    return [{ kind: "choice", id: "no" }, ...blank];
  }
  if (options.kind === "confirm") {
    const given = options.list.map((it) => it.value).filter((it) => it.kind === "choice" && it.id !== "change");
    return [...given, ...blank];
  }
  if (!required) blank.push({ kind: "unknown" });
  const most = "max" in ask.step && ask.step.max !== undefined ? ask.step.max : options.list.length;
  return [...given(options, most), ...blank];
}

function given({ kind, layout, list, own }: Options, most: number): Value[] {
  const ids = list.map((it) => it.id);
  if (kind === "many") {
    const sets = [ids.slice(0, 1), ids.slice(-Math.min(2, most)), ids.slice(0, most)];
    const ticked = sets.map((set): Value => ({ kind: "choices", ids: set }));
    return own ? [...ticked, { kind: "choices", ids: [], own: [OWN_WORDS] }] : ticked;
  }
  if (layout === "scale") return [list[0], list[Math.floor(list.length / 2)], list.at(-1)].map((it) => it!.value);
  const named = own ? list.slice(0, 2) : list;
  return [...named.map((it) => it.value), ...(own ? [OWN, VOICE] : [])];
}
