import type { ReadOutcome } from "../store/outcomes.ts";
import type { StaffParts } from "./parts.ts";

/** What a citizen has of one exercise now: a nødplan, a contract. */
export interface KeptOutcomes {
  readonly current: ReadOutcome;
  /** those before it, the newest first */
  readonly older: readonly ReadOutcome[];
}

/** The newest outcome of each exercise whose outcome is kept. @param outcomes the newest first; versions must be loaded */
export function keptIn({ library }: StaffParts, outcomes: readonly ReadOutcome[]): KeptOutcomes[] {
  const kept = outcomes.filter((it) => library.get(it.flow).flow.keep !== undefined);
  return [...Map.groupBy(kept, (it) => it.flow.id).values()].flatMap(([current, ...older]) =>
    current ? [{ current, older }] : [],
  );
}
