import type { Database } from "../../src/store/open.ts";

/** All that is stored: table → rows, in an order of their own. */
export async function contents({ pool }: Database): Promise<Record<string, readonly string[]>> {
  const names = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  const all: Record<string, readonly string[]> = {};
  for (const { name } of names.rows) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`);
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

/** The tables in which anything differs. */
export function changed(before: Record<string, readonly string[]>, after: Record<string, readonly string[]>): string[] {
  return Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
