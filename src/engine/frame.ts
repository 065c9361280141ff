import { createHash } from "node:crypto";
import { createActor, initialTransition, type SnapshotFrom } from "xstate";
import { lookUp } from "../flow/condition.ts";
import type { Ask } from "../flow/expand.ts";
import { AUDIENCE } from "../flow/expand.ts";
import type { CompiledFlow } from "../flow/library.ts";
import type { FlowMachine } from "../flow/machine.ts";
import { type FlowContext, keyOf, nameOf, pathOf, saidIn } from "../flow/place.ts";
import type { Answered, Conversation, Frame } from "../model/conversation.ts";
import type { Beginning } from "../model/inbound.ts";
import type { Value } from "../model/value.ts";
import { isOfPerson, knownFrom, renewedFrom } from "./kept.ts";
import { personaChosen } from "./persona.ts";

type Snapshot = SnapshotFrom<FlowMachine>;

/**
 * Where the machine stands: all there is to a snapshot of a flat machine without history, children or output, and so all
 * that is stored of it. `resolveState` makes it whole again, which is only needed to go on.
 */
type Standing = Pick<Snapshot, "status" | "value" | "context">;

/** Where a session stands: what is asked, and its full path. */
export interface Place {
  readonly path: string;
  readonly ask: Ask;
  readonly context: FlowContext;
}

/** A new session at its first place. `kept`: what the citizen keeps of earlier ones. */
export function startFrame(
  compiled: CompiledFlow,
  begin: Beginning,
  given: Pick<Frame, "session" | "serial" | "persona" | "startedAt" | "avoid">,
  kept: Conversation["kept"] = {},
): Frame {
  const defaults = Object.entries(compiled.flow.params ?? {}).map(([name, param]) => [name, param.default]);
  const params = { ...Object.fromEntries(defaults), ...begin.params };
  const frame: Frame = {
    ...begin,
    params,
    ...given,
    snapshot: null,
    asked: [],
    drawn: [],
    ...renewedFrom(compiled, kept),
    draft: [],
    page: 0,
    plainer: 0,
    misses: 0,
  };
  return settle(compiled, frame, start(compiled, frame, knownFrom(compiled, kept)));
}

/** The place a session stands at; null when it is done. */
export function placeOf(compiled: CompiledFlow, frame: Frame): Place | null {
  return placeIn(compiled, frame.snapshot as Standing);
}

/** The answers on the way to where the session stands, in order. */
export function answersOf(frame: Frame): readonly Answered[] {
  return contextOf(frame).answers;
}

export function contextOf(frame: Frame): FlowContext {
  return (frame.snapshot as Standing).context;
}

/** Takes the answer of the place it stands at, then those given earlier that still fit. */
export function answer(compiled: CompiledFlow, frame: Frame, value: Value): Frame {
  const place = placeOf(compiled, frame) as Place;
  const next = give(compiled, restore(compiled, frame), value);
  const kept = frame.kept.filter(([path]) => path !== place.path);
  return goOn(compiled, { ...frame, kept }, next, frame.ahead);
}

/** One answer back; the answer is kept and offered again (R12). Undefined at the first place. */
export function back(compiled: CompiledFlow, frame: Frame): Frame | undefined {
  const answers = answersOf(frame);
  const last = answers.at(-1);
  if (!last) return undefined;
  const kept = [...frame.kept.filter(([path]) => path !== last[0]), last];
  const again = feed(compiled, startAgain(compiled, frame), answers.slice(0, -1));
  return settle(compiled, { ...frame, kept }, again.snapshot);
}

/** Stands at an earlier place again; the answers after it wait and are given by themselves when they still fit. */
export function reopen(compiled: CompiledFlow, frame: Frame, path: string): Frame {
  const answers = answersOf(frame);
  const index = answers.findIndex(([at]) => at === path);
  const old = answers[index];
  if (!old) return frame;
  const before = feed(compiled, startAgain(compiled, frame), answers.slice(0, index));
  const ahead = answers.slice(index + 1).filter(([at]) => !confirms(compiled, at));
  return settle(compiled, { ...frame, kept: [...frame.kept, old], ahead }, before.snapshot);
}

/** Confirmations are asked again after a change: they were about the old answers (R20, R22). So is a name under them. */
function confirms(compiled: CompiledFlow, path: string): boolean {
  const type = compiled.asks.get(nameOf(path))?.step.type;
  return type === "summary" || type === "review" || type === "release" || type === "sign";
}

function start(compiled: CompiledFlow, frame: Frame, known: readonly Answered[]): Snapshot {
  const asked = frame.audience.length > 0;
  const params = { ...frame.params, [AUDIENCE]: asked ? "yes" : "no" };
  return initialTransition(compiled.machine, { params, known })[0];
}

/** What was known when it began stays known, also when something newer is kept meanwhile. */
function startAgain(compiled: CompiledFlow, frame: Frame): Snapshot {
  return start(compiled, frame, contextOf(frame).known);
}

function restore(compiled: CompiledFlow, frame: Frame): Snapshot {
  return compiled.machine.resolveState(frame.snapshot as Standing);
}

function placeIn(compiled: CompiledFlow, snapshot: Standing): Place | null {
  if (snapshot.status === "done") return null;
  const ask = compiled.asks.get(snapshot.value as string) as Ask;
  return { ask, path: pathOf(ask.name, snapshot.context.rounds), context: snapshot.context };
}

function give(compiled: CompiledFlow, snapshot: Snapshot, value: Value): Snapshot {
  return compiled.machine.transition(snapshot, { type: "ANSWER", value }, scopeOf(compiled.machine));
}

type Scope = Parameters<FlowMachine["transition"]>[2];
const scopes = new WeakMap<FlowMachine, Scope>();

/**
 * Whoever runs a machine, for one that does nothing but move: once for each machine. XState's own `transition` starts an
 * actor for each event, which takes longer than the event.
 */
function scopeOf(machine: FlowMachine): Scope {
  const known = scopes.get(machine);
  if (known) return known;
  const self = createActor(machine, { input: { params: {}, known: [] } });
  const nothing = (): void => undefined;
  const does = { defer: nothing, logger: nothing, stopChild: nothing, emit: nothing, actionExecutor: nothing };
  const scope: Scope = { self, system: self.system, id: "", sessionId: "", ...does };
  scopes.set(machine, scope);
  return scope;
}

/** Gives answers as long as the place that stands next is among them. */
function feed(compiled: CompiledFlow, from: Snapshot, answers: readonly Answered[]) {
  let snapshot = from;
  let rest = answers;
  for (;;) {
    const place = placeIn(compiled, snapshot);
    const next = place && rest.find(([path]) => path === place.path);
    if (!next) return { snapshot, rest };
    snapshot = give(compiled, snapshot, next[1]);
    rest = rest.filter((it) => it !== next);
  }
}

function goOn(compiled: CompiledFlow, frame: Frame, from: Snapshot, ahead: readonly Answered[]): Frame {
  const { snapshot, rest } = feed(compiled, from, ahead);
  const place = placeIn(compiled, snapshot);
  // the last waiting answers that the changed course never reached are kept, in case it comes back to them
  const arrived = place === null || confirms(compiled, place.path);
  // persons are not told anew: behind a summary in the middle they still wait
  const waits = ([path]: Answered) => place?.ask.step.type === "summary" && isOfPerson(compiled, path);
  const kept = arrived ? [...frame.kept, ...rest.filter((it) => !waits(it))] : frame.kept;
  return settle(compiled, { ...frame, kept, ahead: arrived ? rest.filter(waits) : rest }, snapshot);
}

/** The session at a new place: noted as asked, its card drawn, nothing ticked. */
function settle(compiled: CompiledFlow, frame: Frame, snapshot: Snapshot): Frame {
  const place = placeIn(compiled, snapshot);
  const { status, value, context } = snapshot;
  const standing: Standing = { status, value, context };
  // the faces that follow are those of the person just chosen
  const persona = personaChosen(compiled, context.answers) ?? frame.persona;
  const fresh = { ...frame, persona, snapshot: standing, draft: [], page: 0, plainer: 0, misses: 0 };
  if (!place) return fresh;
  const asked = frame.asked.includes(place.path) ? frame.asked : [...frame.asked, place.path];
  const card = drawCard(compiled, frame, place);
  const others = frame.drawn.filter(([path]) => path !== place.path);
  const drawn = card ? [...others, [place.path, card] as const] : frame.drawn;
  return { ...fresh, asked, drawn, draft: ticksOf(frame, place.path) };
}

/** Going back to a question with several answers finds its ticks as they were. */
function ticksOf(frame: Frame, path: string): readonly string[] {
  const value = frame.kept.findLast(([at]) => at === path)?.[1];
  return value?.kind === "choices" ? value.ids : [];
}

/**
 * Draws a card that fits and was not drawn in this session, nor at this place last time; none where one lies that still
 * fits. The session's id shuffles.
 */
function drawCard(compiled: CompiledFlow, frame: Frame, place: Place): string | undefined {
  const step = place.ask.step;
  const draw = "draw" in step ? step.draw : undefined;
  if (!draw) return undefined;
  const owner = compiled.bundle.flows[place.ask.words.from] ?? compiled.flow;
  const wanted = Object.entries(draw.match ?? {}).map(([tag, from]) => [tag, matchValue(place, from)] as const);
  const fits = (owner.decks?.[draw.deck] ?? [])
    .filter((card) => wanted.every(([tag, value]) => card.tags?.[tag] === undefined || card.tags[tag] === value))
    .map((card) => card.id);
  const here = frame.drawn.find(([path]) => path === place.path)?.[1];
  if (here !== undefined && fits.includes(here)) return undefined;
  const hash = (id: string) => createHash("sha256").update(`${frame.session}/${id}`).digest("hex");
  const order = fits.sort((a, b) => (hash(a) < hash(b) ? -1 : 1));
  const taken = new Set(frame.drawn.map(([, card]) => card));
  const lastTime = frame.avoid.find(([path]) => path === place.path)?.[1];
  const fresh = order.filter((id) => !taken.has(id));
  return fresh.find((id) => id !== lastTime) ?? fresh[0] ?? order[0];
}

function matchValue(place: Place, from: string): string | undefined {
  if (from === "item") {
    const round = place.context.rounds.at(-1);
    return round && keyOf(round);
  }
  const value = lookUp(saidIn(place.context), place.path, from)?.[1];
  return value?.kind === "choice" ? value.id : (place.ask.params ?? place.context.params)[from];
}
