import { readdir, readFile } from "node:fs/promises";
import type { Pool } from "../../src/store/pool.ts";

/** Linux counts processor time in hundredths of a second for programs, whatever the kernel's own clock. */
const MS_PER_TICK = 10;

/**
 * Processor time of a whole PostgreSQL so far, of connections that have ended as well, in milliseconds; 0 where the system
 * does not show it.
 */
export async function databaseCpuMs(pool: Pick<Pool, "query">): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>("select pg_backend_pid() as pid");
  const server = (await statOf(String(rows[0]?.pid)))?.parent;
  const pids = await readdir("/proc").catch(() => []);
  const all = await Promise.all(pids.filter((it) => /^\d+$/.test(it)).map((pid) => statOf(pid)));
  const ticks = all.map((it) => {
    if (it?.pid === server) return (it?.own ?? 0) + (it?.ofEnded ?? 0);
    return it?.parent === server ? (it?.own ?? 0) : 0;
  });
  return ticks.reduce((sum, it) => sum + it, 0) * MS_PER_TICK;
}

/** proc(5): after the name in brackets the state is first; own time is the 12th and 13th, that of ended children the next two. */
async function statOf(pid: string) {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (!fields) return undefined;
  const sum = (...at: readonly number[]) => at.reduce((all, it) => all + Number(fields[it]), 0);
  return { pid: Number(pid), parent: Number(fields[1]), own: sum(11, 12), ofEnded: sum(13, 14) };
}
