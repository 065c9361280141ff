import type { Conversation, ConversationEvent } from "../../model/conversation.ts";
import type { Pool, Querying } from "../pool.ts";
import { storedEvents, storedState } from "../turn-rows.ts";
import { type CitizenKey, type CitizenKeys, jsonOf } from "./citizen-keys.ts";
import { OWN_TABLES, type OwnTable, sealedColumn } from "./own-tables.ts";

const WITHOUT_KEY = `
  select id from citizen where not exists (select from citizen_key where citizen_id = citizen.id) order by id limit 100`;

/** Every citizen has a key from the start: who has none was erased, or their key was not put back with a backup. */
const SEALED_SETTING = "sealed";

/**
 * Seals what earlier versions stored in plain text. Each citizen at once, all or nothing: one who has a key is done, and a
 * process that was stopped goes on with the others. Several processes may do it at the same time.
 * @returns how many citizens there were
 */
export async function sealPlain({ pool, keys }: { readonly pool: Pool; readonly keys: CitizenKeys }): Promise<number> {
  const done = await pool.query("select from setting where name = $1", [SEALED_SETTING]);
  let count = 0;
  while (done.rows.length === 0) {
    const { rows } = await pool.query<{ id: string }>(WITHOUT_KEY);
    if (rows.length === 0) {
      await pool.query("insert into setting values ($1, 'true') on conflict do nothing", [SEALED_SETTING]);
      return count;
    }
    for (const { id } of rows) count += (await sealCitizen(pool, keys, id)) ? 1 : 0;
  }
  return count;
}

/** False: another process was faster. */
async function sealCitizen(pool: Pool, keys: CitizenKeys, citizen: string): Promise<boolean> {
  const { row, key } = await keys.make(citizen);
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select from citizen where id = $1 for update", [citizen]);
    const done = await client.query(
      `insert into citizen_key (citizen_id, wrapped, data_key, version)
       values ($1, $2, $3, $4) on conflict do nothing returning citizen_id`,
      [citizen, row.wrapped, row.data_key, row.version],
    );
    const first = done.rows.length > 0;
    if (first) for (const table of OWN_TABLES) await sealRows(client, table, key);
    else keys.forget(citizen);
    await client.query("commit");
    return first;
  } catch (error) {
    keys.forget(citizen);
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function sealRows(client: Querying, own: OwnTable, key: CitizenKey): Promise<void> {
  const columns = Object.keys(own.sealed);
  if (columns.length === 0) return;
  const place = own.row.map((it) => `(${it})::text`).join(", ");
  const { rows } = await client.query<{ row_at: string; row_is: string[] } & Record<string, unknown>>(
    `select ctid::text as row_at, array[${place}] as row_is, ${columns.join(", ")} from ${own.table} where ${own.where}`,
    [key.citizen],
  );
  const sets = columns.map((column, i) => `${column} = $${i + 2}`).join(", ");
  for (const row of rows) {
    const values = columns.map((column) => sealedValue(own, column, row[column], row.row_is, key));
    await client.query(`update ${own.table} set ${sets} where ctid = $1::tid`, [row.row_at, ...values]);
  }
}

function sealedValue(own: OwnTable, column: string, value: unknown, row: readonly string[], key: CitizenKey): unknown {
  if (value === null) return null;
  const place = [sealedColumn(own.table, column), ...row] as const;
  switch (own.sealed[column]) {
    case "text":
      return key.seal(value as string, ...place);
    case "texts":
      return (value as string[]).map((it) => key.seal(it, ...place));
    case "bytes":
      return key.sealBytes(value as Buffer, ...place);
    case "state":
      return JSON.stringify(storedState(value as Conversation, key));
    case "events":
      return JSON.stringify(storedEvents(value as ConversationEvent[], key, row[0] as string, Number(row[1])));
    default:
      return jsonOf(key.sealValue(value, ...place));
  }
}
