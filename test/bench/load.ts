import { Connection } from "./client.ts";

/** Somebody who goes through a dialogue, one turn after the other. */
export interface Walker {
  /** Gives the answer of this turn, and resolves when the server has answered. */
  give(connection: Connection, turn: number): Promise<void>;
}

export interface Measured {
  readonly turnsPerSecond: number;
  /** milliseconds from asking to the whole answer */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Every walker takes all turns, `concurrency` of them at a time; each waits for an answer before it goes on. */
export async function runDialogues(
  url: string,
  walkers: readonly Walker[],
  { turns, concurrency }: { turns: number; concurrency: number },
): Promise<Measured> {
  const waiting = walkers.values();
  const times: number[] = [];
  const lane = async (connection: Connection): Promise<void> => {
    for (const walker of waiting) {
      for (let turn = 0; turn < turns; turn++) {
        const begun = performance.now();
        await walker.give(connection, turn);
        times.push(performance.now() - begun);
      }
    }
  };
  const connections = Array.from({ length: concurrency }, () => new Connection(url));
  const begun = performance.now();
  try {
    await Promise.all(connections.map(lane));
  } finally {
    for (const it of connections) it.close();
  }
  return measuredOf(times, (performance.now() - begun) / 1000);
}

/** @param times of each turn, milliseconds, in any order */
export function measuredOf(times: readonly number[], seconds: number): Measured {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
  return { turnsPerSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
