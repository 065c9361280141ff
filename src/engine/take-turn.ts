import type { Library } from "../flow/library.ts";
import type { Answered, Conversation, ConversationEvent, Frame } from "../model/conversation.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Effect, Outcome, Turn } from "../model/turn.ts";
import { releasedTo } from "./after.ts";
import { alertEffects, alertNews } from "./alert.ts";
import { apply } from "./apply.ts";
import { covering, isAway, isFree, isIdle } from "./aside.ts";
import { consentEffect, consentedBy } from "./consent-record.ts";
import { answerCrisis, crisisIn } from "./crisis.ts";
import { answer, answersOf, contextOf, reopen } from "./frame.ts";
import { keptFrom } from "./kept.ts";
import { present } from "./present.ts";
import { profileSetBy } from "./profile.ts";
import type { Surroundings } from "./surroundings.ts";
import { type Asked, answered, askedNow, begin, type Meaning, meaning, nothing, ticksValue } from "./understand.ts";
import { understandTap } from "./understand-tap.ts";
import { understandWords } from "./understand-words.ts";

const PAUSED: ConversationEvent = { type: "asked-aside", aside: { kind: "paused" } };

/**
 * Takes one inbound: what it means, what the conversation becomes, and what that causes. Pure; never throws for
 * anything a citizen can send. The revision grows by one when anything happened.
 */
export function takeTurn(conversation: Conversation, inbound: Inbound, around: Surroundings): Turn {
  const crisis = crisisIn(inbound, around);
  const found = interpret(conversation, inbound, around);
  const { verdict, events } = crisis ? answerCrisis(found, crisis, around) : afterAway(conversation, inbound, found);
  if (events.length === 0) return { verdict, conversation, events, effects: [] };
  const effects: Effect[] = [];
  let after = conversation;
  for (const event of events) {
    const next = apply(after, event, around.library, inbound.at);
    effects.push(...effectsOf(event, after, next, around));
    after = next;
  }
  after = { ...after, revision: conversation.revision + 1 };
  if (mayInterrupt(inbound, conversation)) effects.push({ type: "say", screen: present(after, around) });
  const finished = effects.some((effect) => effect.type === "record-outcome");
  return { verdict: finished ? "finished" : verdict, conversation: after, events, effects };
}

function interpret(conversation: Conversation, inbound: Inbound, around: Surroundings): Meaning {
  // a button means the day it meant when it was shown, words the day they are said
  const now = (inbound.kind === "tap" && conversation.activeAt) || inbound.at;
  const asked = askedNow(conversation, around, now);
  switch (inbound.kind) {
    case "opened":
      return opened(conversation, inbound.at);
    case "crisis":
      return nothing("accepted");
    case "offer":
      return meaning({ type: "offered", offer: inbound.offer });
    case "remind":
      return remind(conversation, inbound.assignment, inbound.at);
    case "withdraw":
      return withdraw(conversation, inbound.assignment);
    case "countersign":
      return countersign(conversation, inbound);
    case "alert-news":
      return alertNews(conversation, inbound);
    case "encourage":
      return meaning({ type: "encouraged", by: inbound.from, words: inbound.words });
    case "begin":
      return begin(conversation, inbound.begin, around);
    case "tap":
      return understandTap(inbound, conversation, asked, around);
    case "words":
      return understandWords(inbound, conversation, asked, around);
    case "media":
      return takeMedia(inbound, conversation, asked);
  }
}

function opened(conversation: Conversation, at: string): Meaning {
  if (conversation.activeAt === null || hasBecomeDue(conversation, at)) return meaning({ type: "opened" });
  return wasAway(conversation, at) ? meaning(PAUSED) : nothing("accepted");
}

/** Something that waits can be offered since the citizen was here last. */
function hasBecomeDue(conversation: Conversation, at: string): boolean {
  const { waiting, activeAt } = conversation;
  return isIdle(conversation) && waiting.some(({ due }) => due <= at && (activeAt === null || due > activeAt));
}

/** Nothing times out: what is not understood after hours or days is met by where we were (R15). */
function afterAway(conversation: Conversation, inbound: Inbound, found: Meaning): Meaning {
  if (found.verdict !== "not-understood" || !wasAway(conversation, inbound.at)) return found;
  return { verdict: found.verdict, events: [PAUSED] };
}

/** Whether the citizen was away from a question; what was asked beside it is out of mind as well. */
function wasAway(conversation: Conversation, at: string): boolean {
  const { frames, aside } = conversation;
  if (!isAway(conversation, at) || frames.length === 0) return false;
  return aside === null || !["paused", "stopped", "ended"].includes(aside.kind);
}

/** Own words may always be a voice message or a photo. */
function takeMedia(
  inbound: Extract<Inbound, { kind: "media" }>,
  conversation: Conversation,
  asked: Asked | undefined,
): Meaning {
  if (!asked?.options.own || covering(conversation.aside))
    return { verdict: "not-understood", events: [{ type: "missed" }] };
  const caption = inbound.caption ? { caption: inbound.caption } : {};
  if (asked.options.kind !== "many") {
    return meaning(answered(asked, { kind: "media", media: inbound.media, ...caption }, inbound));
  }
  const own = inbound.caption ? { own: [inbound.caption] } : {};
  return meaning(answered(asked, ticksValue(asked, { ...own, media: inbound.media }), inbound));
}

/** What staff or a schedule asks for waits while the citizen is in the middle of something (R19). */
function mayInterrupt(inbound: Inbound, before: Conversation): boolean {
  if (inbound.kind === "withdraw") return false;
  if (inbound.kind === "alert-news") {
    // who looks at the answer sees at once what became of it
    return inbound.what !== "closed" && (before.aside?.kind === "crisis" || isFree(before, inbound.at));
  }
  const waits = ["offer", "countersign", "encourage"].includes(inbound.kind);
  return !waits || isFree(before, inbound.at);
}

/** What still waits is shown again when nothing else is asked; a citizen who does something is left to it (R19, R29). */
function remind(conversation: Conversation, assignment: string, at: string): Meaning {
  const waits = conversation.offers.some((offer) => offer.assignment === assignment);
  return waits && isFree(conversation, at) ? meaning({ type: "reminded", assignment }) : nothing("stale");
}

/** Only what was not begun can be taken back; an open page shows by itself that it is gone. */
function withdraw(conversation: Conversation, assignment: string): Meaning {
  const waits = conversation.offers.some((offer) => offer.assignment === assignment);
  return waits ? meaning({ type: "withdrawn", assignment }) : nothing("stale");
}

/** The second signature counts once, under what the citizen keeps and has signed. */
function countersign(conversation: Conversation, inbound: Extract<Inbound, { kind: "countersign" }>): Meaning {
  const found = keptFrom(conversation.kept, inbound.session);
  if (!found) return nothing("stale");
  return found.signed
    ? nothing("duplicate")
    : meaning({ type: "countersigned", session: inbound.session, by: inbound.signer });
}

function effectsOf(
  event: ConversationEvent,
  before: Conversation,
  after: Conversation,
  around: Surroundings,
): Effect[] {
  const { library } = around;
  const frame = before.frames.at(-1);
  const then = after.frames.at(-1);
  if (event.type === "began") return [...resumed(before, after), ...beganWith(then as Frame)];
  if (event.type === "countersigned") {
    const signature = keptFrom(after.kept, event.session)?.signed;
    return signature ? [{ type: "countersigned", session: event.session, signature }] : [];
  }
  if (event.type === "alerted" || event.type === "mistaken") return alertEffects(event, around);
  if (event.type === "asked-for") return [{ type: "request-data", what: event.what }];
  if (event.type === "consented") return consentedBy(event, before.consents, around);
  if (!frame) return [];
  const { session } = frame;
  switch (event.type) {
    case "answered":
    case "changed": {
      const { path, value, by } = event;
      const recorded: Effect = { type: "record-answer", session, path, value, by };
      if (then?.session === session) {
        return [...resumed(before, after), ...withdrawn(frame, givenIn(then)), recorded];
      }
      const done = doneWith(frame, event, library);
      const outcome = outcomeOf(done, library);
      const record: Effect = { type: "record-outcome", outcome };
      const consented = consentEffect(done, before.consents, after.consents, around);
      return [...withdrawn(frame, outcome.answers), recorded, record, ...profileSetBy(done, around), ...consented];
    }
    case "went-back":
    case "reopened":
      return [...resumed(before, after), ...withdrawn(frame, givenIn(then as Frame))];
    case "stopped":
    case "left":
      return [{ type: "session-stopped", session }];
    default:
      return resumed(before, after);
  }
}

/** A session that starts from an earlier one takes over its answers. */
function beganWith(frame: Frame): Effect[] {
  const { session } = frame;
  const taken = frame.ahead.map(
    ([path, value]): Effect => ({ type: "record-answer", session, path, value, by: "citizen" }),
  );
  return [{ type: "session-began", frame, known: contextOf(frame).known }, ...taken];
}

/** A stopped session goes on as soon as anything else than its stop is on screen. */
function resumed(before: Conversation, after: Conversation): Effect[] {
  const session = before.frames.at(-1)?.session;
  const goesOn = before.aside?.kind === "stopped" && after.aside?.kind !== "stopped";
  return goesOn && session !== undefined ? [{ type: "session-resumed", session }] : [];
}

/** What a session has of answers: those on its way, and those that wait to be given again by themselves. */
function givenIn(frame: Frame): readonly Answered[] {
  return [...answersOf(frame), ...frame.ahead];
}

/** Answers a session had and has no more. */
function withdrawn(before: Frame, now: readonly Answered[]): Effect[] {
  const { session } = before;
  return givenIn(before)
    .filter(([path]) => !now.some(([it]) => it === path))
    .map(([path]) => ({ type: "withdraw-answer", session, path }));
}

/** The session that this answer finished. */
function doneWith(
  frame: Frame,
  event: Extract<ConversationEvent, { type: "answered" | "changed" }>,
  library: Library,
): Frame {
  const compiled = library.get(frame.flow);
  const before = event.type === "changed" ? reopen(compiled, frame, event.path) : frame;
  return answer(compiled, before, event.value);
}

function outcomeOf(done: Frame, library: Library): Outcome {
  const assignment = done.assignment === undefined ? {} : { assignment: done.assignment };
  const released = releasedTo(done, library.get(done.flow));
  return { session: done.session, answers: answersOf(done), drawn: done.drawn, releasedTo: released, ...assignment };
}
