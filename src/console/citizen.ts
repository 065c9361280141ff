import type { Words } from "../model/words.ts";
import { type Timeline, timelinesOf } from "../reports/series.ts";
import { type OwnCitizen, underWay } from "../store/console-queries.ts";
import { learnVersions } from "../store/flow-versions.ts";
import { lookedAt } from "../store/inbox.ts";
import { outcomesOf, type ReadOutcome } from "../store/outcomes.ts";
import { type ListedChat, listChats } from "../store/telegram.ts";
import { type AppointmentList, readAppointments } from "./appointments.ts";
import { type State, statesOf, waitedFor } from "./citizens.ts";
import { keptIn } from "./kept.ts";
import { type OutcomeView, outcomeView } from "./outcomes.ts";
import type { StaffActor, StaffParts } from "./parts.ts";
import { readWeek, type Week } from "./week.ts";

/** Of what was kept before; all of it is in the list of outcomes. */
const OLDER_SHOWN = 5;

export interface CitizenView {
  readonly citizen: OwnCitizen;
  readonly states: readonly State[];
  /** days they have waited for their first talk, for those who see to it */
  readonly waited: number | undefined;
  /** what the citizen has now of each exercise whose outcome is kept, and what they had before */
  readonly kept: readonly { readonly current: OutcomeView; readonly older: readonly OutcomeView[] }[];
  readonly week: Week;
  readonly appointments: AppointmentList;
  /** their chat in Telegram has ended by their own doing, and no other one is open */
  readonly chatEnded: ListedChat | undefined;
  /** the newest first, as many as asked for */
  readonly outcomes: readonly OutcomeView[];
  /** what of it the reader can read on the page */
  readonly read: readonly ReadOutcome[];
  /** how many there are in all */
  readonly all: number;
  readonly timelines: readonly Timeline[];
  /** ids of those that the actor has not looked at */
  readonly fresh: ReadonlySet<string>;
}

/** What the actor may see of a citizen of theirs. `shown` limits the outcomes that are worked out. */
export async function readCitizen(
  parts: StaffParts,
  actor: StaffActor,
  citizen: OwnCitizen,
  shown: number,
): Promise<CitizenView> {
  const { database, library } = parts;
  const words = wordsAbout(parts, actor, citizen);
  const [outcomes, under, week, appointments, chats] = await Promise.all([
    outcomesOf(database, citizen.id, actor.id),
    underWay(database, [citizen.id], actor.id),
    readWeek(parts, actor, citizen, words),
    readAppointments(parts, citizen.id),
    listChats(database, citizen.id),
  ]);
  await learnVersions(
    parts,
    [...outcomes, ...under].map((it) => it.flow),
  );
  const seen = await lookedAt(
    database,
    actor.id,
    outcomes.map((it) => it.id),
  );
  const runs = outcomes.map((outcome) => ({ compiled: library.get(outcome.flow), outcome }));
  const view = (outcome: ReadOutcome) => outcomeView(parts, outcome, words, { actor, citizen, all: outcomes });
  return {
    citizen,
    week,
    appointments,
    chatEnded: chats.find(({ reason }, i) => i === 0 && (reason === "blocked" || reason === "left")),
    waited: waitedFor(parts, actor, citizen),
    states: statesOf(parts, under, words),
    kept: keptIn(parts, outcomes).map(({ current, older }) => ({
      current: view(current),
      older: older.slice(0, OLDER_SHOWN).map(view),
    })),
    outcomes: outcomes.slice(0, shown).map(view),
    read: outcomes.slice(0, shown),
    all: outcomes.length,
    timelines: timelinesOf(runs, words),
    fresh: new Set(outcomes.flatMap((it) => (seen.has(it.id) ? [] : [it.id]))),
  };
}

/** Words for staff about a citizen: for the use their own word, or else "sit forbrug" where the citizen reads "dit". */
export function wordsAbout({ translator }: StaffParts, actor: StaffActor, citizen: OwnCitizen): Words {
  const use = citizen.wordForUse ?? translator.words(actor.language).say({ from: "staff", key: "word" });
  return translator.words(actor.language, use);
}
