import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { AppError } from "../../model/errors.ts";

/** First byte of all that is sealed: how it was done. */
const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const CIPHER = "aes-256-gcm";

/** Bytes of a key. */
export const KEY_BYTES = 32;

export type Key = KeyObject;

/** @param bytes 32 of them, from a source of chance */
export const keyOf = (bytes: Uint8Array): Key => createSecretKey(bytes);

export const newKey = (): Buffer => randomBytes(KEY_BYTES);

/**
 * Seals bytes with AES-256-GCM: version (1 byte), nonce (12, by chance), ciphertext, tag (16).
 * @param place what it is and where it lies: it opens only with the same place
 */
export function sealBytes(key: Key, place: string, bytes: Uint8Array): Buffer {
  const nonce = newNonce();
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(Buffer.from(place));
  const parts = [Buffer.of(VERSION), nonce, cipher.update(bytes), cipher.final()];
  return Buffer.concat([...parts, cipher.getAuthTag()]);
}

/** Chance drawn in one go for many: each part of it is used once. */
const chance = { bytes: Buffer.alloc(NONCE * 256), used: NONCE * 256 };

function newNonce(): Buffer {
  if (chance.used === chance.bytes.length) {
    // not filled anew: what was handed out stays as it is
    chance.bytes = randomBytes(chance.bytes.length);
    chance.used = 0;
  }
  chance.used += NONCE;
  return chance.bytes.subarray(chance.used - NONCE, chance.used);
}

/** @throws AppError "internal": changed, moved from elsewhere, or sealed with another key */
export function openBytes(key: Key, place: string, sealed: Uint8Array): Buffer {
  const end = sealed.length - TAG;
  if (sealed[0] !== VERSION || end < 1 + NONCE) throw refusal(place);
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(1, 1 + NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(end));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE, end)), decipher.final()]);
  } catch {
    throw refusal(place);
  }
}

/** The same for a text, in base64. */
export function sealText(key: Key, place: string, text: string): string {
  return sealBytes(key, place, Buffer.from(text)).toString("base64");
}

/** @throws AppError "internal", as `openBytes` */
export function openText(key: Key, place: string, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64");
  // Node reads over characters that are none of base64: what was changed there must be refused as well
  if (bytes.toString("base64") !== sealed) throw refusal(place);
  return openBytes(key, place, bytes).toString();
}

function refusal(place: string): AppError {
  return new AppError(
    "internal",
    "what was stored cannot be opened: it was changed, moved, or sealed with another key",
    {
      details: { place },
    },
  );
}
