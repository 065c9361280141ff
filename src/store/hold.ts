import type { Database } from "./open.ts";
import type { Querying } from "./pool.ts";

/**
 * Does work while nobody else can save a turn of a conversation; others may read it, and wait to save. What is written
 * through `held` is there for all when the work is done, and nothing of it when the work fails.
 */
export async function holding<T>(
  { pool }: Database,
  conversation: string,
  work: (held: Querying) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select 1 from conversation where id = $1 for update", [conversation]);
    const done = await work(client);
    await client.query("commit");
    return done;
  } catch (error) {
    // the connection may be the very thing that broke: the first error is the one to tell
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
