import { answer, answersOf, contextOf, placeOf, startFrame } from "../../src/engine/frame.ts";
import { type CompiledFlow, compileFlow } from "../../src/flow/library.ts";
import { parseFlow } from "../../src/flow/parse.ts";
import { countPlaces } from "../../src/flow/place.ts";
import type { Flow } from "../../src/flow/schema.ts";
import type { Answered } from "../../src/model/conversation.ts";
import type { Value } from "../../src/model/value.ts";
import { NOW } from "./frozen.ts";

const HEAD =
  "picture: start\nreport: false\nguide: { kind: exercise, minutes: [1, 1], start: [behandler], alone: true }\n";

/** A flow of these steps, and of what more it has, without the steps around a flow that reports. */
export function flowOf(steps: string, id = "test", more = ""): Flow {
  const { value, problems } = parseFlow(`${id}.yaml`, `id: ${id}\n${HEAD}${more}steps:\n${steps}`);
  if (!value) throw new Error(JSON.stringify(problems));
  return value;
}

export function compiled(...[flow, ...others]: [Flow, ...Flow[]]): CompiledFlow {
  const flows = Object.fromEntries([flow, ...others].map((it) => [it.id, it]));
  return compileFlow({ id: flow.id, flows, words: {} });
}

interface Way {
  /** the places passed, then "done" or the one it stands at */
  readonly places: readonly string[];
  readonly answers: readonly Answered[];
  /** how many places it is thought to pass, at each of them */
  readonly counts: readonly number[];
}

/** The way through a flow; a place without a value of its own is skipped. */
export function wayThrough(flow: CompiledFlow, values: Record<string, Value>, params = {}): Way {
  const begin = { flow: flow.ref, params, audience: [] };
  const given = { session: "s", serial: 1, persona: "young-man" as const, startedAt: NOW, avoid: [] };
  let frame = startFrame(flow, begin, given);
  const places: string[] = [];
  const counts: number[] = [];
  for (let place = placeOf(flow, frame); place && places.length < 100; place = placeOf(flow, frame)) {
    places.push(place.path);
    counts.push(countPlaces(flow.nodes, contextOf(frame), flow.asks));
    frame = answer(flow, frame, values[place.path] ?? { kind: "skipped" });
  }
  return { places, answers: answersOf(frame), counts };
}

export const choice = (id: string): Value => ({ kind: "choice", id });
export const number = (it: number): Value => ({ kind: "number", number: it });
export const ticked = (...ids: string[]): Value => ({ kind: "choices", ids });
