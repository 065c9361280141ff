/** keys remembered at most: the oldest are forgotten */
const REMEMBERED = 10_000;

/** How often something may be done by one and the same. */
export interface Rate {
  /** Counts one more. @returns milliseconds to wait first; 0: go on */
  count(key: string, now: Date): number;
}

/** In the memory of this process, and never more of it than so much. */
export function createRate({ most, withinMs }: { readonly most: number; readonly withinMs: number }): Rate {
  const counts = new Map<string, { since: number; count: number }>();
  const current = (key: string, now: Date) => {
    const found = counts.get(key);
    const age = found ? now.getTime() - found.since : 0;
    // a clock that was put back must not make anybody wait longer
    return found && age >= 0 && age < withinMs ? found : undefined;
  };
  return {
    count(key, now) {
      const found = current(key, now);
      if (found) {
        found.count++;
        return found.count <= most ? 0 : found.since + withinMs - now.getTime();
      }
      counts.delete(key);
      counts.set(key, { since: now.getTime(), count: 1 });
      for (const oldest of counts.keys()) {
        if (counts.size <= REMEMBERED) break;
        counts.delete(oldest);
      }
      return 0;
    },
  };
}
