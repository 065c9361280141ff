import type { Told } from "../channels/teams/cards/look.ts";
import { journalCard, type OutcomeCardView, outcomeCard } from "../channels/teams/cards/outcome.ts";
import type { Card } from "../channels/teams/parts.ts";
import { wordsAbout } from "../console/citizen.ts";
import { readJournal } from "../console/journal.ts";
import { lookBy } from "../console/looking.ts";
import { outcomeView } from "../console/outcomes.ts";
import { shortWhen } from "../console/view/when.ts";
import { recordLooks } from "../store/audit.ts";
import { learnVersions } from "../store/flow-versions.ts";
import { lookedAt, markLooked } from "../store/inbox.ts";
import { outcomeOf } from "./own.ts";
import type { Act, Doing } from "./parts.ts";
import { openStart } from "./start.ts";

/** Pixels of a sheet, where it is not higher than that. */
const SHEET = 1024;

interface Named {
  readonly outcome: string;
}

/** An outcome in short. Opening it is reading it (R23), and it is new no more. */
export const showOutcome: Act<Named> = async (doing, { data }) => {
  return { card: await openOutcome(doing, data.outcome), replaces: true };
};

export const showJournal: Act<Named> = async (doing, { data }) => {
  const view = await read(doing, data.outcome);
  return { card: journalCard(doing.look, view), replaces: true };
};

export async function openOutcome(doing: Doing, id: string, told: Told = {}): Promise<Card> {
  return outcomeCard(doing.look, await read(doing, id), told);
}

/** Brought unasked: it counts as read (R23), and stays among what is new until somebody opens it. */
export async function deliveredOutcome(doing: Doing, id: string): Promise<Card> {
  return outcomeCard(doing.look, await read(doing, id, { opened: false }));
}

/** Puts it away as seen, without opening it. */
export const putAway: Act<Named> = async (doing, { data }) => {
  const { outcome } = await outcomeOf(doing, data.outcome);
  await markLooked(doing.parts.database, doing.actor.id, outcome.id, doing.parts.now());
  return { card: await openStart(doing), replaces: true };
};

export const signOutcome: Act<Named> = async (doing, { data }) => {
  const { outcome } = await outcomeOf(doing, data.outcome);
  await doing.parts.sign({ outcome: outcome.id, by: doing.actor.id });
  return { card: await openOutcome(doing, outcome.id, { done: doing.look.staff("kept.signed") }), replaces: true };
};

async function read(doing: Doing, id: string, { opened } = { opened: true }): Promise<OutcomeCardView> {
  const { parts, actor, look } = doing;
  const { citizen, outcome } = await outcomeOf(doing, id);
  await learnVersions(parts, [outcome.flow]);
  const isNew = !(await lookedAt(parts.database, actor.id, [id])).has(id);
  await recordLooks(parts.database, [lookBy(actor, "read", outcome)], parts.now());
  if (opened) await markLooked(parts.database, actor.id, id, parts.now());
  const words = wordsAbout(parts, actor, citizen);
  const view = outcomeView(parts, outcome, words, { actor, citizen, all: [outcome] });
  const { edited } = await readJournal(parts, actor, outcome);
  const when = edited && shortWhen({ words, say: look.staff, now: parts.now() }, edited.at);
  const { sheet } = view;
  return {
    id,
    citizen: citizen.id,
    name: citizen.name,
    title: view.title,
    picture: view.picture,
    at: view.at,
    note: (edited?.text ?? view.note).split("\n"),
    edited: when && look.staff("journal.edited", { name: actor.name, role: look.staff(`roles.${actor.role}`), when }),
    sheet: sheet && { url: look.picture(sheet.picture, SHEET), alt: sheet.alt },
    unsigned: view.unsigned,
    signable: view.signable,
    isNew,
    attachments: view.attachments.map(({ label, media }) =>
      look.staff(`outcome.${media.type}${media.gone ? "-gone" : ""}`, { label }),
    ),
    tied: citizen.tied,
  };
}
