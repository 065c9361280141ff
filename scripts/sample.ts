import { answer, answersOf, contextOf, placeOf, startFrame } from "../src/engine/frame.ts";
import { keepSession } from "../src/engine/kept.ts";
import { type Options, optionsOf } from "../src/engine/options.ts";
import type { CompiledFlow, Library } from "../src/flow/library.ts";
import type { Conversation, Frame } from "../src/model/conversation.ts";
import type { Value } from "../src/model/value.ts";

const AT = "2026-11-20T10:00:00.000Z";
const CITIZEN = "Bo";
/** Invented answers to what is asked in own words, by the last part of the place. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  name: ["Ole", "Mor", "Eva"],
  phone: ["20 30 40 50", "30 40 50 60", "40 50 60 70"],
};
const PEOPLE = 3;
const MOST_PLACES = 300;

/** An invented session of an exercise from its first place to its end, with what it uses done before. */
export function sampleSession(library: Library, compiled: CompiledFlow): Frame {
  const kept = (compiled.flow.uses ?? []).reduce<Conversation["kept"]>((known, id) => {
    const other = library.latest(id);
    if (!other || id === compiled.flow.id) return known;
    const { flow, session, persona, params, audience, ...done } = sampleSession(library, other);
    const { answers, known: before } = contextOf(done as Frame);
    return keepSession(other, known, { flow, session, at: AT, persona, params, audience, answers, known: before });
  }, {});
  const params = Object.fromEntries(Object.entries(compiled.flow.params ?? {}).map(([name, it]) => [name, it.default]));
  const audience = [{ id: "mette", name: "Mette" }];
  const given = { session: "sample", serial: 1, persona: "young-man" as const, startedAt: AT, avoid: [] };
  let frame = startFrame(compiled, { flow: compiled.ref, params, audience }, given, kept);
  for (let place = placeOf(compiled, frame); place; place = placeOf(compiled, frame)) {
    if (answersOf(frame).length > MOST_PLACES) throw new Error(`${compiled.flow.id}: expected an end`);
    const options = optionsOf(compiled, place, { now: AT, name: CITIZEN, audience: 1 });
    frame = answer(compiled, frame, sampleAnswer(options, place.path));
  }
  return frame;
}

function sampleAnswer({ kind, layout, list, own }: Options, path: string): Value {
  const round = Number(/\[(\d+)\]/.exec(path)?.[1] ?? 0);
  const name = path.split("/").at(-1) as string;
  if (name === "more") return { kind: "choice", id: round < PEOPLE - 1 && path.startsWith("people") ? "yes" : "no" };
  if (kind === "go-on") return { kind: "seen" };
  if (kind === "many") return { kind: "choices", ids: list.slice(round, round + 2).map((it) => it.id) };
  if (layout === "scale") return list[Math.floor(list.length / 2)]!.value;
  const option = kind === "confirm" ? list.find((it) => it.id !== "change") : list[round % Math.max(1, list.length)];
  if (option) return option.value;
  return own ? { kind: "words", words: WORDS[name]?.[round] ?? "Mere ro i hverdagen" } : { kind: "skipped" };
}
