import pg from "pg";
import type { Querying } from "../pool.ts";
import { APP_ROLE, cannotBecome, MAY_BECOME } from "./apply.ts";

const CONNECT_MS = 10_000;

/** The user of a database address. */
export interface Login {
  /** may bring the tables to a new shape */
  readonly migrates: boolean;
  /** the tables are there */
  readonly made: boolean;
  /** and were given policies */
  readonly guarded: boolean;
}

/** Works with one connection of its own, as the user of the address. */
export async function asLogin<T>(url: string, work: (client: Querying) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  client.on("error", () => undefined);
  await client.connect();
  return await work(client as pg.Client & Querying).finally(() => client.end());
}

export async function loginOf(client: Querying): Promise<Login> {
  const { rows } = await client.query<Login>(
    `select has_schema_privilege(current_user, current_schema(), 'create') as migrates,
      to_regclass('kysely_migration') is not null as made,
      exists (select from pg_roles where rolname = '${APP_ROLE}') as guarded`,
  );
  return rows[0] as Login;
}

/**
 * What each connection of this user has to become so that policies hold; undefined: nothing, they hold.
 * @throws AppError "config": they do not, and it cannot become it
 */
export async function roleFor(client: Querying): Promise<string | undefined> {
  const { rows } = await client.query<{ user: string; free: boolean; may: boolean; is: boolean }>(
    `select rolname as user, ${MAY_BECOME} as may, pg_has_role(current_user, '${APP_ROLE}', 'usage') as is,
      rolsuper or rolbypassrls or exists (
        select from pg_class where relowner = r.oid and relnamespace = current_schema()::regnamespace) as free
     from pg_roles r where rolname = current_user`,
  );
  const { user, free, may, is } = rows[0] as (typeof rows)[number];
  if (!free && is) return undefined;
  if (may) return APP_ROLE;
  throw cannotBecome(user);
}
