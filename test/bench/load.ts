import { setTimeout as sleep } from "node:timers/promises";
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

/** How people go through their turns. */
export interface Pace {
  readonly turns: number;
  /** at a time; each waits for an answer before it goes on */
  readonly concurrency: number;
  /** after each answer; none when absent */
  readonly pauseMs?: number;
  /** ends it before all have taken all turns */
  readonly until?: AbortSignal;
}

/** Every walker takes all turns, at the same pace but not at the same moment. */
export async function runDialogues(
  url: string,
  walkers: readonly Walker[],
  { turns, concurrency, pauseMs = 0, until }: Pace,
): Promise<Measured> {
  const waiting = walkers.values();
  const times: number[] = [];
  const lane = async (connection: Connection, index: number): Promise<void> => {
    if (pauseMs > 0) await sleep((pauseMs * index) / concurrency);
    for (const walker of waiting) {
      for (let turn = 0; turn < turns; turn++) {
        if (until?.aborted) return;
        const begun = performance.now();
        await walker.give(connection, turn);
        times.push(performance.now() - begun);
        if (pauseMs > 0) await sleep(pauseMs);
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
function measuredOf(times: readonly number[], seconds: number): Measured {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
  return { turnsPerSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
