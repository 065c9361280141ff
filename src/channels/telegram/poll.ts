import { setTimeout as sleep } from "node:timers/promises";
import { type Api, GrammyError, HttpError } from "grammy";
import type { Update } from "grammy/types";
import { AppError } from "../../model/errors.ts";
import { POLL_S } from "./api.ts";
import { readUpdate } from "./update.ts";

export const UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"] as const;
const LONGEST_WAIT_MS = 30_000;

interface Polling {
  readonly api: Api;
  readonly take: (update: Update) => Promise<void>;
  readonly failed: (error: unknown) => void;
  /** Telegram could not be asked; said once until it can again */
  readonly away: (error: unknown) => void;
  readonly back: () => void;
}

/** Asks Telegram what is new until told to stop. What came is confirmed when it is taken, so nothing is lost. */
export async function poll({ api, take, failed, away, back }: Polling, signal: AbortSignal): Promise<void> {
  let offset = 0;
  let wait = 500;
  while (!signal.aborted) {
    try {
      const asked = { offset, limit: 100, timeout: POLL_S, allowed_updates: UPDATES };
      const updates = await api.getUpdates(asked, signal as Parameters<Api["getUpdates"]>[1]);
      back();
      await takeAll(
        updates.flatMap((it) => readUpdate(it) ?? []),
        take,
        failed,
      );
      offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
      wait = 500;
    } catch (error) {
      if (signal.aborted) break;
      away(error);
      const asked = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1000 : 0;
      await sleep(Math.max(wait, asked), undefined, { signal }).catch(() => undefined);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }
  // what was taken is not handed out again
  if (offset > 0) await api.getUpdates({ offset, limit: 1, timeout: 0 }).catch(() => undefined);
}

/** Chats beside each other, what came from one chat in order. */
async function takeAll(updates: readonly Update[], take: Polling["take"], failed: Polling["failed"]): Promise<void> {
  const chats = Map.groupBy(updates, chatOf);
  const results = await Promise.allSettled(
    [...chats.values()].map(async (those) => {
      for (const update of those) await take(update).catch((error) => settle(error, failed));
    }),
  );
  const away = results.find((it) => it.status === "rejected");
  if (away) throw away.reason;
}

/** What can be taken later is thrown on; a single update that cannot be taken at all must not stop the others. */
export function settle(error: unknown, failed: Polling["failed"]): void {
  const later = error instanceof HttpError || (error instanceof AppError && error.code === "unavailable");
  if (later) throw error;
  failed(error);
}

function chatOf(update: Update): number {
  const from = update.message ?? update.edited_message ?? update.callback_query?.message ?? update.my_chat_member;
  return from?.chat.id ?? 0;
}
