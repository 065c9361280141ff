import { isOnOwnPhone } from "../model/inbound.ts";
import type { Saving } from "./conversations.ts";

/** The rows of the twelve parameters of the save, in their order. */
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
  ];
}

function turnRow({ before, turn, inbound, said, messages }: Saving): object {
  return {
    id: turn.conversation.id,
    expected: before.revision,
    revision: turn.conversation.revision,
    state: turn.conversation,
    channel: inbound.channel,
    address: isOnOwnPhone(inbound) ? (messages[0]?.address ?? null) : null,
    inboundId: inbound.id,
    verdict: turn.verdict,
    said,
    events: turn.events,
    at: inbound.at,
  };
}

function effectRows({ turn, inbound, messages }: Saving, index: number) {
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
  for (const [n, effect] of turn.effects.entries()) {
    switch (effect.type) {
      case "session-began": {
        const { session, flow, params, persona, assignment = null } = effect.frame;
        const from = { flow: flow.id, version: flow.version, params, known: effect.known };
        began.push({ id, session, citizen, ...from, persona, assignment, at });
        break;
      }
      case "record-answer":
        answered.push({
          id,
          session: effect.session,
          path: effect.path,
          revision,
          n,
          value: effect.value,
          by: effect.by,
          at,
        });
        break;
      case "withdraw-answer":
        answered.push({ id, session: effect.session, path: effect.path, revision, n, value: null, by: null, at });
        break;
      case "session-stopped":
        moved.push({ id, session: effect.session, status: "stopped", completedAt: null, answers: null });
        break;
      case "session-resumed":
        moved.push({ id, session: effect.session, status: "running", completedAt: null, answers: null });
        break;
      case "record-outcome": {
        const { session, assignment, answers, drawn, releasedTo } = effect.outcome;
        moved.push({ id, session, status: "completed", completedAt: at, answers, drawn });
        released.push(...releasedTo.map((person) => ({ id, session, citizen, receiver: person.id, at })));
        if (assignment !== undefined) done.push({ id, assignment, at });
        break;
      }
      case "countersigned":
        signed.push({ id, session: effect.session, signature: effect.signature });
        break;
      case "set-profile":
        profiled.push({ id, citizen, persona: effect.persona ?? null, word: effect.wordForUse ?? null });
        break;
      case "set-consent": {
        const { receiver, name, kinds, wording } = effect;
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
      case "say":
        break;
    }
  }
  const sent = messages.map((it, n) => ({ id, revision, ...it, n: index * 100 + n }));
  return { began, moved, answers: answered, released, done, sent, signed, profiled, consented, alerted, lowered };
}
