import type { Conversation, ConversationEvent } from "../model/conversation.ts";
import { isOnOwnPhone } from "../model/inbound.ts";
import type { Saving } from "./conversations.ts";
import type { CitizenKey } from "./keys/citizen-keys.ts";
import type { StoredEvents, StoredState } from "./tables.ts";

/** The rows of the fourteen parameters of the save, in their order. */
export function rowsOf(savings: readonly Saving[]): readonly object[][] {
  const all = savings.map((saving, i) => ({ saving, rows: effectRows(saving, i) }));
  const gather = (pick: (rows: ReturnType<typeof effectRows>) => object[]) => all.flatMap((it) => pick(it.rows));
  return [
    savings.map(turnRow),
    gather((rows) => rows.began),
    gather((rows) => rows.moved),
    gather((rows) => rows.answers),
    gather((rows) => rows.released),
    gather((rows) => rows.done),
    gather((rows) => rows.sent),
    gather((rows) => rows.signed),
    gather((rows) => rows.profiled),
    gather((rows) => rows.consented),
    gather((rows) => rows.alerted),
    gather((rows) => rows.lowered),
    gather((rows) => rows.requested),
    savings.flatMap(notedRow),
  ];
}

/** A state as it is stored: what SQL looks for, and the whole of it sealed. */
export function storedState(conversation: Conversation, key: CitizenKey): StoredState {
  const frames = conversation.frames.map(({ session, assignment }) => ({
    session,
    ...(assignment === undefined ? {} : { assignment }),
  }));
  return { frames, sealed: key.sealValue(conversation, "conversation.state", conversation.id) };
}

export function storedEvents(
  events: readonly ConversationEvent[],
  key: CitizenKey,
  ...turn: readonly [conversation: string, revision: number]
): StoredEvents {
  return { types: events.map((it) => it.type), sealed: key.sealValue(events, "turn.events", ...turn) };
}

/** What staff did in the conversation, for the audit; what citizens do is in the turn alone. */
function notedRow({ turn, inbound, noted }: Saving): object[] {
  const { id, citizen, revision } = turn.conversation;
  return noted ? [{ id, citizen, revision: String(revision), at: inbound.at, ...noted }] : [];
}

function turnRow({ before, key, turn, inbound, said, messages }: Saving): object {
  const { id, revision } = turn.conversation;
  return {
    id,
    expected: before.revision,
    revision,
    state: storedState(turn.conversation, key),
    channel: inbound.channel,
    address: isOnOwnPhone(inbound) ? (messages[0]?.address ?? null) : null,
    inboundId: inbound.id,
    verdict: turn.verdict,
    said: said && key.sealValue(said, "turn.said", id, revision),
    events: storedEvents(turn.events, key, id, revision),
    at: inbound.at,
  };
}

function effectRows({ key, turn, inbound, messages }: Saving, index: number) {
  const { id, citizen, revision } = turn.conversation;
  const { at } = inbound;
  const began: object[] = [];
  const moved: object[] = [];
  const answered: object[] = [];
  const released: object[] = [];
  const done: object[] = [];
  const signed: object[] = [];
  const profiled: object[] = [];
  const consented: object[] = [];
  const alerted: object[] = [];
  const lowered: object[] = [];
  const requested: object[] = [];
  for (const [n, effect] of turn.effects.entries()) {
    switch (effect.type) {
      case "session-began": {
        const { session, flow, params, persona, assignment = null } = effect.frame;
        const from = { flow: flow.id, version: flow.version };
        const sealed = {
          params: key.sealValue(params, "session.params", session),
          known: key.sealValue(effect.known, "session.known", session),
        };
        began.push({ id, session, citizen, ...from, ...sealed, persona, assignment, at });
        break;
      }
      case "record-answer":
      case "withdraw-answer": {
        const { session } = effect;
        const path = key.seal(effect.path, "answer.path", session, revision, n);
        const given = effect.type === "record-answer" ? effect : undefined;
        const value = given ? key.sealValue(given.value, "answer.value", session, revision, n) : null;
        answered.push({ id, session, path, revision, n, value, by: given?.by ?? null, at });
        break;
      }
      case "session-stopped":
        moved.push({ id, session: effect.session, status: "stopped", completedAt: null, answers: null });
        break;
      case "session-resumed":
        moved.push({ id, session: effect.session, status: "running", completedAt: null, answers: null });
        break;
      case "record-outcome": {
        const { session, assignment, answers, drawn, releasedTo } = effect.outcome;
        const sealed = {
          answers: key.sealValue(answers, "session.answers", session),
          drawn: key.sealValue(drawn, "session.drawn", session),
        };
        moved.push({ id, session, status: "completed", completedAt: at, ...sealed });
        released.push(...releasedTo.map((person) => ({ id, session, citizen, receiver: person.id, at })));
        if (assignment !== undefined) done.push({ id, assignment, at });
        break;
      }
      case "countersigned": {
        const { session } = effect;
        signed.push({ id, session, signature: key.sealValue(effect.signature, "session.signature", session) });
        break;
      }
      case "set-profile": {
        const { persona = null, wordForUse } = effect;
        const word = wordForUse === undefined ? null : key.seal(wordForUse, "citizen.word_for_use", citizen);
        profiled.push({ id, citizen, persona, word });
        break;
      }
      case "set-consent": {
        const { receiver, name, kinds } = effect;
        const place = [receiver, new Date(at).toISOString()] as const;
        const wording = key.seal(effect.wording, "consent_record.wording", ...place);
        consented.push({ id, citizen, receiver, name, kinds, wording, at });
        break;
      }
      case "raise-alert": {
        const { category, urgency, watch, tell, nextAt = null } = effect;
        const found = { category, urgency, staffed: watch === "staffed", tell, nextAt };
        alerted.push({ id, alert: `${id}-a${revision}`, citizen, revision, ...found, at });
        break;
      }
      case "lower-alert":
        lowered.push({ id, citizen, at });
        break;
      case "request-data":
        requested.push({ id, citizen, kind: effect.what, at });
        break;
      case "say":
        break;
    }
  }
  const sent = messages.map(({ message, ...it }, n) => {
    return { id, revision, ...it, message: key.sealValue(message, "outbox.message", id, revision), n: index * 100 + n };
  });
  return {
    began,
    moved,
    answers: answered,
    released,
    done,
    sent,
    signed,
    profiled,
    consented,
    alerted,
    lowered,
    requested,
  };
}
