import { assign, setup } from "xstate";
import type { Value } from "../model/value.ts";
import type { Loop, Node } from "./expand.ts";
import { asksOf, decide, type FlowContext, pathOf, type Round, roundsOf } from "./place.ts";

export type FlowEvent = { readonly type: "ANSWER"; readonly value: Value };

/** The final state of every flow. */
export const DONE = "done";

/** Where `end` leads, and how many loops are around the block it ends. */
interface Exit {
  readonly target: string;
  readonly depth: number;
}

/**
 * Compiles written-out steps to a flat XState machine: one state per place, transient states for branches and loops.
 * Its only event is ANSWER; time, going back and changing answers belong to the engine.
 */
export function compileMachine(id: string, nodes: readonly Node[]) {
  const asks = asksOf(nodes);
  const states: Record<string, object> = { [DONE]: { type: "final" } };

  const sequence = (list: readonly Node[], next: string, exit: Exit, depth: number): string =>
    list.reduceRight((following, node) => build(node, following, exit, depth), next);

  const build = (node: Node, next: string, exit: Exit, depth: number): string => {
    switch (node.kind) {
      case "ask": {
        const record = { type: "record", params: { place: node.name } };
        states[node.name] = { on: { ANSWER: { target: next, actions: record } } };
        return node.name;
      }
      case "when": {
        const guard = ({ context }: { context: FlowContext }) => decide(node, context, asks);
        const then = sequence(node.then, next, exit, depth);
        states[node.name] = { always: [{ guard, target: then }, { target: sequence(node.else, next, exit, depth) }] };
        return node.name;
      }
      case "loop":
        return buildLoop(node, next, exit, depth);
      case "block":
        return sequence(node.body, next, { target: next, depth }, depth);
      case "end": {
        const name = `end:${Object.keys(states).length}`;
        states[name] = { always: { target: exit.target, actions: { type: "unwind", params: { depth: exit.depth } } } };
        return name;
      }
    }
  };

  const buildLoop = (loop: Loop, next: string, exit: Exit, depth: number): string => {
    const [enter, check, again] = [`${loop.name}:enter`, `${loop.name}:check`, `${loop.name}:again`];
    const body = sequence(loop.body, again, exit, depth + 1);
    states[enter] = { always: { target: check, actions: { type: "enterLoop", params: { loop } } } };
    states[check] = {
      always: [
        { guard: "hasRound", target: body },
        { target: next, actions: "leaveLoop" },
      ],
    };
    states[again] = { always: { target: check, actions: "nextRound" } };
    return enter;
  };

  const initial = sequence(nodes, DONE, { target: DONE, depth: 0 }, 0);
  return setup({
    types: {} as { context: FlowContext; events: FlowEvent; input: Pick<FlowContext, "params" | "known"> },
    guards: { hasRound: ({ context }) => hasRound(context.rounds.at(-1)) },
    actions: {
      record: assign(({ context, event }, { place }: { place: string }) => ({
        answers: [...context.answers, [pathOf(place, context.rounds), event.value] as const],
      })),
      enterLoop: assign(({ context }, { loop }: { loop: Loop }) => ({
        rounds: [...context.rounds, { loop: loop.name, ...roundsOf(loop, context), index: 0 }],
      })),
      nextRound: assign(({ context }) => ({ rounds: nextRound(context) })),
      leaveLoop: assign(({ context }) => ({ rounds: context.rounds.slice(0, -1) })),
      unwind: assign(({ context }, { depth }: { depth: number }) => ({ rounds: context.rounds.slice(0, depth) })),
    },
  }).createMachine({ id, context: ({ input }) => ({ ...input, answers: [], rounds: [] }), initial, states });
}

export type FlowMachine = ReturnType<typeof compileMachine>;

function hasRound(round: Round | undefined): boolean {
  return round !== undefined && round.index < round.keys.length;
}

/** After "En mere?" answered with anything but yes, a repeated block is left. */
function nextRound(context: FlowContext): readonly Round[] {
  const round = context.rounds.at(-1) as Round;
  const here = pathOf(`${round.loop}/more`, context.rounds);
  const more = context.answers.find(([path]) => path === here)?.[1];
  const enough = more !== undefined && !(more.kind === "choice" && more.id === "yes");
  const index = enough ? round.keys.length : round.index + 1;
  return [...context.rounds.slice(0, -1), { ...round, index }];
}
