import type { Node } from "./expand.ts";
import type { CompiledFlow } from "./library.ts";

/** A flow as boxes and arrows: what `flow draw` shows. */
export interface Graph {
  readonly title: string;
  readonly boxes: readonly {
    readonly id: string;
    readonly label: string;
    readonly kind: "ask" | "when" | "loop" | "end";
  }[];
  readonly arrows: readonly { readonly from: string; readonly to: string; readonly label?: string }[];
}

interface Exit {
  readonly from: string;
  readonly label?: string;
}

/** @param nameOf the words of a place, for its box */
export function graphOf(compiled: CompiledFlow, nameOf: (place: string) => string): Graph {
  const boxes: Graph["boxes"][number][] = [];
  const arrows: Graph["arrows"][number][] = [];
  const ids = new Map<string, string>();
  const idOf = (name: string): string => {
    const id = ids.get(name) ?? `n${ids.size + 1}`;
    ids.set(name, id);
    return id;
  };
  const box = (name: string, label: string, kind: Graph["boxes"][number]["kind"], exits: readonly Exit[]): string => {
    const id = idOf(name);
    boxes.push({ id, label, kind });
    for (const exit of exits) arrows.push({ ...exit, to: id });
    return id;
  };
  /** @returns where the arrows to what follows come from; `ended` gathers those of `end` */
  const walk = (nodes: readonly Node[], into: readonly Exit[], ended: Exit[]): readonly Exit[] => {
    let exits = into;
    for (const node of nodes) {
      if (node.kind === "end") {
        ended.push(...exits);
        return [];
      }
      exits = step(node, exits, ended);
    }
    return exits;
  };
  const step = (node: Exclude<Node, { kind: "end" }>, exits: readonly Exit[], ended: Exit[]): readonly Exit[] => {
    switch (node.kind) {
      case "ask":
        return [{ from: box(node.name, nameOf(node.name), "ask", exits) }];
      case "when": {
        const { answer, param, item, ...comparison } = node.if;
        const test = Object.entries(comparison).map(([key, value]) => `${key} ${value}`);
        const from = box(node.name, `${answer ?? param ?? item} ${test.join(" ")}`, "when", exits);
        return [
          ...walk(node.then, [{ from, label: "yes" }], ended),
          ...walk(node.else, [{ from, label: "no" }], ended),
        ];
      }
      case "loop": {
        const of =
          "list" in node.over
            ? node.over.list.join(", ")
            : "max" in node.over
              ? `at most ${node.over.max}`
              : node.over.answer;
        const from = box(node.name, `each: ${of}`, "loop", exits);
        for (const exit of walk(node.body, [{ from, label: "each" }], ended)) arrows.push({ ...exit, to: from });
        return [{ from, label: "then" }];
      }
      case "block": {
        const own: Exit[] = [];
        return [...walk(node.body, exits, own), ...own];
      }
    }
  };
  const ended: Exit[] = [];
  const last = walk(compiled.nodes, [], ended);
  box("done", "●", "end", [...last, ...ended]);
  return { title: compiled.flow.id, boxes, arrows };
}

const MERMAID = { ask: ["[", "]"], when: ["{", "}"], loop: ["[[", "]]"], end: ["((", "))"] } as const;

/** As a Mermaid flowchart. */
export function toMermaid(graph: Graph): string {
  const text = (label: string) => `"${label.replaceAll('"', "#quot;")}"`;
  const boxes = graph.boxes.map(({ id, label, kind }) => `  ${id}${MERMAID[kind][0]}${text(label)}${MERMAID[kind][1]}`);
  const arrows = graph.arrows.map(({ from, to, label }) => `  ${from} -->${label ? `|${text(label)}|` : ""} ${to}`);
  return ["flowchart TD", ...boxes, ...arrows].join("\n");
}

const DOT = { ask: "box", when: "diamond", loop: "box3d", end: "doublecircle" } as const;

/** As Graphviz DOT, which is laid out to SVG. */
export function toDot(graph: Graph): string {
  const text = (label: string) => JSON.stringify(label);
  const boxes = graph.boxes.map(({ id, label, kind }) => `  ${id} [label=${text(label)}, shape=${DOT[kind]}]`);
  const arrows = graph.arrows.map(
    ({ from, to, label }) => `  ${from} -> ${to}${label ? ` [label=${text(label)}]` : ""}`,
  );
  const style = '  node [fontname="sans-serif", style="rounded"]; edge [fontname="sans-serif"]';
  return [`digraph ${text(graph.title)} {`, style, ...boxes, ...arrows, "}"].join("\n");
}
