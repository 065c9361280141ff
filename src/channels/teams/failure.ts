/** Why Teams did not take something, and what that means. */
export type Failure =
  /** the chat is no longer a way to them */
  | { readonly kind: "closed"; readonly reason: "blocked" | "removed" }
  /** the same again later; `waitMs`: Teams said when */
  | { readonly kind: "later"; readonly waitMs?: number }
  /** it will never be taken */
  | { readonly kind: "refused"; readonly status: number };

/** What the connector answers. */
interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly data?: { readonly error?: { readonly code?: string } };
}

/** Those of the connector that say so; the rest is a name in the way, or the wrong client secret. */
const LATER: readonly number[] = [401, 408, 409, 412, 429, 500, 502, 503, 504];

/** What an error of the SDK's HTTP client means. */
export function failureOf(error: unknown): Failure {
  const { status, headers, data } = (error as { response?: Answer }).response ?? {};
  if (status === undefined || LATER.includes(status)) {
    const waitMs = waitOf(headers?.["retry-after"]);
    return { kind: "later", ...(waitMs === undefined ? {} : { waitMs }) };
  }
  if (status === 403) {
    return { kind: "closed", reason: data?.error?.code === "BotNotInConversationRoster" ? "removed" : "blocked" };
  }
  if (status === 404) return { kind: "closed", reason: "removed" };
  return { kind: "refused", status };
}

/** Seconds, or a moment. */
function waitOf(retryAfter: unknown): number | undefined {
  if (typeof retryAfter !== "string" || retryAfter === "") return undefined;
  const seconds = Number(retryAfter);
  const ms = Number.isNaN(seconds) ? Date.parse(retryAfter) - Date.now() : seconds * 1000;
  return ms >= 0 ? ms : undefined;
}
