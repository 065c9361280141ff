import { setImmediate as pause } from "node:timers/promises";
import { AppError } from "../model/errors.ts";

interface Waiting<T, R> {
  readonly item: T;
  readonly done: (result: R) => void;
  readonly fail: (error: unknown) => void;
}

/** Small enough that nobody waits long for the others of the same statement. */
const AT_MOST = 32;

/**
 * Does what comes while others are being done in one go with all that waits; what comes when nothing is being done is
 * done at once. One that fails does not take the others with it, unless the database is away.
 * @param doAll gives a result for each, in their order
 * @param nobodyWaits between one and the next of them others get their turn
 */
export function together<T, R>(
  doAll: (items: readonly T[]) => Promise<readonly R[]>,
  nobodyWaits = false,
): (item: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = [];
  let working = false;

  const settle = async (all: readonly Waiting<T, R>[]): Promise<void> => {
    try {
      const results = await doAll(all.map(({ item }) => item));
      for (const [i, { done }] of all.entries()) {
        done(results[i] as R);
        if (nobodyWaits) await pause();
      }
    } catch (error) {
      const away = error instanceof AppError && error.code === "unavailable";
      if (away || all.length === 1) for (const { fail } of all) fail(error);
      else for (const it of all) await settle([it]);
    }
  };

  const work = async (): Promise<void> => {
    working = true;
    while (waiting.length > 0) await settle(waiting.splice(0, AT_MOST));
    working = false;
  };

  return (item) =>
    new Promise((done, fail) => {
      waiting.push({ item, done, fail });
      if (!working) void work();
    });
}
