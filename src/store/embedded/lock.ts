import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../../model/errors.ts";
import { errorCode, folderFailed } from "./failure.ts";

/** Longest wait for another process that creates, recovers or stops the database. Milliseconds. */
const patience = 300_000;
const busy = 5;

/**
 * Runs `work` while no other process (nor another caller in this one) holds the lock `file`.
 *
 * The lock is the operating system's own, reached through SQLite's exclusive transaction on an empty file:
 * the kernel lets go of it when a process dies in any way, so there is no stale lock to recognise. A file
 * with a process id in it could not tell a dead owner from an unrelated process with the same id, which is
 * the rule rather than the exception when a container starts again.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = await acquire(file);
  try {
    return await work();
  } finally {
    lock.close();
  }
}

async function acquire(file: string): Promise<DatabaseSync> {
  const deadline = Date.now() + patience;
  for (;;) {
    const lock = tryAcquire(file);
    if (lock !== undefined) return lock;
    if (Date.now() > deadline) {
      throw new AppError(
        "unavailable",
        `${file}: another process has been starting or stopping the database for five minutes: stop it and try again`,
      );
    }
    await sleep(20);
  }
}

function tryAcquire(file: string): DatabaseSync | undefined {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(file, { timeout: 0 });
    lock.exec("begin exclusive");
    return lock;
  } catch (cause) {
    lock?.close();
    if (errorCode(cause, "errcode") === busy) return undefined;
    throw folderFailed(dirname(file), cause);
  }
}
