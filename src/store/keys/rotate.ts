import { AppError } from "../../model/errors.ts";
import type { Database } from "../open.ts";
import { placeOfKey, type WrappedKey } from "./citizen-keys.ts";
import { fingerprint, replaceDataKey, retireReplaced } from "./keyring.ts";

/** Keys of citizens that are wrapped anew at a time. */
const BATCH = 200;

/** How far it is: keys of citizens wrapped with the DATA_KEY that counts, of all there are. */
export interface Progress {
  readonly done: number;
  readonly all: number;
}

/**
 * Replaces the DATA_KEY while everything runs: from the first moment on both are accepted, then the keys of citizens are
 * wrapped anew, a batch at a time. Stopped in the middle, it goes on when it is called again.
 * @param given.before the DATA_KEY so far, 32 bytes
 * @throws AppError "input": both are the same; "conflict": it was replaced by another one meanwhile, or that is not done
 */
export async function rotateDataKey(
  database: Database,
  given: { readonly before: Uint8Array; readonly next: Uint8Array; readonly batch?: number },
  told: (progress: Progress) => void = () => undefined,
): Promise<Progress> {
  const { pool, keyring } = database;
  const [old, next] = [fingerprint(given.before), fingerprint(given.next)];
  if (old === next) throw new AppError("input", "DATA_KEY_NEW: expected another key than DATA_KEY, got the same");
  if (keyring.current !== next) {
    const { done, all } = await progressOf(database, old);
    if (done < all) {
      throw new AppError("conflict", "keys: expected the last rotation to be done. Finish it first: keys retire");
    }
    await replaceDataKey(pool, { keyring, before: given.before, next: given.next });
    await keyring.learn();
  }
  if (keyring.current !== next) {
    throw new AppError("conflict", `DATA_KEY: was replaced by the one with fingerprint ${keyring.current} meanwhile`);
  }
  return await wrapAnew(database, given.batch ?? BATCH, told);
}

/**
 * Ends a rotation: the DATA_KEY that was replaced opens nothing from now on.
 * @throws AppError "conflict": this process was given the one that was replaced; there is none
 */
export async function retireDataKey(database: Database): Promise<Progress> {
  const { pool, keyring } = database;
  if (keyring.outdated) {
    throw new AppError("conflict", `DATA_KEY: expected the new one, with fingerprint ${keyring.current}, got the old`);
  }
  if (keyring.replaced === undefined) throw new AppError("conflict", "keys: expected one that was replaced, got none");
  const progress = await wrapAnew(database, BATCH, () => undefined);
  await retireReplaced(pool);
  await keyring.learn();
  return progress;
}

async function wrapAnew(database: Database, batch: number, told: (progress: Progress) => void): Promise<Progress> {
  const { pool, keyring } = database;
  for (;;) {
    const progress = await progressOf(database, keyring.current);
    told(progress);
    const text = "select citizen_id, wrapped, data_key, version from citizen_key where data_key <> $1 limit $2";
    const { rows } = await pool.query<WrappedKey & Record<string, unknown>>(text, [keyring.current, batch]);
    if (rows.length === 0) return progress;
    await wrapBatch(database, rows);
  }
}

/** One that was erased or wrapped by somebody else meanwhile stays as it is. */
async function wrapBatch({ pool, keyring }: Database, rows: readonly WrappedKey[]): Promise<void> {
  const wrapped = [];
  for (const row of rows) {
    const place = placeOfKey(row.citizen_id, row.version);
    const bytes = await keyring.unwrap(place, { wrapped: row.wrapped, dataKey: row.data_key });
    wrapped.push(keyring.wrap(place, bytes).wrapped);
  }
  const text = `
    update citizen_key set wrapped = made.wrapped, data_key = $1
    from unnest($2::text[], $3::text[], $4::text[]) as made(citizen, before, wrapped)
    where citizen_id = made.citizen and citizen_key.wrapped = made.before`;
  const [ids, before] = [rows.map((row) => row.citizen_id), rows.map((row) => row.wrapped)];
  await pool.query(text, [keyring.current, ids, before, wrapped]);
}

async function progressOf({ pool }: Database, key: string): Promise<Progress> {
  const text = "select count(*)::int as all, count(*) filter (where data_key = $1)::int as done from citizen_key";
  const { rows } = await pool.query<{ done: number; all: number }>(text, [key]);
  return rows[0]!;
}
