import { createHmac, hkdfSync } from "node:crypto";
import { AppError } from "../../model/errors.ts";
import { asService } from "../acting.ts";
import type { Querying } from "../pool.ts";
import { type Key, keyOf, newKey, openBytes, sealBytes } from "./sealed.ts";

/** Something sealed with a DATA_KEY, and which one. */
export interface Wrapped {
  /** base64 */
  readonly wrapped: string;
  /** fingerprint of the DATA_KEY */
  readonly dataKey: string;
}

/**
 * The DATA_KEYs that count. Usually one; while it is changed, the old one and the one that comes, which a process that
 * knows the old one finds in the database.
 */
export interface Keyring {
  /** fingerprint of the DATA_KEY that new keys are wrapped with */
  readonly current: string;
  /** fingerprint of the one before, while it is still accepted */
  readonly replaced: string | undefined;
  /** the secret of the installation. 32 bytes */
  readonly master: Buffer;
  /** the DATA_KEY that this process was given has been replaced */
  readonly outdated: boolean;
  wrap(place: string, bytes: Uint8Array): Wrapped;
  /** @throws AppError "internal": wrapped with a key that this process cannot know, or changed */
  unwrap(place: string, wrapped: Wrapped): Promise<Buffer>;
  /** Looks whether the DATA_KEY was replaced meanwhile. */
  learn(): Promise<void>;
  /** A secret of this installation for one purpose; it stays when the DATA_KEY is changed. 32 bytes */
  secret(purpose: string): Buffer;
}

/** What the database knows of its DATA_KEY: enough to tell a wrong one, nothing to find the right one. */
interface KeyRecord {
  /** fingerprint of the one that counts */
  readonly key: string;
  /** the secret of the installation, wrapped with it */
  readonly secret: string;
  /** the one before, until it is retired: each wrapped with the other, so that who was given either knows both */
  readonly replaced?: { readonly key: string; readonly next: string; readonly previous: string };
}

const KEY_SETTING = "data-key";
const SECRET_PLACE = "setting secret";
const NEXT_PLACE = "setting next";
const PREVIOUS_PLACE = "setting previous";

/** Tells keys apart, and nothing else about them. */
export const fingerprint = (dataKey: Uint8Array): string =>
  Buffer.from(hkdfSync("sha256", dataKey, "", "skridt fingerprint", 9)).toString("base64url");

/**
 * Opens the keys of an installation; the first DATA_KEY that is used with a database becomes its own.
 * @throws AppError "config": this is not the key of this database
 */
export async function openKeyring(pool: Querying, dataKey: Uint8Array): Promise<Keyring> {
  const given = fingerprint(dataKey);
  const known = new Map<string, Key>([[given, keyOf(dataKey)]]);
  const secret = newKey();
  const first: KeyRecord = {
    key: given,
    secret: sealBytes(keyOf(dataKey), SECRET_PLACE, secret).toString("base64"),
  };
  const add = "insert into setting (name, value) values ($1, $2) on conflict do nothing";
  await asService("start", () => pool.query(add, [KEY_SETTING, JSON.stringify(first)]));
  let record = await readRecord(pool);
  const take = (): void => {
    const { key, replaced } = record;
    if (!replaced) return;
    const [old, next] = [known.get(replaced.key), known.get(key)];
    if (old && !next) known.set(key, keyOf(openBytes(old, NEXT_PLACE, Buffer.from(replaced.next, "base64"))));
    if (next && !old) {
      known.set(replaced.key, keyOf(openBytes(next, PREVIOUS_PLACE, Buffer.from(replaced.previous, "base64"))));
    }
  };
  take();
  const own = known.get(record.key);
  if (!own) {
    const text = `DATA_KEY: is not the key of this database. Expected the one with fingerprint ${record.key}, got ${given}.`;
    throw new AppError("config", text);
  }
  const master = openBytes(own, SECRET_PLACE, Buffer.from(record.secret, "base64"));

  const learn = async (): Promise<void> => {
    record = await readRecord(pool);
    take();
  };
  return {
    get current() {
      return record.key;
    },
    get replaced() {
      return record.replaced?.key;
    },
    master,
    get outdated() {
      return record.key !== given;
    },
    wrap(place, bytes) {
      const key = known.get(record.key);
      if (!key) throw unknownKey();
      return { wrapped: sealBytes(key, place, bytes).toString("base64"), dataKey: record.key };
    },
    async unwrap(place, { wrapped, dataKey: by }) {
      if (!known.has(by)) await learn();
      const key = known.get(by);
      if (!key) throw unknownKey();
      return openBytes(key, place, Buffer.from(wrapped, "base64"));
    },
    learn,
    secret: (purpose) => createHmac("sha256", master).update(purpose).digest(),
  };
}

/**
 * Makes another DATA_KEY the one that counts; the one before is accepted until it is retired.
 * @returns false: the one that counts is not `before` any more
 */
export async function replaceDataKey(
  pool: Querying,
  { keyring, before, next }: { readonly keyring: Keyring; readonly before: Uint8Array; readonly next: Uint8Array },
): Promise<boolean> {
  const [old, key] = [keyOf(before), keyOf(next)];
  const record: KeyRecord = {
    key: fingerprint(next),
    secret: sealBytes(key, SECRET_PLACE, keyring.master).toString("base64"),
    replaced: {
      key: fingerprint(before),
      next: sealBytes(old, NEXT_PLACE, next).toString("base64"),
      previous: sealBytes(key, PREVIOUS_PLACE, before).toString("base64"),
    },
  };
  return await writeRecord(pool, fingerprint(before), record);
}

/** From now on the DATA_KEY that was replaced opens nothing. @returns false: there was none */
export async function retireReplaced(pool: Querying): Promise<boolean> {
  const { replaced, ...record } = await readRecord(pool);
  return replaced !== undefined && (await writeRecord(pool, record.key, record));
}

/** False: the DATA_KEY that counts is another. */
async function writeRecord(pool: Querying, counts: string, record: KeyRecord): Promise<boolean> {
  const text = "update setting set value = $1 where name = $2 and value->>'key' = $3 returning name";
  const { rows } = await pool.query(text, [JSON.stringify(record), KEY_SETTING, counts]);
  return rows.length > 0;
}

async function readRecord(pool: Querying): Promise<KeyRecord> {
  const ask = { text: "select value from setting where name = $1", values: [KEY_SETTING] };
  const { rows } = await asService("start", () => pool.query<{ value: KeyRecord }>(ask));
  return rows[0]!.value;
}

function unknownKey(): AppError {
  return new AppError("internal", "a key is wrapped with a DATA_KEY that this process was not given");
}
