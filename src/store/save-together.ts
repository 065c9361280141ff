import { type Saving, saveTurns } from "./conversations.ts";
import type { Database } from "./open.ts";
import { together } from "./together.ts";

/** Saves one turn. False: it lost a race or was taken before, and nothing was written. */
export type Save = (saving: Saving) => Promise<boolean>;

/**
 * Saves turns that come at the same moment by one statement, with one commit. Of a conversation there may be one at a time.
 * @param nobodyWaits for these: they are saved apart from the others
 */
export function createSave(database: Database, nobodyWaits = false): Save {
  return together(async (savings: readonly Saving[]) => {
    const saved = await saveTurns(database.pool, savings);
    return savings.map(({ turn }) => saved.has(turn.conversation.id));
  }, nobodyWaits);
}
