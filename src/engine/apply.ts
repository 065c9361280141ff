import type { CompiledFlow, Library } from "../flow/library.ts";
import type { Aside, Conversation, ConversationEvent, Frame } from "../model/conversation.ts";
import { nextAfter, releasedTo, waitingAfter } from "./after.ts";
import { heardOf, mistaken, withDanger } from "./alert.ts";
import { covering, isFree, isIdle } from "./aside.ts";
import { consentGiven, withConsent, withoutRefused } from "./consent.ts";
import { crisisOver } from "./crisis.ts";
import { answer, back, contextOf, placeOf, reopen, startFrame } from "./frame.ts";
import { keepSession, keptFrom } from "./kept.ts";
import { ticksAt } from "./ticks.ts";

/**
 * What an event makes of a conversation. Pure and total: the stored conversation is this, folded over its events.
 * @param at when it happened, ISO
 */
export function apply(
  conversation: Conversation,
  event: ConversationEvent,
  library: Library,
  at: string,
): Conversation {
  if (event.type === "offered" || event.type === "reminded") {
    // a menu that stands open gives way: what was sent is shown at once when nothing runs
    const gives =
      conversation.aside?.kind === "menu" || (conversation.aside?.kind === "ended" && isFree(conversation, at));
    const aside = gives ? null : conversation.aside;
    const offers = event.type === "offered" ? [...conversation.offers, event.offer] : conversation.offers;
    return { ...conversation, aside, offers };
  }
  if (event.type === "withdrawn") {
    return { ...conversation, offers: conversation.offers.filter((it) => it.assignment !== event.assignment) };
  }
  if (event.type === "countersigned") return countersigned(conversation, event, at);
  if (event.type === "alert-news") return heardOf(conversation, event);
  if (event.type === "encouraged") {
    const { by, words } = event;
    // an end that was read long ago gives way, as for what is sent
    const aside = isFree(conversation, at) ? null : conversation.aside;
    return { ...conversation, aside, news: [...conversation.news, { by, words }] };
  }
  const now = { ...shownNews(conversation), activeAt: at, turnedAt: conversation.revision + 1 };
  const top = now.frames.at(-1);
  const onTop = (change: (frame: Frame, compiled: CompiledFlow) => Frame): Conversation => {
    const frames = top ? now.frames.with(-1, change(top, library.get(top.flow))) : now.frames;
    return { ...now, aside: null, frames };
  };
  const asking = (aside: Aside): Conversation => {
    // a guess that is asked about is not understood yet
    const heard = aside.kind === "did-you-mean" ? now : onTop(understood);
    return { ...withDanger(heard, aside), aside: crisisOver(aside, now.aside), asideAt: now.revision + 1 };
  };
  switch (event.type) {
    case "opened":
      return now;
    case "repeated":
      return { ...onTop(understood), aside: now.aside };
    case "began": {
      const serial = now.sessions + 1;
      const session = `${now.id}-s${serial}`;
      const avoid = now.drawn[event.begin.flow.id] ?? [];
      const given = { session, serial, persona: event.persona, startedAt: at, avoid };
      const frame = startFrame(library.get(event.begin.flow), event.begin, given, now.kept);
      const offers = now.offers.filter((offer) => offer.assignment !== event.begin.assignment);
      const waiting = now.waiting.filter((it) => it.flow !== event.begin.flow.id);
      const below = onTop(understood);
      return { ...below, sessions: serial, offers, waiting, frames: [...below.frames, frame] };
    }
    case "answered":
      return finish(
        onTop((frame, compiled) => answer(compiled, frame, event.value)),
        library,
        at,
      );
    case "changed":
      return finish(
        onTop((frame, compiled) => answer(compiled, reopen(compiled, frame, event.path), event.value)),
        library,
        at,
      );
    case "reopened":
      return onTop((frame, compiled) => reopen(compiled, frame, event.path));
    case "went-back":
      return onTop((frame, compiled) => back(compiled, frame) ?? frame);
    case "ticked":
      return onTop((frame, compiled) => {
        const draft = ticksAt(placeOf(compiled, frame), tick(frame.draft, event.choice, event.on));
        return { ...understood(frame), draft };
      });
    case "paged":
      return onTop((frame) => ({ ...understood(frame), page: event.page }));
    case "asked-plainer":
      return onTop((frame) => ({ ...frame, misses: 0, plainer: frame.plainer + 1 }));
    case "missed":
      return { ...onTop((frame) => ({ ...frame, misses: frame.misses + 1 })), aside: covering(now.aside) };
    case "asked-aside":
      return event.aside.kind === "menu"
        ? { ...asking(event.aside), waiting: notYet(now.waiting, at) }
        : asking(event.aside);
    case "closed-aside":
      if (now.aside?.kind === "crisis") return { ...now, aside: now.aside.below, asideAt: now.revision + 1 };
      return now.aside?.kind === "did-you-mean" ? { ...now, aside: null } : onTop(understood);
    case "alerted": {
      const { type: _, ...alert } = event;
      return { ...now, alert };
    }
    case "mistaken":
      return mistaken(now);
    case "stopped":
      return asking({ kind: "stopped" });
    case "consented": {
      const consents = { ...now.consents, [event.receiver]: event.consent };
      return { ...now, consents, frames: withoutRefused(now.frames, consents), aside: null };
    }
    case "asked-for":
      return asking({ kind: "data", at: event.what });
    case "left":
      return { ...now, aside: null, frames: now.frames.slice(0, -1) };
  }
}

/** What was not understood is forgotten at the first thing that is. */
function understood(frame: Frame): Frame {
  return { ...frame, misses: 0, plainer: Math.min(frame.plainer, 1) };
}

function tick(draft: readonly string[], choice: string, on: boolean): readonly string[] {
  const without = draft.filter((id) => id !== choice);
  return on ? [...without, choice] : without;
}

/** A session that is done leaves the screen: an interruption silently, an exercise with what was kept and who was told (R9). */
function finish(conversation: Conversation, library: Library, at: string): Conversation {
  const top = conversation.frames.at(-1);
  if (!top) return conversation;
  const compiled = library.get(top.flow);
  if (placeOf(compiled, top) !== null) return conversation;
  const drawn = top.drawn.length > 0 ? { ...conversation.drawn, [top.flow.id]: top.drawn } : conversation.drawn;
  const { flow, session, persona, params, audience } = top;
  const { answers, known } = contextOf(top);
  const kept = keepSession(compiled, conversation.kept, {
    flow,
    session,
    at,
    persona,
    params,
    audience,
    answers,
    known,
  });
  const follows = waitingAfter(top, compiled, at);
  const waiting = [...conversation.waiting.filter((it) => !follows.some(({ flow }) => flow === it.flow)), ...follows];
  const given = consentGiven(top, compiled);
  const consents = given ? withConsent(conversation.consents, given.receiver, given.consent) : conversation.consents;
  const below = withoutRefused(conversation.frames.slice(0, -1), consents);
  const rest = { ...conversation, drawn, kept, waiting, consents, frames: below };
  if (compiled.flow.report === false) return rest;
  const next = nextAfter(top, compiled);
  const told = releasedTo(top, compiled);
  const ended: Aside = {
    kind: "ended",
    flow,
    session,
    told,
    ...(next ? { next } : {}),
    ...(top.beside ? { beside: top.beside } : {}),
  };
  return { ...rest, aside: ended, asideAt: conversation.revision + 1 };
}

/** The other side has signed: the citizen hears of it as soon as nothing else is asked. */
function countersigned(
  conversation: Conversation,
  { session, by }: Extract<ConversationEvent, { type: "countersigned" }>,
  at: string,
): Conversation {
  const flow = keptFrom(conversation.kept, session)?.flow.id;
  if (flow === undefined) return conversation;
  const list = (conversation.kept[flow] ?? []).map((it) =>
    it.session === session ? { ...it, signed: { by, at } } : it,
  );
  return {
    ...conversation,
    kept: { ...conversation.kept, [flow]: list },
    news: [...conversation.news, { flow, session }],
  };
}

/** News is shown once, when nothing else is. */
function shownNews(conversation: Conversation): Conversation {
  return isIdle(conversation) ? { ...conversation, news: [] } : conversation;
}

/** What waited was asked about and put off: it is not asked again (R29). */
function notYet(waiting: Conversation["waiting"], at: string): Conversation["waiting"] {
  return waiting.filter((it) => it.due > at);
}
