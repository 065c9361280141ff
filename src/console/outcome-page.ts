import { type OwnCitizen, ownCitizens } from "../store/console-queries.ts";
import { learnVersions } from "../store/flow-versions.ts";
import { outcomesOf, type ReadOutcome } from "../store/outcomes.ts";
import { wordsAbout } from "./citizen.ts";
import { type InboxItem, readNews } from "./inbox.ts";
import { type Journal, readJournal } from "./journal.ts";
import { type OutcomeView, outcomeView } from "./outcomes.ts";
import type { StaffActor, StaffParts } from "./parts.ts";

/** One outcome on a page of its own. */
export interface OutcomePage {
  readonly citizen: OwnCitizen;
  readonly outcome: OutcomeView;
  readonly journal: Journal;
  /** the newest of the others that are new to the reader */
  readonly next: InboxItem | undefined;
}

export async function readOutcome(
  parts: StaffParts,
  actor: StaffActor,
  { citizen, outcome }: { readonly citizen: OwnCitizen; readonly outcome: ReadOutcome },
): Promise<OutcomePage> {
  const [all, journal, fresh] = await Promise.all([
    outcomesOf(parts.database, citizen.id, actor.id),
    readJournal(parts, actor, outcome),
    ownCitizens(parts.database, actor.id).then((citizens) => readNews(parts, actor, citizens, 2)),
  ]);
  await learnVersions(
    parts,
    all.map((it) => it.flow),
  );
  const words = wordsAbout(parts, actor, citizen);
  return {
    citizen,
    outcome: outcomeView(parts, outcome, words, { actor, citizen, all }),
    journal,
    next: fresh.items.find((it) => it.id !== outcome.id),
  };
}
