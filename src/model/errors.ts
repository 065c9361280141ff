/** What kind of thing went wrong: decides the exit code of a command and the status of a response. */
export type ErrorCode = "input" | "config" | "not-found" | "refused" | "conflict" | "unavailable" | "internal";

/**
 * An error that may be shown. `message` is safe for anyone to read: it says where, what was expected and
 * what was got, and never holds words of a citizen. `details` is for the log of an operator only.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: { details?: Record<string, unknown>; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}
