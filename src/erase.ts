import { appendFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Product } from "./product.ts";
import { type Erased, eraseCitizen, whoIsThere } from "./store/erase.ts";
import { getCitizen } from "./store/people.ts";

/** In DATA_DIR, apart from the database: ids of the citizens who were erased, one a line. */
export const ERASED_FILE = "erased.txt";
/** Only who runs the server may read it. */
const PRIVATE = 0o600;

type Parts = Pick<Product, "database" | "changes" | "pictures" | "now"> & { readonly dataDir: string };

/**
 * Erases a citizen: the key, everything sealed with it, and what is remembered of it by processes that run. Noted outside
 * the database first, so that a backup from before, put back, is erased again.
 * @param by a member of staff; absent: from the command line
 * @throws AppError "not-found"
 */
export async function erase(parts: Parts, citizen: string, by?: string): Promise<Erased> {
  const { database, changes, dataDir } = parts;
  await getCitizen(database, citizen);
  await mkdir(dataDir, { recursive: true });
  await appendFile(join(dataDir, ERASED_FILE), `${citizen}\n`, { mode: PRIVATE });
  const erased = await eraseCitizen(database, { citizen, at: parts.now(), ...(by === undefined ? {} : { by }) });
  changes.announceErased(erased.conversation);
  return erased;
}

/** Erases those again who have come back with a backup. @returns how many */
export async function eraseAgain({ database, dataDir, now }: Omit<Parts, "changes" | "pictures">): Promise<number> {
  const text = await readFile(join(dataDir, ERASED_FILE), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const noted = text.split("\n").filter((line) => line !== "");
  const back = noted.length === 0 ? [] : await whoIsThere(database, noted);
  for (const citizen of back) await eraseCitizen(database, { citizen, at: now() });
  return back.length;
}
