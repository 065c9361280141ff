import { setTimeout as wait } from "node:timers/promises";
import type { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { BOSS_SCHEMA } from "../store/access/apply.ts";
import { acting } from "../store/acting.ts";
import type { Database } from "../store/open.ts";

/** Work that is done each minute, or each night, by one of however many processes there are. */
export interface Timed {
  /** Finishes what is being done. */
  stop(): Promise<void>;
}

const QUEUE = "due";
const EACH_MINUTE = "* * * * *";
const NIGHT = "night";
const EACH_NIGHT = "30 3 * * *";
/** As `OPTIONS`; the next night makes up for one that failed. */
const NIGHT_OPTIONS = {
  policy: "exclusive",
  retryLimit: 0,
  expireInSeconds: 3600,
  deleteAfterSeconds: 86_400,
} as const;
const ZONE = "Europe/Copenhagen";
/** At most one is waiting or under way. The next minute makes up for one that failed, or whose process died. */
const OPTIONS = { policy: "exclusive", retryLimit: 0, expireInSeconds: 60, deleteAfterSeconds: 3600 } as const;
/** what is under way gets so long to finish */
const STOP_MS = 5_000;
/** What is due at the minute begins a few seconds after it, and not half a minute. */
const LOOKS = { cronMonitorIntervalSeconds: 5, cronWorkerIntervalSeconds: 1 } as const;
/** after a start that failed */
const AGAIN_MS = 30_000;

/** Starts beside the rest: nobody waits for it. It is done at once for what became due while nothing ran. */
export function startTimed(parts: {
  database: Database;
  log: Logger;
  work: () => Promise<void>;
  nightly: () => Promise<void>;
  /** told of each run, and how long it took, seconds */
  observe?: (run: { ok: boolean; seconds: number }) => void;
}): Timed {
  const { database, log } = parts;
  const stopping = new AbortController();
  const failed = (error: unknown): void => log.warn({ reason: (error as Error).name }, "timed work failed");

  const work = async (): Promise<void> => {
    const begun = performance.now();
    const ok = await parts.work().then(
      () => true,
      (error: unknown) => {
        failed(error);
        return false;
      },
    );
    parts.observe?.({ ok, seconds: (performance.now() - begun) / 1000 });
  };

  const start = async (boss: PgBoss): Promise<void> => {
    boss.on("error", failed);
    await boss.start();
    await boss.createQueue(QUEUE, OPTIONS);
    await boss.work(QUEUE, work);
    await boss.schedule(QUEUE, EACH_MINUTE);
    await boss.send(QUEUE);
    await boss.createQueue(NIGHT, NIGHT_OPTIONS);
    await boss.work(NIGHT, () => parts.nightly().catch(failed));
    await boss.schedule(NIGHT, EACH_NIGHT, null, { tz: ZONE });
  };

  const starting = (async () => {
    // the library is large, and nothing waits for it
    const { PgBoss } = await import("pg-boss");
    // its tables are about nobody
    const executeSql = (text: string, values?: unknown[]) => acting(undefined, () => runScript(database, text, values));
    while (!stopping.signal.aborted) {
      const boss = new PgBoss({ db: { executeSql }, schema: BOSS_SCHEMA, createSchema: false, ...LOOKS });
      try {
        await start(boss);
        return boss;
      } catch (error) {
        failed(error);
        await boss.stop({ graceful: false }).catch(failed);
        await wait(AGAIN_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
    return undefined;
  })();
  return {
    async stop() {
      stopping.abort();
      const boss = await starting;
      await boss?.stop({ timeout: STOP_MS });
    },
  };
}

/** Scripts of the library begin transactions of their own: one that fails must not leave its connection inside. */
async function runScript({ pool }: Database, text: string, values: unknown[] | undefined) {
  const client = await pool.connect();
  try {
    return await client.query(text, values);
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
