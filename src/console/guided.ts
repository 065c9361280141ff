import { randomUUID } from "node:crypto";
import type { Received } from "../channels/channel.ts";
import { covering } from "../engine/aside.ts";
import { placeOf } from "../engine/frame.ts";
import type { CompiledFlow, Library } from "../flow/library.ts";
import { nameOf } from "../flow/place.ts";
import type { Conversation, FlowRef } from "../model/conversation.ts";
import { AppError } from "../model/errors.ts";
import type { Beginning, Inbound } from "../model/inbound.ts";
import type { Turn } from "../model/turn.ts";
import type { AnsweredBy } from "../model/value.ts";
import { mayAnswer, mayGuide, type Shown, shownBeside } from "../people/guided.ts";
import { recordLooks } from "../store/audit.ts";
import type { OwnCitizen } from "../store/console-queries.ts";
import { type Loaded, loadConversation } from "../store/load-conversation.ts";
import { lastDoneOn } from "../store/thread.ts";
import { allowedFlow } from "./denying.ts";
import type { StaffActor, StaffParts } from "./parts.ts";

/** The channel of what comes on the phone of staff. */
export const GUIDE = "guide";

/** What is asked just now, for who guides it: the exercise and its step, and what kind of question it is. */
export interface Stand {
  readonly flow?: CompiledFlow;
  readonly step?: string;
  /** the type of the step, what is asked instead of it ("paused"), or what only the citizen decides */
  readonly kind: string;
}

/** A citizen's conversation as it stands on the phone of staff. */
export interface Guided {
  readonly loaded: Loaded;
  readonly received: Received;
  /** undefined: it is about something else, and may not be shown */
  readonly shown: Shown | undefined;
  /** it was begun side by side, and the citizen has gone on on their own phone: that is not looked in on */
  readonly apart: boolean;
  readonly stand: Stand;
}

/** Why an answer was not taken: the conversation is about something else, or only the citizen can give it. */
type Refusal = "elsewhere" | "citizen-decides";

export async function readGuided(parts: StaffParts, actor: StaffActor, citizen: OwnCitizen): Promise<Guided> {
  const loaded = (await loadConversation(parts.database, { conversation: citizen.conversation })) as Loaded;
  const received = await parts.talk.view(loaded);
  const { conversation } = loaded;
  const found = shownBeside(conversation, actor.id, interruptsIn(parts.library));
  const gone = await isApart(parts, citizen.conversation);
  const stand = standOf(conversation, parts.library);
  const session = conversation.frames.findLast((it) => it.beside?.id === actor.id)?.session;
  if (found === "running" && !gone && session !== undefined) {
    const look = { actor: actor.id, action: "guided", citizen: citizen.id, session, rule: citizen.rule } as const;
    await recordLooks(parts.database, [look], parts.now());
  }
  return { loaded, received, shown: gone ? undefined : found, apart: gone && found === "running", stand };
}

async function isApart({ database }: StaffParts, conversation: string): Promise<boolean> {
  return (await lastDoneOn(database, conversation, GUIDE)) !== GUIDE;
}

/** The two sit together again: the citizen is asked whether to go on, and nothing of what was answered is shown before. */
export async function joinAgain(parts: StaffParts, actor: StaffActor, citizen: OwnCitizen): Promise<void> {
  const { loaded, received, apart } = await readGuided(parts, actor, citizen);
  if (!apart) return;
  const { aside } = loaded.conversation;
  const wanted = aside?.kind === "paused" || aside?.kind === "stopped" ? "repeat" : "pause";
  const { token } = received.message.controls.find(({ control }) => control === wanted) as { token: string };
  const arrival = { channel: GUIDE, id: randomUUID(), at: parts.now().toISOString(), beside: personOf(actor) };
  await parts.talk.take(citizen.conversation, { ...arrival, kind: "tap", token }, { first: loaded, shown: true });
}

/** Staff as conversations name them. */
export const personOf = ({ id, name }: StaffActor) => ({ id, name });

/** Takes what was answered on the phone of staff. @returns why it was not taken, when it was not */
export async function takeGuided(
  parts: StaffParts,
  actor: StaffActor,
  inbound: Inbound,
  conversation: string,
): Promise<Refusal | undefined> {
  const { database, library, talk } = parts;
  const first = await loadConversation(database, { conversation }, inbound);
  if (await isApart(parts, conversation)) return "elsewhere";
  const check = (turn: Turn, before: Conversation): void => {
    const refusal = refusalOf(turn, before, { staff: actor.id, by: inbound.by ?? "citizen", library });
    if (refusal) throw new AppError("refused", `guided: not taken (${refusal})`, { details: { refusal } });
  };
  try {
    await talk.take(conversation, inbound, { first, shown: true, check });
    return undefined;
  } catch (error) {
    if (error instanceof AppError && error.details.refusal) return error.details.refusal as Refusal;
    throw error;
  }
}

function refusalOf(
  { events }: Turn,
  before: Conversation,
  given: { readonly staff: string; readonly by: AnsweredBy; readonly library: Library },
): Refusal | undefined {
  const { staff, by, library } = given;
  if (!shownBeside(before, staff, interruptsIn(library))) return "elsewhere";
  const compiled = compiledAt(before, library);
  const kinds = events.flatMap((event) => {
    if (event.type === "consented") return ["consent"];
    const answers = event.type === "answered" || event.type === "changed";
    return answers && compiled ? [kindOf(compiled, nameOf(event.path))] : [];
  });
  return kinds.every((kind) => mayAnswer(by, kind).allowed) ? undefined : "citizen-decides";
}

/**
 * Begins an exercise on the phone of staff; one of it that waits for the citizen is taken up, and who sent it is asked about
 * at the end as well. In the middle of another the engine asks first.
 * @param params as chosen; those of what waits are its own
 * @param nonce begun twice with the same it is begun once
 */
export async function beginGuided(
  parts: StaffParts,
  { actor, citizen }: { readonly actor: StaffActor; readonly citizen: OwnCitizen },
  compiled: CompiledFlow,
  params: Readonly<Record<string, string>>,
  nonce: string = randomUUID(),
): Promise<void> {
  const staff = personOf(actor);
  const arrival = { channel: GUIDE, id: nonce, at: parts.now().toISOString(), beside: staff };
  const { conversation } = citizen;
  const first = (await loadConversation(parts.database, { conversation }, arrival)) as Loaded;
  const offer = waitingOf(first.conversation, compiled);
  await guidableFor(parts, { actor, citizen }, first, compiled.flow.id);
  const beginning: Beginning = offer
    ? {
        flow: offer.flow,
        params: offer.params,
        assignment: offer.assignment,
        audience: withStaff(offer.audience, staff),
      }
    : { flow: compiled.ref, params, audience: [staff] };
  const begin = { ...beginning, beside: staff };
  await parts.talk.take(conversation, { ...arrival, kind: "begin", begin }, { first, shown: true });
}

/** What was sent of an exercise and waits for the citizen. */
export function waitingOf({ offers }: Conversation, { flow }: CompiledFlow) {
  return offers.find((it) => it.flow.id === flow.id);
}

function withStaff(audience: Beginning["audience"], staff: Beginning["audience"][number]): Beginning["audience"] {
  return audience.some((it) => it.id === staff.id) ? audience : [...audience, staff];
}

/** The exercises that this member of staff may run with the citizen, with what waits for them. */
export function guidable(
  { library }: StaffParts,
  { role }: StaffActor,
  { tied }: OwnCitizen,
  { conversation }: Loaded,
): CompiledFlow[] {
  return library.all().filter((compiled) => {
    const sent = waitingOf(conversation, compiled) !== undefined;
    return mayGuide({ role, tied, sent }, compiled.flow).allowed;
  });
}

/** One of them. @throws AppError "not-found": there is no such exercise, or it may not be run side by side */
export async function guidableFor(
  parts: StaffParts,
  { actor, citizen }: { readonly actor: StaffActor; readonly citizen: OwnCitizen },
  { conversation }: Loaded,
  id: string,
): Promise<CompiledFlow> {
  const about = { actor: actor.id, citizen: citizen.id, id };
  return await allowedFlow(parts, about, "one that may be run side by side", (compiled) => {
    const sent = waitingOf(conversation, compiled) !== undefined;
    return mayGuide({ role: actor.role, tied: citizen.tied, sent }, compiled.flow);
  });
}

const interruptsIn =
  (library: Library) =>
  (flow: FlowRef): boolean =>
    library.get(flow).flow.report === false;

function compiledAt({ frames }: Conversation, library: Library): CompiledFlow | undefined {
  const frame = frames.at(-1);
  return frame && library.get(frame.flow);
}

function standOf(conversation: Conversation, library: Library): Stand {
  const { aside } = conversation;
  const frame = conversation.frames.at(-1);
  if (aside?.kind === "ended") return { kind: "ended", flow: library.get(aside.flow) };
  if (aside?.kind === "switch") return { kind: "switch", flow: library.get(aside.begin.flow) };
  if (!frame) return { kind: "idle" };
  const flow = library.get(frame.flow);
  const covered = covering(aside);
  if (covered) return { kind: covered.kind, flow };
  const place = placeOf(flow, frame);
  if (!place) return { kind: "idle", flow };
  return { kind: kindOf(flow, place.ask.name), flow, step: place.ask.step.id };
}

/** The type of a step, or what only the citizen decides there. */
function kindOf({ flow, asks }: CompiledFlow, name: string): string {
  if (flow.consents) return "consent";
  return flow.release === name ? "release" : (asks.get(name)?.step.type ?? "say");
}
