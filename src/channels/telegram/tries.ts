const MOST = 5;
const WITHIN_MS = 60 * 60 * 1000;
/** chats remembered at most: the oldest are forgotten */
const REMEMBERED = 10_000;

/** Codes cannot be guessed by trying: after five wrong ones a chat waits for an hour. */
export function createTries() {
  const wrong = new Map<number, { since: number; count: number }>();
  const current = (chat: number, now: Date) => {
    const found = wrong.get(chat);
    return found && now.getTime() - found.since < WITHIN_MS ? found : undefined;
  };
  return {
    allows: (chat: number, now: Date): boolean => (current(chat, now)?.count ?? 0) < MOST,
    failed(chat: number, now: Date): void {
      const { since, count } = current(chat, now) ?? { since: now.getTime(), count: 0 };
      wrong.delete(chat);
      wrong.set(chat, { since, count: count + 1 });
      for (const oldest of wrong.keys()) {
        if (wrong.size <= REMEMBERED) break;
        wrong.delete(oldest);
      }
    },
  };
}
