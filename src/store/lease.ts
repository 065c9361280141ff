import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "./open.ts";

/** How often the holder shows that it is there, and the others look whether it is. */
const BEAT_MS = 1000;
/** A holder that could not show it for so long stops, well before another takes over. */
const GIVE_UP_MS = 4000;
/** Not shown for so long, as a process that waits sees it: it takes over. With a look and a beat, within ten seconds. */
const LAPSED_MS = 6000;

type Leasing = Pick<Database, "pool">;

/** What a process that waits has seen of the holder. */
interface Seen {
  readonly holder: string;
  readonly beat: string;
  /** when this beat was seen first, by the clock that only goes forward; milliseconds */
  readonly since: number;
}

/**
 * Does work in one process at a time, whichever comes first; the others wait, and one of them takes over when that
 * process ends, however it ends. The work is told to stop when the lease is lost.
 *
 * A row with a count that the holder raises; nothing is compared with a time of day, so a clock may jump, and no
 * connection is kept, so a pooler may stand in front of the database.
 * @returns how to stop, which waits for the work
 */
export function inOneProcess(
  { pool }: Leasing,
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
): () => Promise<void> {
  const stopped = new AbortController();
  const holder = randomUUID();
  let seen: Seen | undefined;

  /** @returns whether the lease is ours now */
  const take = async (): Promise<boolean> => {
    const { rows } = await pool.query<{ holder: string; beat: string }>(
      `insert into lease (name, holder, beat) values ($1, $2, 1)
       on conflict (name) do update set holder = $2, beat = lease.beat + 1 where lease.holder = $3 and lease.beat = $4
       returning holder, beat`,
      [name, holder, ...lapsed(seen)],
    );
    if (rows.length > 0) return true;
    const { rows: held } = await pool.query<{ holder: string; beat: string }>(
      "select holder, beat from lease where name = $1",
      [name],
    );
    const now = held[0];
    if (now?.holder !== seen?.holder || now?.beat !== seen?.beat)
      seen = now && { holder: now.holder, beat: now.beat, since: performance.now() };
    return false;
  };

  const hold = async (): Promise<void> => {
    const lost = new AbortController();
    const done = new AbortController();
    const showing = show(pool, { name, holder }, lost, done.signal);
    try {
      await work(AbortSignal.any([stopped.signal, lost.signal]));
    } finally {
      done.abort();
      await showing;
      // the next one need not wait until it lapses
      await pool.query("delete from lease where name = $1 and holder = $2", [name, holder]);
    }
  };

  const loop = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      // the database is away: asked again
      if (await take().catch(() => false)) await hold().catch(() => undefined);
      else await sleep(BEAT_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const running = loop();
  return async () => {
    stopped.abort();
    await running;
  };
}

/** The holder and its beat that may be replaced; of nobody when it may still be there. */
function lapsed(seen: Seen | undefined): readonly [string, string] {
  if (seen === undefined || performance.now() - seen.since < LAPSED_MS) return ["", "0"];
  return [seen.holder, seen.beat];
}

/** Raises the count until `done`; aborts `lost` when somebody else holds it, or when the database was away too long. */
async function show(
  pool: Leasing["pool"],
  { name, holder }: { readonly name: string; readonly holder: string },
  lost: AbortController,
  done: AbortSignal,
): Promise<void> {
  let shown = performance.now();
  const beat = async (): Promise<void> => {
    const asked = performance.now();
    const { rowCount } = await pool.query("update lease set beat = beat + 1 where name = $1 and holder = $2", [
      name,
      holder,
    ]);
    if (rowCount === 0) lost.abort();
    else shown = asked;
  };
  let beating: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (performance.now() - shown > GIVE_UP_MS) lost.abort();
    // a statement that hangs must not keep us from giving up
    beating ??= beat()
      .catch(() => undefined)
      .finally(() => {
        beating = undefined;
      });
  }, BEAT_MS);
  await new Promise<void>((end) => (done.aborted ? end() : done.addEventListener("abort", () => end())));
  clearInterval(timer);
  await beating;
}
