import type { CompiledFlow } from "../flow/library.ts";
import { nameOf } from "../flow/place.ts";
import { everyChoice, offeredAt } from "../flow/steps/common.ts";
import type { Answered, Conversation, Frame, Kept } from "../model/conversation.ts";
import { isBlank, type Value } from "../model/value.ts";
import { settled } from "./moves.ts";

/** So many versions of one thing are kept at hand; all of them are on record. */
const VERSIONS = 5;

type KeptByFlow = Conversation["kept"];

/** What a flow knows from before: the newest answers of the flows it uses, by "<flow>/<path>". */
export function knownFrom(compiled: CompiledFlow, kept: KeptByFlow): readonly Answered[] {
  return (compiled.flow.uses ?? []).flatMap((id) =>
    (kept[id]?.[0]?.answers ?? []).flatMap(([path, value]) => usable(compiled, `${id}/${path}`, value)),
  );
}

/** What is kept of a session, newest or older; undefined once it is no longer at hand. */
export function keptFrom(kept: KeptByFlow, session: string): Kept | undefined {
  return Object.values(kept)
    .flat()
    .find((it) => it.session === session);
}

/**
 * What a session that is begun again starts from: the people named before are taken over without asking, up to "En mere?";
 * other answers are offered where they were given.
 */
export function renewedFrom(compiled: CompiledFlow, kept: KeptByFlow): Pick<Frame, "kept" | "ahead"> {
  const { id, renew } = compiled.flow;
  const before = renew ? (kept[id]?.[0]?.answers ?? []) : [];
  const answers = before.flatMap(([path, value]) => usable(compiled, path, value));
  const people = answers.filter(([path]) => isOfPerson(compiled, path));
  const last = people.findLastIndex(([path]) => path.endsWith("/more"));
  return {
    ahead: people.filter((_, i) => i !== last),
    kept: answers.filter((it) => !people.includes(it) && isOffered(compiled, it)),
  };
}

/** Whether an answer is part of a record of persons. */
export function isOfPerson(compiled: CompiledFlow, path: string): boolean {
  return compiled.loops.get(path.split("[")[0] as string)?.person === true;
}

/** A finished session as the citizen's own from now on; those before stay below it. */
export function keepSession(compiled: CompiledFlow, kept: KeptByFlow, session: Kept): KeptByFlow {
  const { id, keep } = compiled.flow;
  if (keep === undefined) return kept;
  const before = kept[id] ?? [];
  const now = settled(compiled, session.answers);
  // what was made before is not lost by skipping everything
  if (before.length > 0 && saysNothing(compiled, now)) return kept;
  const answers = keep === "add" ? added(before[0]?.answers ?? [], now) : now;
  return { ...kept, [id]: [{ ...session, answers }, ...before].slice(0, VERSIONS) };
}

/** Whether questions were asked and none of them answered. */
function saysNothing(compiled: CompiledFlow, answers: readonly Answered[]): boolean {
  const asked = answers.filter((it) => isOffered(compiled, it) && !it[0].endsWith("/more"));
  return asked.length > 0 && asked.every(([, value]) => isBlank(value));
}

/** Picks with all that was picked before: what was earned is never taken away. */
function added(before: readonly Answered[], now: readonly Answered[]): readonly Answered[] {
  const more = now.map(([path, value]): Answered => {
    const old = before.find(([at]) => at === path)?.[1];
    return [path, old ? sum(old, value) : value];
  });
  return [...more, ...before.filter(([path]) => !now.some(([at]) => at === path))];
}

function sum(old: Value, value: Value): Value {
  if (old.kind !== "choices") return value;
  if (value.kind !== "choices") return isBlank(value) ? old : value;
  const own = [...(old.own ?? []), ...(value.own ?? [])];
  return { ...old, ...value, ids: [...new Set([...old.ids, ...value.ids])], ...(own.length > 0 ? { own } : {}) };
}

function isOffered(compiled: CompiledFlow, [path, value]: Answered): boolean {
  const type = compiled.asks.get(nameOf(path))?.step.type;
  return (
    value.kind !== "seen" && type !== undefined && !["intro", "review", "release", "summary", "sign"].includes(type)
  );
}

/** An answer of an older version as far as it still has words: a choice that is no longer there is left out. */
function usable(compiled: CompiledFlow, path: string, value: Value): Answered[] {
  const ask = compiled.asks.get(nameOf(path));
  // that a summary was right says nothing later
  if (!ask || ask.step.type === "summary") return [];
  const ids = everyChoice(offeredAt(ask.step))?.map((it) => it.id);
  if (!ids) return [[path, value]];
  if (value.kind === "choice") return ids.includes(value.id) ? [[path, value]] : [];
  if (value.kind !== "choices") return [[path, value]];
  return [[path, { ...value, ids: value.ids.filter((id) => ids.includes(id)) }]];
}
