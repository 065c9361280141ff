/** Runs work of the same key one at a time, in the order it came. `waited`: other work of the key ran before, just now. */
export type InOrder = <T>(key: string, work: (waited: boolean) => Promise<T>) => Promise<T>;

export function createInOrder(): InOrder {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key);
    const next = () => work(true);
    const running = before ? before.then(next, next) : work(false);
    last.set(key, running);
    try {
      return await running;
    } finally {
      if (last.get(key) === running) last.delete(key);
    }
  };
}
