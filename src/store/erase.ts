import { AppError } from "../model/errors.ts";
import { asService } from "./acting.ts";
import { OWN_TABLES } from "./keys/own-tables.ts";
import type { Database } from "./open.ts";
import type { Querying } from "./pool.ts";
import type { ErasedCounts } from "./tables.ts";

/** Who erases whom, and when. `by`: a member of staff; absent: from the command line. */
export interface Erasing {
  readonly citizen: string;
  readonly by?: string;
  readonly at: Date;
}

/** What is left of a citizen. */
export interface Erased {
  readonly conversation: string;
  readonly counts: ErasedCounts;
}

const WHO = `
  select unit_id, conversation.id as conversation
  from citizen join conversation on conversation.citizen_id = citizen.id where citizen.id = $1 for update`;
const COUNTS = `
  select (select count(*) from session where citizen_id = $1 and status = 'completed')::int as sessions,
    (select count(*) from turn join conversation on conversation.id = conversation_id where citizen_id = $1)::int as turns,
    (select count(*) from media where citizen_id = $1)::int as media`;

/**
 * Destroys the key of a citizen and every row that is theirs, all or nothing. Left are the row that says so, with counts,
 * and what the audit says of who looked.
 * @throws AppError "not-found"
 */
export async function eraseCitizen(database: Database, erasing: Erasing): Promise<Erased> {
  return await asService("erasure", () => eraseAll(database, erasing));
}

async function eraseAll({ pool, keys }: Database, { citizen, by, at }: Erasing): Promise<Erased> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const erased = await eraseIn(client, { citizen, at, ...(by === undefined ? {} : { by }) });
    await client.query("commit");
    keys.forget(citizen);
    return erased;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function eraseIn(client: Querying, { citizen, by, at }: Erasing): Promise<Erased> {
  const { rows } = await client.query<{ unit_id: string; conversation: string }>(WHO, [citizen]);
  const [found] = rows;
  if (!found) throw new AppError("not-found", `citizen: expected the id of a citizen, got "${citizen}"`);
  const counted = await client.query<ErasedCounts & Record<string, unknown>>(COUNTS, [citizen]);
  const counts = counted.rows[0]!;
  await client.query(
    `insert into erasure (citizen_id, unit_id, by_staff, at, counts) values ($1, $2, $3, $4, $5)
     on conflict (citizen_id) do nothing`,
    [citizen, found.unit_id, by ?? null, at, JSON.stringify(counts)],
  );
  for (const { table, where } of OWN_TABLES) await client.query(`delete from ${table} where ${where}`, [citizen]);
  return { conversation: found.conversation, counts };
}

/** Those of these citizens who are in the database. */
export async function whoIsThere({ pool }: Database, citizens: readonly string[]): Promise<string[]> {
  const text = "select id from citizen where id = any($1)";
  const { rows } = await asService("erasure", () => pool.query<{ id: string }>(text, [citizens]));
  return rows.map(({ id }) => id);
}

/** How many citizens there are whose rows nobody can read: a backup was put back without the table of keys. */
export async function countKeyless({ pool }: Database): Promise<number> {
  const text = `
    select count(*)::int as count from citizen where not exists (select from citizen_key where citizen_id = citizen.id)`;
  const { rows } = await asService("erasure", () => pool.query<{ count: number }>(text));
  return rows[0]?.count ?? 0;
}
