import type { CompiledFlow } from "../flow/library.ts";
import type { Conversation, ConversationEvent, Frame, Note } from "../model/conversation.ts";
import type { Beginning, Inbound } from "../model/inbound.ts";
import type { Verdict } from "../model/turn.ts";
import type { Media, Value } from "../model/value.ts";
import { covering } from "./aside.ts";
import { isRequired, takesUnknown } from "./choices.ts";
import { audienceOf } from "./consent.ts";
import { type Place, placeOf } from "./frame.ts";
import { type Option, type Options, optionsOf } from "./options.ts";
import type { Surroundings } from "./surroundings.ts";
import { ticksAt } from "./ticks.ts";

/** What an inbound means: the events it causes, none when it changes nothing. */
export interface Meaning {
  readonly verdict: Verdict;
  readonly events: readonly ConversationEvent[];
}

export const nothing = (verdict: Verdict): Meaning => ({ verdict, events: [] });
export const meaning = (...events: ConversationEvent[]): Meaning => ({ verdict: "accepted", events });
export const note = (kind: Note): ConversationEvent => ({
  type: "asked-aside",
  aside: { kind: "note", note: kind },
});

/** The question on screen: where, and what can be answered. */
export interface Asked {
  readonly frame: Frame;
  readonly compiled: CompiledFlow;
  readonly place: Place;
  readonly options: Options;
  /** the moment its days are counted from */
  readonly now: string;
}

/** What the session on screen asks; undefined when none runs. */
export function askedNow(conversation: Conversation, around: Surroundings, now: string): Asked | undefined {
  const frame = conversation.frames.at(-1);
  if (!frame) return undefined;
  const compiled = around.library.get(frame.flow);
  const place = placeOf(compiled, frame) as Place;
  const options = optionsOf(compiled, place, { now, name: around.profile.name, audience: frame.audience.length });
  return { frame, compiled, place, options, now };
}

/** An answer to the question on screen. */
export function answered(asked: Asked, value: Value, inbound: Inbound): ConversationEvent {
  return { type: "answered", path: asked.place.path, value, by: inbound.by ?? "citizen" };
}

/** What tapping or naming one option of the question on screen does. */
export function chooseOption(conversation: Conversation, asked: Asked, option: Option, inbound: Inbound): Meaning {
  const type = asked.place.ask.step.type;
  if (option.id === "change" && (type === "review" || type === "summary")) return changeWhich(conversation);
  if (asked.options.kind === "many") {
    return meaning({ type: "ticked", choice: option.id, on: !asked.frame.draft.includes(option.id) });
  }
  return meaning(answered(asked, option.value, inbound));
}

/** Asks which answer is to be changed. */
export function changeWhich(conversation: Conversation): Meaning {
  if (conversation.aside?.kind === "change-which") return nothing("duplicate");
  return meaning({ type: "asked-aside", aside: { kind: "change-which", page: 0 } });
}

/** The ticks so far and what was added in own words or pictures; with none of them it is "ved ikke". */
export function ticksValue(asked: Asked, added: { own?: readonly string[]; media?: Media } = {}): Value {
  const draft = ticksAt(asked.place, asked.frame.draft, (added.own?.length ?? 0) + (added.media ? 1 : 0));
  const ids = asked.options.list.map((it) => it.id).filter((id) => draft.includes(id));
  if (ids.length === 0 && !added.own && !added.media) return { kind: "unknown" };
  return { kind: "choices", ids, ...added };
}

/** "Spring over" (R14): an answer, except where nothing can be given or something must be. */
export function skip(asked: Asked, inbound: Inbound): Meaning {
  if (isRequired(asked.place)) return meaning(note("needed"));
  const kind = asked.options.kind === "go-on" ? "seen" : "skipped";
  return meaning(answered(asked, { kind }, inbound));
}

/** "Stop" (R15): an exercise waits, so that it can be taken up again; an interruption is over. */
export function stop(asked: Asked | undefined): Meaning {
  return meaning({ type: asked?.compiled.flow.report === false ? "left" : "stopped" });
}

/** "Ved ikke" (R14): an answer to every question, except what must be answered; undefined where nothing is asked. */
export function notKnown(asked: Asked, inbound: Inbound): Meaning | undefined {
  if (takesUnknown(asked.place, asked.options)) return meaning(answered(asked, { kind: "unknown" }, inbound));
  return isRequired(asked.place) ? meaning(note("needed")) : undefined;
}

/** A button from before: it is said, unless something else is asked just now; that is shown again (R17). */
export function oldButton(conversation: Conversation): Meaning {
  const event: ConversationEvent = covering(conversation.aside) ? { type: "repeated" } : note("old-button");
  return { verdict: "stale", events: [event] };
}

/** How an exercise begins from the menu: as it was sent, or by the citizen alone. */
export function beginningOf(conversation: Conversation, flow: string, around: Surroundings): Beginning | undefined {
  const offer = conversation.offers.find((it) => it.flow.id === flow);
  if (offer) {
    const { from: _, ...begin } = offer;
    return begin;
  }
  const compiled = around.library.latest(flow);
  if (!compiled) return undefined;
  return { flow: compiled.ref, params: {}, audience: around.profile.audience };
}

/** Begins an exercise; when another runs it asks first (R17: never a silent jump). */
export function begin(conversation: Conversation, beginning: Beginning, around: Surroundings): Meaning {
  if (conversation.frames.length > 0 && conversation.aside?.kind !== "ended") {
    return { verdict: "interrupted", events: [{ type: "asked-aside", aside: { kind: "switch", begin: beginning } }] };
  }
  return meaning(began(beginning, conversation, around));
}

/** The session begins; who may see it is as the citizen has said by now. */
export function began(beginning: Beginning, { consents }: Conversation, around: Surroundings): ConversationEvent {
  const { profile, library } = around;
  const { report } = library.get(beginning.flow).flow;
  const audience = report === false ? beginning.audience : audienceOf(beginning, consents, profile);
  return { type: "began", begin: { ...beginning, audience }, persona: profile.persona };
}
