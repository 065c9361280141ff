import { AppError } from "../model/errors.ts";
import { type Saving, saveTurns } from "./conversations.ts";
import type { Database } from "./open.ts";

/** Saves one turn. False: it lost a race or was taken before, and nothing was written. */
export type Save = (saving: Saving) => Promise<boolean>;

interface Waiting {
  readonly saving: Saving;
  readonly done: (saved: boolean) => void;
  readonly fail: (error: unknown) => void;
}

/** Small enough that nobody waits long for the others of the same statement. */
const AT_MOST = 32;

/**
 * Saves turns that come while others are being saved by one statement, with one commit for all of them. One that comes
 * when nothing is being saved is saved at once. Of a conversation there may be one at a time.
 */
export function createSave(database: Database): Save {
  const waiting: Waiting[] = [];
  let working = false;

  const saveAll = async (all: readonly Waiting[]): Promise<void> => {
    try {
      const savings = all.map((it) => it.saving);
      const saved = await saveTurns(database.pool, savings);
      for (const it of all) it.done(saved.has(it.saving.turn.conversation.id));
    } catch (error) {
      const away = error instanceof AppError && error.code === "unavailable";
      if (away || all.length === 1) for (const it of all) it.fail(error);
      // one that cannot be saved must not take the others with it
      else for (const it of all) await saveAll([it]);
    }
  };

  const work = async (): Promise<void> => {
    working = true;
    while (waiting.length > 0) await saveAll(waiting.splice(0, AT_MOST));
    working = false;
  };

  return (saving) =>
    new Promise((done, fail) => {
      waiting.push({ saving, done, fail });
      if (!working) void work();
    });
}
