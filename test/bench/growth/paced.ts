import { setTimeout as sleep } from "node:timers/promises";
import { Connection } from "../client.ts";
import { type Measured, measuredOf, type Walker } from "../load.ts";

/** People who answer at their own pace, each after a pause; until told to stop, or none is left. */
export async function runPaced(
  url: string,
  walkers: readonly Walker[],
  { turns, people, pauseMs, until }: { turns: number; people: number; pauseMs: number; until: AbortSignal },
): Promise<Measured> {
  const waiting = walkers.values();
  const times: number[] = [];
  const lane = async (connection: Connection, index: number): Promise<void> => {
    // not all of them at the same moment
    await sleep((pauseMs * index) / people);
    for (const walker of waiting) {
      for (let turn = 0; turn < turns; turn++) {
        if (until.aborted) return;
        const begun = performance.now();
        await walker.give(connection, turn);
        times.push(performance.now() - begun);
        await sleep(pauseMs);
      }
    }
  };
  const connections = Array.from({ length: people }, () => new Connection(url));
  const begun = performance.now();
  try {
    await Promise.all(connections.map(lane));
  } finally {
    for (const it of connections) it.close();
  }
  return measuredOf(times, (performance.now() - begun) / 1000);
}
