import { open } from "node:fs/promises";
import { AppError } from "../../model/errors.ts";

/** The `code` (or another such property) of an unknown thrown value, if it has one. */
export function errorCode(error: unknown, property = "code"): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, property) : undefined;
}

const sqliteFull = 13;

/** Reasons that PostgreSQL gives in its log or output, and what a person can do about them. */
const advice: readonly [RegExp, string][] = [
  [
    /No space left on device|Disk quota exceeded|wrote only \d+ of \d+ bytes/,
    "the disk is full: free some space and start again",
  ],
  [
    /Cannot allocate memory|could not (create|resize) shared memory/,
    "there is too little memory: close other programs and start again",
  ],
  [
    /database files are incompatible|initialized by PostgreSQL version/,
    "the data belongs to another version of PostgreSQL: see the details",
  ],
  [/invalid permissions|wrong ownership/, "the folder must belong to the user that starts PostgreSQL, with mode 700"],
  [/Read-only file system/, "the disk is read-only: choose another folder with DATA_DIR"],
  [/Permission denied|Operation not permitted/, "access was denied: choose a folder you may write in with DATA_DIR"],
];

/** PostgreSQL did not do what it was asked to. `output` is what it said: it goes to the details only. */
export function postgresFailed(what: string, folder: string, output: string): AppError {
  const known = advice.find(([pattern]) => pattern.test(output));
  const todo = known?.[1] ?? "the reason is at the end of its log, shown in the details";
  return new AppError("unavailable", `${folder}: PostgreSQL could not ${what}: ${todo}`, { details: { output } });
}

/** A folder could not be made or written. */
export function folderFailed(folder: string, cause: unknown): AppError {
  const code = errorCode(cause);
  if (code === "ENOTDIR" || code === "EEXIST") {
    return new AppError("config", `DATA_DIR ${folder}: expected a folder, got a file: choose another`, { cause });
  }
  if (code === "ENOSPC" || code === "EDQUOT" || errorCode(cause, "errcode") === sqliteFull) {
    return new AppError("unavailable", `${folder}: the disk is full: free some space and start again`, { cause });
  }
  const user = process.getuid === undefined ? "you" : `the user with id ${process.getuid()}`;
  return new AppError(
    "config",
    `DATA_DIR ${folder}: expected a folder that ${user} may write in (${String(code)}): start as its owner, or choose another`,
    { cause },
  );
}

/** The end of a file as text, at most 4 KB, beginning no earlier than `from` (bytes). Empty when it cannot be read. */
export async function tail(file: string, from = 0): Promise<string> {
  try {
    await using handle = await open(file);
    const { size } = await handle.stat();
    const start = Math.max(from, size - 4096);
    const { buffer, bytesRead } = await handle.read({ position: start, buffer: Buffer.alloc(4096) });
    return buffer.toString("utf8", 0, bytesRead).trim();
  } catch {
    return "";
  }
}
