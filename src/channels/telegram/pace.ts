/** About one a second to each chat in the long run; how many at once is not told, and 429 says when it was too many. */
const CHAT_MS = 1000;
const CHAT_BURST = 20;

/** Time, as the pace needs it: milliseconds that only grow. */
export interface Timer {
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** Lets one call after the other through, not faster than Telegram takes them. @param chat of a message; none: an edit */
export function createPace(timer: Timer, perSecond: number): (chat?: number) => Promise<void> {
  const between = 1000 / perSecond;
  let free = 0;
  let cleaned = 0;
  /** when a chat would have had its last message if all had been a second apart */
  const chats = new Map<number, number>();
  return async (chat) => {
    const now = timer.now();
    if (now - cleaned > CHAT_MS) {
      for (const [id, at] of chats) if (at < now) chats.delete(id);
      cleaned = now;
    }
    const due = chat === undefined ? now : Math.max(chats.get(chat) ?? 0, now) + CHAT_MS;
    if (chat !== undefined) chats.set(chat, due);
    const slot = Math.max(now, free, due - CHAT_BURST * CHAT_MS);
    free = Math.max(now, free) + between;
    if (slot > now) await timer.sleep(slot - now);
  };
}
