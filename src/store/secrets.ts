import { createHash, randomBytes } from "node:crypto";

/** 128 bits for a link or a QR code, in characters every channel lets through. */
export const newCode = (): string => randomBytes(16).toString("base64url");

/** Whether it looks like one of ours. */
export const isCode = (text: string): boolean => /^[\w-]{22}$/.test(text);

/** 256 bits for a device's cookie. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

/** Codes and secrets are random and long: a plain hash is enough, and what is stored opens nothing. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("base64url");
