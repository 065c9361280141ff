import { createHash, randomBytes } from "node:crypto";
import type { Doing } from "./parts.ts";

/** What is done with a card is done while one remembers what stands on it. */
const FRESH_MS = 12 * 60 * 60 * 1000;

/** Marks a card: when it was made, and that it is this one. */
export function newMark(now: Date): string {
  return `${now.getTime().toString(36)}-${randomBytes(9).toString("base64url")}`;
}

/** Whether a card with this mark may still be used; one that nobody made may not. */
export function isFresh(mark: string, now: Date): boolean {
  const [, made] = /^([0-9a-z]{6,10})-[\w-]{12}$/.exec(mark) ?? [];
  if (made === undefined) return false;
  const age = now.getTime() - Number.parseInt(made, 36);
  return age >= 0 && age < FRESH_MS;
}

/** The id of what a card does: a second tap on it does the same, and so nothing. */
export function idFor({ staff }: Pick<Doing, "staff">, mark: string, ...about: readonly string[]): string {
  return createHash("sha256")
    .update([staff.id, mark, ...about].join("\n"))
    .digest("base64url")
    .slice(0, 32);
}
