import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "./open.ts";

/**
 * Counts one more try of something, over all processes, within so many milliseconds; what is older is forgotten.
 * @param what of what, and by whom; only a digest of it is kept
 * @returns how many that makes
 */
export async function countTry({ db }: Database, what: string, withinMs: number, now: Date): Promise<number> {
  const since = new Date(now.getTime() - withinMs);
  const name = createHash("sha256").update(what).digest("base64url");
  const { rows } = await sql<{ count: number }>`
    with forgotten as (delete from tries where since < ${since} and name <> ${name})
    insert into tries as t (name, count, since) values (${name}, 1, ${now})
    on conflict (name) do update set
      count = case when t.since < ${since} then 1 else t.count + 1 end,
      since = case when t.since < ${since} then ${now} else t.since end
    returning t.count`.execute(db);
  return rows[0]?.count ?? 1;
}
