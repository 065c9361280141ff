import { setTimeout as sleep } from "node:timers/promises";

const AGAIN_MS = 1000;

/**
 * Writes down what became of something, again and again until the database takes it: what was sent must not be sent once
 * more because that is not known. Told to stop, it tries once, and whoever comes next does it again.
 * @param failed told of each try that failed
 */
export async function untilNoted(
  note: () => Promise<void>,
  { signal, failed }: { readonly signal: AbortSignal; readonly failed: (error: Error) => void },
): Promise<void> {
  for (;;) {
    try {
      return await note();
    } catch (error) {
      failed(error as Error);
      if (signal.aborted) return;
      await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
