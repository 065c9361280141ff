import { AppError } from "../../model/errors.ts";
import { asService } from "../acting.ts";
import type { Querying } from "../pool.ts";
import type { Keyring } from "./keyring.ts";
import { type Key, keyOf, newKey, openBytes, openText, sealBytes, sealText } from "./sealed.ts";

/** The columns that hold what could tell who a citizen is, or what is the citizen's own. */
export const SEALED = [
  "alert.note",
  "answer.path",
  "answer.value",
  "appointment.place",
  "appointment.with_others",
  "assignment.params",
  "citizen.name",
  "citizen.word_for_use",
  "consent_record.wording",
  "conversation.state",
  "journal_note.text",
  "media.bytes",
  "outbox.message",
  "schedule.params",
  "session.answers",
  "session.drawn",
  "session.known",
  "session.params",
  "session.signature",
  "turn.events",
  "turn.said",
] as const;
export type SealedColumn = (typeof SEALED)[number];

/** Where something sealed lies: a column, and what tells the row. */
export type Place = readonly [column: SealedColumn, ...row: (string | number)[]];

/** Seals what is one citizen's. What was sealed opens at the same place only, for the same citizen. */
export interface CitizenKey {
  readonly citizen: string;
  seal(text: string, ...place: Place): string;
  /** @throws AppError "internal": changed, moved, or not this citizen's */
  open(sealed: string, ...place: Place): string;
  /** a value that can be JSON */
  sealValue(value: unknown, ...place: Place): string;
  openValue<T>(sealed: Sealed<T>, ...place: Place): T;
  sealBytes(bytes: Uint8Array, ...place: Place): Buffer;
  openBytes(sealed: Uint8Array, ...place: Place): Buffer;
}

/** What a value is once it is sealed: base64. In the database it may be a JSON string. */
export type Sealed<T> = string & { readonly sealed?: T };

/** What is sealed, for a column of JSON. */
export const jsonOf = (sealed: string): string => JSON.stringify(sealed);

/** A citizen's key as it is stored: wrapped with a DATA_KEY. */
export interface WrappedKey {
  readonly citizen_id: string;
  readonly wrapped: string;
  readonly data_key: string;
  readonly version: number;
}

export interface CitizenKeys {
  /** A key that came with a row; nothing is asked of the database when it is known. */
  unwrap(row: WrappedKey): Promise<CitizenKey>;
  /** @throws AppError "not-found": there is no such citizen, or they were erased */
  of(citizen: string): Promise<CitizenKey>;
  /** Those that are there. */
  all(citizens: readonly string[]): Promise<ReadonlyMap<string, CitizenKey>>;
  /** A key for a new citizen, which counts when its row is stored. */
  make(citizen: string): Promise<{ readonly row: WrappedKey; readonly key: CitizenKey }>;
  forget(citizen: string): void;
  /** Somebody was erased, here or by another process. */
  forgetAll(): void;
}

/** The form of a key and of what it seals. */
const KEY_VERSION = 1;
/** Keys that are remembered, unwrapped, in this process. */
const REMEMBERED = 10_000;

/** Where the key of a citizen lies, for what wraps it. */
export const placeOfKey = (citizen: string, version: number): string => `citizen_key ${citizen} ${version}`;

export function createCitizenKeys(pool: Querying, keyring: Keyring): CitizenKeys {
  const known = new Map<string, { readonly wrapped: string; readonly key: CitizenKey }>();
  const remember = (row: WrappedKey, bytes: Buffer): CitizenKey => {
    const key = citizenKey(row.citizen_id, keyOf(bytes));
    known.delete(row.citizen_id);
    known.set(row.citizen_id, { wrapped: row.wrapped, key });
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return key;
  };
  const unwrap = async (row: WrappedKey): Promise<CitizenKey> => {
    const found = known.get(row.citizen_id);
    if (found?.wrapped === row.wrapped) return found.key;
    const place = placeOfKey(row.citizen_id, row.version);
    return remember(row, await keyring.unwrap(place, { wrapped: row.wrapped, dataKey: row.data_key }));
  };
  const all = async (citizens: readonly string[]): Promise<ReadonlyMap<string, CitizenKey>> => {
    const wanted = [...new Set(citizens)];
    const keys = new Map(wanted.flatMap((id) => (known.has(id) ? [[id, known.get(id)!.key] as const] : [])));
    const missing = wanted.filter((id) => !keys.has(id));
    if (missing.length === 0) return keys;
    const text = "select citizen_id, wrapped, data_key, version from citizen_key where citizen_id = any($1)";
    const ask = { name: "keys", text, values: [missing] };
    // who opens something has its row already
    const { rows } = await asService("keys", () => pool.query<WrappedKey & Record<string, unknown>>(ask));
    for (const row of rows) keys.set(row.citizen_id, await unwrap(row));
    return keys;
  };
  return {
    unwrap,
    all,
    async of(citizen) {
      const key = (await all([citizen])).get(citizen);
      if (!key) throw new AppError("not-found", `citizen: expected the id of a citizen, got "${citizen}"`);
      return key;
    },
    async make(citizen) {
      // the DATA_KEY may have been changed since it was looked at
      await keyring.learn();
      const bytes = newKey();
      const { wrapped, dataKey } = keyring.wrap(placeOfKey(citizen, KEY_VERSION), bytes);
      const row = { citizen_id: citizen, wrapped, data_key: dataKey, version: KEY_VERSION };
      return { row, key: remember(row, bytes) };
    },
    forget: (citizen) => void known.delete(citizen),
    forgetAll: () => known.clear(),
  };
}

function citizenKey(citizen: string, key: Key): CitizenKey {
  const at = (place: Place): string => `${citizen} ${place.join(" ")}`;
  return {
    citizen,
    seal: (text, ...place) => sealText(key, at(place), text),
    open: (sealed, ...place) => openText(key, at(place), sealed),
    sealValue: (value, ...place) => sealText(key, at(place), JSON.stringify(value)),
    openValue: (sealed, ...place) => JSON.parse(openText(key, at(place), sealed)),
    sealBytes: (bytes, ...place) => sealBytes(key, at(place), bytes),
    openBytes: (sealed, ...place) => openBytes(key, at(place), sealed),
  };
}
