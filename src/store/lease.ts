import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Database } from "./open.ts";

/** How often a process that waits asks again; with what follows, another takes over within ten seconds. */
const ASK_AGAIN_MS = 2000;
const CONNECT_MS = 5000;
/** the server lets go of a process that vanished without a word */
const VANISHED = "set tcp_keepalives_idle = 3; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 3";

/**
 * Does work in one process at a time, whichever comes first; the others wait, and one of them takes over when that
 * process ends, however it ends. The work is told to stop when the lease is lost.
 * @returns how to stop, which waits for the work
 */
export function inOneProcess(
  { url }: Pick<Database, "url">,
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
): () => Promise<void> {
  const stopped = new AbortController();

  const attempt = async (): Promise<void> => {
    const lost = new AbortController();
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS, keepAlive: true });
    client.on("error", () => lost.abort());
    client.on("end", () => lost.abort());
    try {
      await client.connect();
      await client.query(VANISHED);
      const asked = "select pg_try_advisory_lock(hashtext('skridt'), hashtext($1)) as got";
      const { rows } = await client.query<{ got: boolean }>(asked, [name]);
      if (rows[0]?.got) await work(AbortSignal.any([stopped.signal, lost.signal]));
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const loop = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      // the database is away: asked again
      await attempt().catch(() => undefined);
      await sleep(ASK_AGAIN_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const running = loop();
  return async () => {
    stopped.abort();
    await running;
  };
}
