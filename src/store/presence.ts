import { randomUUID } from "node:crypto";
import type { Database } from "./open.ts";

/** How often a process shows that it lives, and looks who does not. */
const BEAT_MS = 1000;
/** Who could not show it for so long begins nothing and breaks off what it does, well before others may take it. */
const GIVE_UP_MS = 4000;
/** Looks of others, a beat apart, without a sign of life: with the last one six to seven seconds. */
const GONE_AFTER = 6;
/** The least between two looks that count, seconds: however many look, and wherever a clock jumps to. */
const APART_S = 0.8;

/** That this process lives, as the others know it: what it has claimed is its own for so long. */
export interface Presence {
  /** what it claims carries this; another one in each life of a process */
  readonly id: string;
  /** Aborted when others may take what was claimed. Undefined: nothing may be claimed now. */
  held(): AbortSignal | undefined;
  /** Told when something may have become free: another process is gone, or this one is seen again. */
  onFree(listener: () => void): void;
  /** Leaves what is still claimed to the others. */
  stop(): Promise<void>;
}

/**
 * A row for each process, in which the others count how often they looked in vain; its own beat begins the count anew. No
 * times of machines are compared, and the count goes on when those that look die as well.
 */
export function startPresence({ pool }: Pick<Database, "pool">): Presence {
  const id = randomUUID();
  const listeners: (() => void)[] = [];
  let held: AbortController | undefined;
  let shownAt = 0;
  let beating: Promise<void> | undefined;

  const lose = (): void => {
    held?.abort();
    held = undefined;
  };
  const beat = async (): Promise<void> => {
    const asked = performance.now();
    const { rows } = await pool.query<{ isNew: boolean }>({ name: "beat", text: BEAT, values: [id] });
    shownAt = asked;
    // taken for gone: what it had may be another's
    if (rows[0]?.isNew) lose();
    const back = held === undefined;
    held ??= new AbortController();
    const gone = await pool.query({ name: "look-for-gone", text: LOOK, values: [id, APART_S, GONE_AFTER] });
    if (back || gone.rows.length > 0) for (const tell of listeners) tell();
  };
  const tick = (): void => {
    if (performance.now() - shownAt > GIVE_UP_MS) lose();
    // the database is away: tried again
    beating ??= beat()
      .catch(() => undefined)
      .finally(() => {
        beating = undefined;
      });
  };
  const timer = setInterval(tick, BEAT_MS);
  tick();
  return {
    id,
    held: () => held?.signal,
    onFree: (listener) => void listeners.push(listener),
    async stop() {
      clearInterval(timer);
      await beating;
      // else it is missed
      await pool.query("delete from process where id = $1", [id]).catch(() => undefined);
    },
  };
}

const BEAT = `
  insert into process (id) values ($1) on conflict (id) do update set missed = 0, looked_at = now()
  returning xmax = 0 as "isNew"`;

/** One that is being counted, or shows itself, at this moment is left to whoever does that. */
const LOOK = `
  with others as (
    select id, missed from process
    where id <> $1 and abs(extract(epoch from now() - looked_at)) >= $2 for update skip locked
  ), counted as (
    update process p set missed = p.missed + 1, looked_at = now() from others o where p.id = o.id and o.missed < $3
  )
  delete from process p using others o where p.id = o.id and o.missed >= $3 returning p.id`;
