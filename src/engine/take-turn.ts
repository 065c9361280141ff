import type { Library } from "../flow/library.ts";
import type { Conversation, ConversationEvent, Frame } from "../model/conversation.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Effect, Turn } from "../model/turn.ts";
import { apply } from "./apply.ts";
import { answer, answersOf, reopen } from "./frame.ts";
import { present } from "./present.ts";
import type { Surroundings } from "./surroundings.ts";
import { type Asked, answered, askedNow, begin, type Meaning, meaning, nothing, ticksValue } from "./understand.ts";
import { understandTap } from "./understand-tap.ts";
import { understandWords } from "./understand-words.ts";

/** After this long away the place is said in words before going on (R15). */
const AWAY_MS = 4 * 60 * 60 * 1000;

/**
 * Takes one inbound: what it means, what the conversation becomes, and what that causes. Pure; never throws for
 * anything a citizen can send. The revision grows by one when anything happened.
 */
export function takeTurn(conversation: Conversation, inbound: Inbound, around: Surroundings): Turn {
  const { verdict, events } = interpret(conversation, inbound, around);
  if (events.length === 0) return { verdict, conversation, events, effects: [] };
  const effects: Effect[] = [];
  let after = conversation;
  for (const event of events) {
    const next = apply(after, event, around.library, inbound.at);
    effects.push(...effectsOf(event, after, next, around.library));
    after = next;
  }
  after = { ...after, revision: conversation.revision + 1 };
  if (mayInterrupt(inbound, conversation)) effects.push({ type: "say", screen: present(after, around) });
  const finished = effects.some((effect) => effect.type === "record-outcome");
  return { verdict: finished ? "finished" : verdict, conversation: after, events, effects };
}

function interpret(conversation: Conversation, inbound: Inbound, around: Surroundings): Meaning {
  const asked = askedNow(conversation, around, inbound.at);
  switch (inbound.kind) {
    case "opened":
      return opened(conversation, inbound.at);
    case "offer":
      return meaning({ type: "offered", offer: inbound.offer });
    case "begin":
      return begin(conversation, inbound.begin, around);
    case "tap":
      return understandTap(inbound, conversation, asked, around);
    case "words":
      return understandWords(inbound, conversation, asked, around);
    case "media":
      return takeMedia(inbound, asked);
  }
}

/** Nothing times out; after hours or days it says where we were (R15). */
function opened(conversation: Conversation, at: string): Meaning {
  const { activeAt, frames, aside } = conversation;
  if (activeAt === null) return meaning({ type: "opened" });
  const away = Date.parse(at) - Date.parse(activeAt) > AWAY_MS;
  if (away && frames.length > 0 && aside === null) return meaning({ type: "asked-aside", aside: { kind: "paused" } });
  return nothing("accepted");
}

/** Own words may always be a voice message or a photo. */
function takeMedia(inbound: Extract<Inbound, { kind: "media" }>, asked: Asked | undefined): Meaning {
  if (!asked?.options.own) return { verdict: "not-understood", events: [{ type: "missed" }] };
  const caption = inbound.caption ? { caption: inbound.caption } : {};
  if (asked.options.kind !== "many") {
    return meaning(answered(asked, { kind: "media", media: inbound.media, ...caption }, inbound));
  }
  const own = inbound.caption ? { own: [inbound.caption] } : {};
  return meaning(answered(asked, ticksValue(asked, { ...own, media: inbound.media }), inbound));
}

/** What staff or a schedule asks for waits while the citizen is in the middle of something (R19). */
function mayInterrupt(inbound: Inbound, before: Conversation): boolean {
  return inbound.kind !== "offer" || (before.frames.length === 0 && before.aside === null);
}

function effectsOf(event: ConversationEvent, before: Conversation, after: Conversation, library: Library): Effect[] {
  const frame = before.frames.at(-1);
  const then = after.frames.at(-1);
  switch (event.type) {
    case "began":
      return [{ type: "session-began", frame: then as Frame }];
    case "answered":
    case "changed": {
      if (!frame) return [];
      const { path, value, by } = event;
      const recorded: Effect = { type: "record-answer", session: frame.session, path, value, by };
      const over = then?.session !== frame.session;
      return over ? [recorded, outcomeOf(frame, event, after, library)] : [recorded];
    }
    case "went-back": {
      const last = frame && answersOf(frame).at(-1);
      return frame && last ? [{ type: "withdraw-answer", session: frame.session, path: last[0] }] : [];
    }
    case "reopened":
      return frame ? [{ type: "withdraw-answer", session: frame.session, path: event.path }] : [];
    case "stopped":
      return frame ? [{ type: "session-stopped", session: frame.session }] : [];
    case "closed-aside":
      return before.aside?.kind === "stopped" && frame ? [{ type: "session-resumed", session: frame.session }] : [];
    case "left":
      return frame ? [{ type: "session-stopped", session: frame.session }] : [];
    default:
      return [];
  }
}

/** The outcome of a session that this answer finished. */
function outcomeOf(
  frame: Frame,
  event: Extract<ConversationEvent, { type: "answered" | "changed" }>,
  after: Conversation,
  library: Library,
): Effect {
  const compiled = library.get(frame.flow);
  const before = event.type === "changed" ? reopen(compiled, frame, event.path) : frame;
  const answers = answersOf(answer(compiled, before, event.value));
  const releasedTo = after.aside?.kind === "ended" ? after.aside.told : [];
  const assignment = frame.assignment === undefined ? {} : { assignment: frame.assignment };
  return { type: "record-outcome", outcome: { session: frame.session, answers, releasedTo, ...assignment } };
}
