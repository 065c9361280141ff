/** Done at the same moment: what they save goes together, and people who answer meanwhile are not kept waiting. */
const LANES = 8;

/** Does the work for each, `LANES` at a time. What failed is thrown when the others are done. */
export async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = all.values();
  const lanes = Array.from({ length: LANES }, async () => {
    for (const one of left) await work(one);
  });
  const failed = (await Promise.allSettled(lanes)).find((it) => it.status === "rejected");
  if (failed) throw failed.reason;
}
