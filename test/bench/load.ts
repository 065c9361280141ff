import { answer, type Page } from "./chat.ts";
import { Connection } from "./client.ts";
import { dialogueOf, TURNS } from "./dialogue.ts";

/** Somebody with a remembered device and the chat open. */
export interface Visitor {
  /** decides what they answer */
  readonly number: number;
  readonly conversation: string;
  readonly cookie: string;
  readonly page: Page;
}

export interface Measured {
  readonly turnsPerSecond: number;
  /** milliseconds from asking to the whole answer */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Every visitor goes through the dialogue, `concurrency` of them at a time; each waits for its page before it goes on. */
export async function runDialogues(url: string, visitors: readonly Visitor[], concurrency: number): Promise<Measured> {
  const waiting = visitors.values();
  const times: number[] = [];
  const lane = async (connection: Connection): Promise<void> => {
    for (const visitor of waiting) {
      let page = visitor.page;
      for (const give of dialogueOf(visitor.number)) {
        const begun = performance.now();
        page = await answer(connection, visitor.cookie, page, give);
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
  const seconds = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] as number;
  const turnsPerSecond = (visitors.length * TURNS) / seconds;
  return { turnsPerSecond, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
