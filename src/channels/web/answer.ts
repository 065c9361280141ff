import { createHash, randomBytes } from "node:crypto";
import type { Context } from "hono";
import { isPlainForm } from "../../http/headers.ts";
import { AppError } from "../../model/errors.ts";
import type { Inbound } from "../../model/inbound.ts";
import type { Media } from "../../model/value.ts";

export const MAX_WORDS = 4000;
export const MAX_UPLOAD = 20 * 1024 * 1024;
/** An upload with what a form adds around its file. */
export const MAX_FORM = MAX_UPLOAD + 64 * 1024;
const MAX_TOKEN_BYTES = 64;
const NONCE = /^[\w-]{16,64}$/;

/** What a form of the page holds: a tap, words, or a file (voice or photo). */
export type Answer =
  | { readonly kind: "tap"; readonly nonce: string; readonly token: string }
  | { readonly kind: "words"; readonly nonce: string; readonly words: string }
  | { readonly kind: "file"; readonly nonce: string; readonly bytes: Uint8Array; readonly type: string };

/** Why a form is not an answer; each is a key of the words of the page, except `nothing`. */
export type Problem = "too-long" | "too-big" | "wrong-file" | "nothing";

export const PROBLEM_STATUS = { "too-long": 413, "too-big": 413, "wrong-file": 422 } as const;

/** Scripts ask with a header for the changed parts instead of a page. */
export function wantsFragment(c: Context): boolean {
  return c.req.header("x-skridt-fragment") !== undefined;
}

/** The fields of a form; none when it cannot be read. One without a file is read without making a stream of it. */
export async function formOf(c: Context): Promise<Readonly<Record<string, unknown>>> {
  if (!isPlainForm(c)) return await c.req.parseBody().catch(() => ({}));
  return Object.fromEntries(new URLSearchParams(await c.req.text()));
}

/** Reads a posted form: `nonce`, and one of `token`, `words`, `photo`, `voice`. */
export async function readAnswer(form: Readonly<Record<string, unknown>>): Promise<Answer | Problem> {
  const { nonce, token, words } = form;
  if (!isNonce(nonce)) return "nothing";
  if (typeof token === "string" && token !== "" && Buffer.byteLength(token) <= MAX_TOKEN_BYTES) {
    return { kind: "tap", nonce, token };
  }
  if (typeof words === "string" && words.trim() !== "") {
    // A browser sends a line break as two characters but counts it as one.
    const text = words.replaceAll("\r\n", "\n").trim();
    return text.length > MAX_WORDS ? "too-long" : { kind: "words", nonce, words: text };
  }
  const file = form.photo ?? form.voice;
  if (!(file instanceof File) || file.size === 0) return "nothing";
  if (file.size > MAX_UPLOAD) return "too-big";
  return { kind: "file", nonce, bytes: new Uint8Array(await file.arrayBuffer()), type: file.type };
}

/**
 * The id of an answer: the page it was given on and what it says. The same answer sent twice (a double tap, a lost
 * network) has the same id and counts once; another button of the same old page is an answer of its own (R17).
 */
export function inboundId(conversation: string, answer: Answer): string {
  const hash = createHash("sha256").update(`${conversation}\n${answer.nonce}\n${answer.kind}\n`);
  hash.update(answer.kind === "tap" ? answer.token : answer.kind === "words" ? answer.words : answer.bytes);
  return hash.digest("base64url");
}

/** Where and when an answer came, and who gave it. */
type Arrived = Pick<Inbound, "channel" | "by" | "beside"> & { readonly conversation: string; readonly at: Date };

/**
 * Reads a posted form to what came in; a file is stored by `keep` on the way.
 * @param keep throws AppError "input" for a file that is neither voice nor photo
 */
export async function readInbound(
  form: Readonly<Record<string, unknown>>,
  { conversation, at, ...arrived }: Arrived,
  keep: (bytes: Uint8Array, type: string) => Promise<Media>,
): Promise<Inbound | Problem> {
  const answer = await readAnswer(form);
  if (typeof answer === "string") return answer;
  const arrival = { ...arrived, id: inboundId(conversation, answer), at: at.toISOString() };
  if (answer.kind === "tap") return { ...arrival, kind: "tap", token: answer.token };
  if (answer.kind === "words") return { ...arrival, kind: "words", words: answer.words };
  try {
    return { ...arrival, kind: "media", media: await keep(answer.bytes, answer.type) };
  } catch (error) {
    if (error instanceof AppError && error.code === "input") return "wrong-file";
    throw error;
  }
}

/** What makes an answer that is given on a page the only one of its kind. */
export function newNonce(): string {
  return randomBytes(16).toString("base64url");
}

export const isNonce = (given: unknown): given is string => typeof given === "string" && NONCE.test(given);

/** Tells whose answers a browser keeps, and not who it is. */
export function ownerOf(conversation: string): string {
  return createHash("sha256").update(conversation).digest("base64url").slice(0, 16);
}
