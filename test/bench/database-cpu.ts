import { readFile } from "node:fs/promises";
import type { Pool } from "../../src/store/pool.ts";

/** Linux counts processor time in hundredths of a second for programs, whatever the kernel's own clock. */
const MS_PER_TICK = 10;

/** Processor time of the connections open now to a database, in milliseconds; 0 where the system does not show it. */
export async function databaseCpuMs(pool: Pick<Pool, "query">): Promise<number> {
  const text = "select pid from pg_stat_activity where datname = current_database()";
  const { rows } = await pool.query<{ pid: number }>(text);
  const each = await Promise.all(rows.map(({ pid }) => ticksOf(pid)));
  return each.reduce((sum, ticks) => sum + ticks, 0) * MS_PER_TICK;
}

/** proc(5): after the name in brackets the state is first; time as user and in the kernel are the 12th and 13th. */
async function ticksOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) || 0) + (Number(fields[12]) || 0);
}
