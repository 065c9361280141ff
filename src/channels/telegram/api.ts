import { setTimeout as sleep } from "node:timers/promises";
import { Api, GrammyError, type RawApi } from "grammy";
import { NotSent } from "../channel.ts";
import { createPace } from "./pace.ts";

/** A call that is not answered by then is given up. */
const GIVE_UP_S = 8;
/** How long Telegram may keep a question for news open, seconds. */
export const POLL_S = 25;

/** What is answered at once, and neither counts as a message nor waits in line. */
const AT_ONCE = new Set([
  "getMe",
  "answerCallbackQuery",
  "setMyCommands",
  "setChatMenuButton",
  "setWebhook",
  "deleteWebhook",
  "getFile",
]);

const MESSAGES = new Set(["sendMessage", "sendPhoto"]);

interface ApiOptions {
  readonly token: string;
  readonly apiRoot: string;
  /** messages and edits a second */
  readonly perSecond: number;
}

/**
 * The Bot API, within its limits. When Telegram asks us to wait, nothing is sent until then.
 * Calls throw NotSent for that and for people who are gone, GrammyError for refusals, HttpError for a lost network.
 */
export function createApi({ token, apiRoot, perSecond }: ApiOptions): Api {
  const api = new Api<RawApi>(token, { apiRoot, timeoutSeconds: GIVE_UP_S });
  const pace = createPace({ now: () => performance.now(), sleep: (ms) => sleep(ms) }, perSecond);
  let waitUntil = 0;
  api.config.use(async (call, method, payload, signal) => {
    if (!AT_ONCE.has(method)) {
      await pace(MESSAGES.has(method) ? Number((payload as { chat_id?: number }).chat_id) : undefined);
      const left = waitUntil - performance.now();
      if (left > 0) throw new NotSent("rest", left);
      if (signal?.aborted) throw new DOMException("given up while it waited in line", "AbortError");
    }
    const answer = await call(method, payload, signal);
    if (answer.ok || method === "getMe") return answer;
    if (answer.error_code === 429) {
      const ms = (answer.parameters?.retry_after ?? 1) * 1000;
      waitUntil = Math.max(waitUntil, performance.now() + ms);
      throw new NotSent("rest", ms);
    }
    if (answer.error_code === 403) throw new NotSent("closed");
    return answer;
  });
  return api;
}

/** The same for asking what is new, which is kept open. */
export function createPollApi(token: string, apiRoot: string): Api {
  return new Api(token, { apiRoot, timeoutSeconds: POLL_S + GIVE_UP_S });
}

/** An edit that changes nothing, or of a message that cannot be changed any more, is as good as done. */
export function isHarmless(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 400;
}
