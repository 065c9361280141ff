import { sheetPicture } from "../engine/sheet.ts";
import type { MessagePicture } from "../model/message.ts";
import type { Words } from "../model/words.ts";
import { renderPicture } from "../render/render.ts";
import { titleSaid } from "../reports/about.ts";
import { type Attachment, attachmentsOf } from "../reports/attachments.ts";
import { noteOf } from "../reports/note.ts";
import { type Timeline, timelinesOf } from "../reports/series.ts";
import { type OwnCitizen, underWay } from "../store/console-queries.ts";
import { learnVersions } from "../store/flow-versions.ts";
import { outcomesOf, type StoredOutcome } from "../store/outcomes.ts";
import { type State, statesOf } from "./citizens.ts";
import type { ConsoleParts, StaffActor } from "./parts.ts";
import { dayOf } from "./view/when.ts";

/** An outcome as staff reads it. */
export interface OutcomeView {
  readonly id: string;
  readonly at: Date;
  /** the exercise, and what it was about */
  readonly title: string;
  /** the exercise's own picture */
  readonly picture: string;
  readonly note: string;
  readonly sheet: MessagePicture | undefined;
  readonly attachments: readonly Attachment[];
}

export interface CitizenView {
  readonly citizen: OwnCitizen;
  readonly states: readonly State[];
  /** the newest first, as many as asked for */
  readonly outcomes: readonly OutcomeView[];
  /** how many there are in all */
  readonly all: number;
  readonly timelines: readonly Timeline[];
}

/** What the actor may see of a citizen of theirs. `shown` limits the outcomes that are worked out. */
export async function readCitizen(
  parts: ConsoleParts,
  actor: StaffActor,
  citizen: OwnCitizen,
  shown: number,
): Promise<CitizenView> {
  const { database, library } = parts;
  const words = wordsAbout(parts, actor, citizen);
  const [outcomes, under] = await Promise.all([
    outcomesOf(database, citizen.id, actor.id),
    underWay(database, [citizen.id], actor.id),
  ]);
  await learnVersions(
    parts,
    [...outcomes, ...under].map((it) => it.flow),
  );
  const runs = outcomes.map((outcome) => ({ compiled: library.get(outcome.flow), outcome }));
  return {
    citizen,
    states: statesOf(parts, under, words),
    outcomes: outcomes.slice(0, shown).map((outcome) => outcomeView(parts, outcome, words)),
    all: outcomes.length,
    timelines: timelinesOf(runs, words),
  };
}

/** Words for staff about a citizen: for the use their own word, or else "sit forbrug" where the citizen reads "dit". */
export function wordsAbout({ translator }: ConsoleParts, actor: StaffActor, citizen: OwnCitizen): Words {
  const use = citizen.wordForUse ?? translator.words(actor.language).say({ from: "staff", key: "word" });
  return translator.words(actor.language, use);
}

function outcomeView({ library }: ConsoleParts, outcome: StoredOutcome, words: Words): OutcomeView {
  const compiled = library.get(outcome.flow);
  const { persona, completedAt, signature } = outcome;
  const countersigned = signature && { name: signature.by.name, date: dayOf(new Date(signature.at)) };
  const sheet = sheetPicture(compiled, outcome, { persona, date: dayOf(completedAt), countersigned });
  return {
    id: outcome.id,
    at: outcome.completedAt,
    title: titleSaid(compiled, outcome.params, words),
    picture: compiled.flow.picture,
    note: noteOf(compiled, outcome, words),
    sheet: sheet && renderPicture(sheet, words),
    attachments: attachmentsOf(compiled, outcome, words),
  };
}
