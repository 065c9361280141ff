import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "./open.ts";
import type { Presence } from "./presence.ts";

/** How often those that wait look whether the holder is still there. */
const LOOK_MS = 1000;

type Leasing = Pick<Database, "pool"> & { readonly presence: Presence };

/**
 * Does work in one process at a time, whichever comes first; the others wait, and one of them takes over when that
 * process ends, however it ends: the lease is of a process for as long as it shows that it lives (presence.ts). The work is
 * told to stop when it could not show that, or the lease is lost.
 * @returns how to stop, which waits for the work
 */
export function inOneProcess(
  { pool, presence }: Leasing,
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
): () => Promise<void> {
  const stopped = new AbortController();
  const rest = (signal: AbortSignal) => sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);

  /** @returns whether the lease is ours now */
  const take = async (): Promise<boolean> => {
    const { rows } = await pool.query(
      `insert into lease (name, holder) values ($1, $2)
       on conflict (name) do update set holder = $2
         where lease.holder = $2 or not exists (select from process p where p.id = lease.holder)
       returning holder`,
      [name, presence.id],
    );
    return rows.length > 0;
  };

  const hold = async (held: AbortSignal): Promise<void> => {
    const lost = new AbortController();
    const signal = AbortSignal.any([stopped.signal, held, lost.signal]);
    const done = new AbortController();
    const looking = keepLooking(AbortSignal.any([signal, done.signal]), lost);
    try {
      await work(signal);
    } finally {
      done.abort();
      await looking;
      // the next one need not wait until this process is missed
      await pool.query("delete from lease where name = $1 and holder = $2", [name, presence.id]);
    }
  };

  /** It was missed for a moment, and another process has taken the lease. */
  const keepLooking = async (signal: AbortSignal, lost: AbortController): Promise<void> => {
    while (!signal.aborted) {
      await rest(signal);
      if (!(await take().catch(() => true))) lost.abort();
    }
  };

  const loop = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const held = presence.held();
      // the database is away: asked again
      if (held && (await take().catch(() => false))) await hold(held).catch(() => undefined);
      else await rest(stopped.signal);
    }
  };
  const running = loop();
  return async () => {
    stopped.abort();
    await running;
  };
}
