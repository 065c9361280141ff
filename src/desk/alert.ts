import { type AlertCardView, type AlertLine, alertCard, alertsCard } from "../channels/teams/cards/alert.ts";
import type { Told } from "../channels/teams/cards/look.ts";
import type { Card } from "../channels/teams/parts.ts";
import { AppError } from "../model/errors.ts";
import type { StoredAlert } from "../store/alert-queries.ts";
import type { Act, Doing } from "./parts.ts";

/** On one card. */
const LINES = 12;
/** Letters of a note; the console takes more. */
const NOTE_MOST = 1000;

interface Named {
  readonly alert: string;
}

export const showAlerts: Act<object> = async (doing) => ({ card: await openAlerts(doing), replaces: true });

export async function openAlerts(doing: Doing): Promise<Card> {
  const open = (await doing.parts.alerts.list(doing.actor.id)).filter(({ state }) => state !== "closed");
  const lines = open.slice(0, LINES).map((it) => lineOf(doing, it));
  return alertsCard(doing.look, lines, open.length - lines.length);
}

/** Opens one: that is reading it, and the citizen is told. */
export const showAlert: Act<Named> = async (doing, { data }) => {
  const { alert } = await doing.parts.alerts.open(data.alert, doing.actor.id);
  return { card: alertCard(doing.look, viewOf(doing, alert)), replaces: true };
};

/** A client brings a card up to date by itself: nobody has read it. */
export const refreshAlert: Act<Named> = async (doing, { data }) => show(doing, data.alert);

export const takeAlert: Act<Named> = async (doing, { data }) => {
  const { parts, actor, look } = doing;
  const claim = await parts.alerts.claim(data.alert, actor.id);
  if (claim.won) return await show(doing, data.alert);
  const key = claim.closed ? "alert.closed-by" : "alert.taken";
  return await show(doing, data.alert, { problem: look.say(key, { name: claim.by.name }) });
};

/** What the citizen wrote; that it was read is written down, and they can see it. */
export const showWords: Act<Named> = async (doing, { data }) => {
  const words = await doing.parts.alerts.words(data.alert, doing.actor.id);
  const view = viewOf(doing, await found(doing, data.alert));
  return {
    card: alertCard(doing.look, { ...view, words: words ?? doing.look.say("alert.words-gone") }),
    replaces: true,
  };
};

export const closeAlert: Act<Named> = async (doing, { data, inputs }) => {
  const { parts, actor, look } = doing;
  try {
    await parts.alerts.close(data.alert, actor.id, (inputs.note ?? "").slice(0, NOTE_MOST));
  } catch (error) {
    // somebody was faster: the card says who
    if (error instanceof AppError && error.code === "conflict") return await show(doing, data.alert);
    if (!(error instanceof AppError) || error.code !== "input") throw error;
    return await show(doing, data.alert, { problem: look.say("alert.note-wrong") });
  }
  return await show(doing, data.alert);
};

async function show(doing: Doing, id: string, said: Told = {}) {
  return { card: alertCard(doing.look, viewOf(doing, await found(doing, id)), said), replaces: true };
}

/** Without reading it. @throws AppError "not-found": there is none that they may see */
async function found({ parts, actor }: Doing, id: string): Promise<StoredAlert> {
  const alert = (await parts.alerts.list(actor.id)).find((it) => it.id === id);
  if (!alert) throw new AppError("not-found", "alert: expected one that the reader may see");
  return alert;
}

/** One that waits to be taken, as a card; undefined: it does not. */
export async function waitingCard(doing: Doing, id: string): Promise<Card | undefined> {
  const alert = (await doing.parts.alerts.list(doing.actor.id)).find((it) => it.id === id);
  return alert?.state === "raised" ? alertCard(doing.look, viewOf(doing, alert)) : undefined;
}

function viewOf(doing: Doing, alert: StoredAlert): AlertCardView {
  const { claimedBy, state, loweredAt, unit } = alert;
  const mine = claimedBy?.id === doing.actor.id;
  return {
    ...lineOf(doing, alert),
    lowered: loweredAt !== null,
    claim: state === "raised" ? "open" : state === "closed" ? "closed" : mine ? "mine" : "others",
    phone: unit.phone,
    noteMost: NOTE_MOST,
  };
}

function lineOf({ look, actor }: Doing, alert: StoredAlert): AlertLine {
  const { id, citizen, unit, category, urgency, lastAt } = alert;
  const state = stateOf(alert, actor.id, look.say);
  return { alert: id, name: citizen.name, unit: unit.name, category, urgency, at: lastAt, state };
}

function stateOf({ state, claimedBy, closedBy }: StoredAlert, reader: string, say: Doing["look"]["say"]): string {
  if (state === "raised") return say("alert.nobody");
  if (state === "closed") return say("alert.closed-by", { name: closedBy ?? "" });
  return claimedBy?.id === reader ? say("alert.yours") : say("alert.taken", { name: claimedBy?.name ?? "" });
}
