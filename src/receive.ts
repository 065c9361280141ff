import type { Receive, Received } from "./channels/channel.ts";
import { deniedTap } from "./denied-taps.ts";
import { present } from "./engine/present.ts";
import { rebuild } from "./engine/rebuild.ts";
import type { Surroundings } from "./engine/surroundings.ts";
import { takeTurn } from "./engine/take-turn.ts";
import type { Library } from "./flow/library.ts";
import { createInOrder } from "./in-order.ts";
import {
  type Conversation,
  type ConversationEvent,
  type FlowRef,
  FORMAT,
  newConversation,
} from "./model/conversation.ts";
import { AppError } from "./model/errors.ts";
import { type Beginning, type Inbound, isFromCitizen } from "./model/inbound.ts";
import type { Message } from "./model/message.ts";
import type { Turn, Verdict } from "./model/turn.ts";
import type { Pictures } from "./pictures/index.ts";
import { render } from "./render/render.ts";
import type { Translator } from "./render/words.ts";
import { type Safety, safetyFor } from "./safety/around.ts";
import { watchAt } from "./schedule/duty.ts";
import { asService, ruleNow } from "./store/acting.ts";
import { ALERTS } from "./store/alerts.ts";
import { recordDenied } from "./store/audit.ts";
import type { Changes } from "./store/changes.ts";
import { eventsOf, type Said, type Saving, saveTurns } from "./store/conversations.ts";
import { watchOf } from "./store/duty.ts";
import { learnVersions } from "./store/flow-versions.ts";
import { holding } from "./store/hold.ts";
import { type Loaded, loadConversation } from "./store/load-conversation.ts";
import type { Database } from "./store/open.ts";
import { createSave, type Save } from "./store/save-together.ts";
import { storable } from "./store/storable.ts";
import { inSpan } from "./tracing/span.ts";

export interface ReceiveParts {
  readonly database: Database;
  readonly library: Library;
  readonly translator: Translator;
  readonly pictures: Pick<Pictures, "emoji">;
  readonly safety: Safety;
  readonly changes: Changes;
  /** whether a channel shows what is stored by itself: nothing is left to deliver */
  readonly showsItself: (channel: string) => boolean;
  /** told of each inbound that was taken, and how long it took, seconds */
  readonly observe?: (turn: { channel: string; verdict: Verdict; seconds: number }) => void;
}

/** What else is known of an inbound by whoever hands it over. */
interface Asking {
  /** the conversation as it was loaded already; of no use once others were at it */
  readonly first?: Loaded | undefined;
  /** what is said is shown to the citizen by whoever asks: nothing is left to deliver */
  readonly shown?: boolean;
  /** looks at the turn before it is saved; what it throws is thrown on, and nothing has happened */
  readonly check?: (turn: Turn, before: Conversation) => void;
}

interface Taken {
  readonly received: Received;
  readonly saved: boolean;
  /** those on duty have something to look at */
  readonly alerted?: boolean;
  /** something is to be delivered */
  readonly waiting?: boolean;
}

/** A race lost to another process is taken again with what the winner left; after so many the others must wait. */
const RACES = 3;

/** The path of one inbound: load, take the turn, save; two statements when nobody else is at the same conversation. */
export function createReceive(parts: ReceiveParts) {
  const { database } = parts;
  const inOrder = createInOrder();
  // a check-in of many at the same minute does not hold up those who answer
  const saves = { waitedFor: createSave(database), others: createSave(database, true) };

  /** The conversation in the shape this engine knows: the stored one, or built anew from its events. */
  const current = async (loaded: Loaded): Promise<Loaded> => {
    const { format, id, citizen } = loaded.conversation;
    if (format === FORMAT) return loaded;
    const turns = await eventsOf(database, id);
    await learnVersions(
      parts,
      turns.flatMap((turn) => turn.events.flatMap(beginningIn)).map((begin) => begin.flow),
    );
    return { ...loaded, conversation: rebuild(newConversation(id, citizen), turns, parts.library) };
  };

  const around = async (loaded: Loaded): Promise<Surroundings> => {
    await learnVersions(parts, versionsIn(loaded.conversation));
    const { profile } = loaded;
    const words = parts.translator.words(profile.language, profile.wordForUse);
    const safety = safetyFor(parts.safety, profile);
    return { library: parts.library, words, profile, safety, emoji: parts.pictures.emoji };
  };

  /** Who is told of what cannot wait is looked up only then: hardly any turn needs it. */
  const takeWatched = async (before: Conversation, inbound: Inbound, surroundings: Surroundings): Promise<Turn> => {
    const turn = takeTurn(before, inbound, surroundings);
    const found = turn.effects.find((effect) => effect.type === "raise-alert");
    if (!found) return turn;
    const plan = await watchOf(database, { citizen: before.citizen });
    const watch = watchAt(plan, new Date(inbound.at), found.urgency);
    return takeTurn(before, inbound, { ...surroundings, watch });
  };

  const seen = (turn: Turn, surroundings: Surroundings): Received => {
    const said = turn.effects.find((effect) => effect.type === "say");
    const message = render(said?.screen ?? present(turn.conversation, surroundings), surroundings.words);
    return { verdict: turn.verdict, message, revision: turn.conversation.revision };
  };

  /** Undefined: somebody else was faster, and nothing was written. */
  const attempt = async (
    conversation: string,
    inbound: Inbound,
    { first, shown, check }: Asking,
    save: Save,
  ): Promise<Taken | undefined> => {
    const stored = first ?? (await loadConversation(database, { conversation }, inbound, !isWaitedFor(inbound)));
    if (!stored) throw new AppError("not-found", "conversation: expected one that exists");
    const loaded = await current(stored);
    const surroundings = await around(loaded);
    if (loaded.seen) return { received: { ...view(loaded, surroundings), verdict: "duplicate" }, saved: false };
    const turn = await takeWatched(loaded.conversation, inbound, surroundings);
    check?.(turn, loaded.conversation);
    const denied = deniedTap(inbound, loaded.conversation, turn.verdict, parts.library);
    if (denied) await recordDenied(database, denied, new Date(inbound.at));
    const received = seen(turn, surroundings);
    if (turn.events.length === 0) return { received, saved: false };
    const saving = savingOf(loaded, inbound, turn, received.message);
    const messages = saving.messages.map((it) =>
      shown || parts.showsItself(it.channel) ? { ...it, sentAt: inbound.at } : it,
    );
    const saved = await save({ ...saving, messages });
    // also staff are told of what is theirs
    const waiting =
      messages.some((it) => !("sentAt" in it)) || turn.effects.some(({ type }) => type === "record-outcome");
    const alerted = turn.effects.some(({ type }) => type === "raise-alert" || type === "lower-alert");
    return saved ? { received, saved, alerted, waiting } : undefined;
  };

  /** Cannot lose. One at a time in this process: each keeps a connection while it needs others to read. */
  const attemptHeld = (conversation: string, inbound: Inbound, asking: Asking): Promise<Taken> =>
    inOrder("held", () =>
      holding(database, conversation, async (held) => {
        const save: Save = async (saving) => (await saveTurns(held, [saving])).size > 0;
        const taken = await attempt(conversation, inbound, { ...asking, first: undefined }, save);
        if (!taken) throw new AppError("unavailable", "the answer was not saved, though nobody else was at it");
        return taken;
      }),
    );

  const attempts = async (conversation: string, inbound: Inbound, asking: Asking, waited: boolean): Promise<Taken> => {
    const save = isWaitedFor(inbound) ? saves.waitedFor : saves.others;
    for (let race = 0; race < RACES; race++) {
      const first = race > 0 || waited ? undefined : asking.first;
      const taken = await attempt(conversation, inbound, { ...asking, first }, save);
      if (taken) return taken;
    }
    return await attemptHeld(conversation, inbound, asking);
  };

  const take = async (conversation: string, given: Inbound, asking: Asking = {}): Promise<Received> => {
    const inbound = storable(given);
    const begun = performance.now();
    return await inOrder(conversation, async (waited) => {
      const taking = () => attempts(conversation, inbound, asking, waited);
      const { channel, kind } = inbound;
      const { received, saved, alerted, waiting } = await inSpan(
        "turn",
        () => ({ channel, kind }),
        () => asService("turns", taking),
        (taken) => ({ verdict: taken.received.verdict }),
      );
      parts.observe?.({ channel, verdict: received.verdict, seconds: (performance.now() - begun) / 1000 });
      if (saved) parts.changes.announce(conversation, received.revision, !waiting);
      if (alerted) parts.changes.announce(ALERTS, received.revision);
      return received;
    });
  };

  const view = (loaded: Loaded, surroundings: Surroundings): Received => {
    const message = render(present(loaded.conversation, surroundings), surroundings.words);
    return { verdict: "accepted", message, revision: loaded.conversation.revision };
  };

  const receive: Receive = (conversation, inbound) => take(conversation, inbound);
  return {
    receive,
    take,
    /** What the citizen sees now; changes nothing. */
    view: (stored: Loaded): Promise<Received> =>
      asService("turns", async () => {
        const loaded = await current(stored);
        return view(loaded, await around(loaded));
      }),
  };
}

/** Somebody did it just now, and sees what comes of it. */
const isWaitedFor = (inbound: Inbound): boolean => isFromCitizen(inbound) || inbound.beside !== undefined;

function beginningIn(event: ConversationEvent): Beginning[] {
  if (event.type === "began") return [event.begin];
  if (event.type === "offered") return [event.offer];
  return event.type === "asked-aside" && event.aside.kind === "switch" ? [event.aside.begin] : [];
}

/** Every version a conversation's screen may need. */
function versionsIn({ frames, offers, aside, kept }: Conversation): FlowRef[] {
  const ended = aside?.kind === "ended" ? [aside.flow] : [];
  const wanted = aside?.kind === "switch" ? [aside.begin.flow] : [];
  const things = Object.values(kept).flatMap((list) => list.map((it) => it.flow));
  return [...frames.map((frame) => frame.flow), ...offers.map((offer) => offer.flow), ...things, ...ended, ...wanted];
}

function savingOf(loaded: Loaded, inbound: Inbound, turn: Turn, message: Message): Saving {
  const spoken = turn.effects.some((effect) => effect.type === "say");
  const here = isWaitedFor(inbound);
  const channel = here ? inbound.channel : loaded.channel;
  const address = here ? turn.conversation.id : loaded.address || turn.conversation.id;
  const messages = spoken ? [{ channel, address, message }] : [];
  const noted = doneBy(inbound);
  const said = saidBy(inbound);
  return { before: loaded.conversation, key: loaded.key, turn, inbound, said, messages, ...(noted ? { noted } : {}) };
}

/** Who of the staff did it, by which rule: answered beside the citizen, signed, or wrote to them. What else they ask has rows of its own. */
function doneBy(inbound: Inbound): Saving["noted"] {
  const signs = inbound.kind === "countersign" ? inbound.signer : undefined;
  const writes = inbound.kind === "encourage" ? inbound.from : undefined;
  const actor = (inbound.beside ?? signs ?? writes)?.id;
  if (actor === undefined) return undefined;
  const rule = ruleNow();
  if (!rule) throw new AppError("refused", `${inbound.kind}: no rule allowed staff to do this`);
  return { actor, rule, ...(inbound.kind === "countersign" ? { session: inbound.session } : {}) };
}

function saidBy(inbound: Inbound): Said | null {
  switch (inbound.kind) {
    case "words":
      return { words: inbound.words };
    case "tap":
      return { tap: inbound.token };
    case "media":
      return { media: inbound.media.type };
    default:
      return null;
  }
}
