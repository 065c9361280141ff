/** Looked at in one go: more would keep those waiting who answer meanwhile. */
const AT_ONCE = 100;
/** Done at the same moment: what they save goes together, and people who answer meanwhile are not kept waiting. */
const LANES = 16;

/** Does the work for each, `LANES` at a time. What failed is thrown when the others are done. */
export async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const failed = (await settleEach(all, work)).find((it) => it.status === "rejected");
  if (failed) throw failed.reason;
}

/** As `eachOf`, and gives what became of each, in their order. */
export async function settleEach<T>(
  all: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<readonly PromiseSettledResult<void>[]> {
  const left = all.entries();
  const settled: PromiseSettledResult<void>[] = [];
  const lanes = Array.from({ length: LANES }, async () => {
    for (const [i, one] of left) [settled[i]] = (await Promise.allSettled([work(one)])) as [PromiseSettledResult<void>];
  });
  await Promise.all(lanes);
  return settled;
}

/** The same, each while what came before it is being dealt with. */
export async function* ahead<T>(all: AsyncGenerator<T>): AsyncGenerator<T> {
  let coming = all.next();
  try {
    for (;;) {
      const { done, value } = await coming;
      if (done) return;
      coming = all.next();
      // it is told when its turn comes
      coming.catch(() => undefined);
      yield value;
    }
  } finally {
    await all.return(undefined);
  }
}

/** All there are of something that is asked for after the last of it, at most so many in one go. */
export async function* batches<T>(next: (most: number, last: T | undefined) => Promise<readonly T[]>) {
  let last: T | undefined;
  for (;;) {
    const some = await next(AT_ONCE, last);
    if (some.length === 0) return;
    yield some;
    last = some.at(-1);
  }
}
