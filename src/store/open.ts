import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { AppError } from "../model/errors.ts";
import { migrate } from "./migrate.ts";
import type { Tables } from "./tables.ts";

/** An open database: `db` for queries, `pool` for the prepared statements of the hot path. */
export interface Database {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly db: Kysely<Tables>;
  close(): Promise<void>;
}

const CONNECTIONS = 16;

/**
 * Opens a database and brings it to the newest shape.
 * @throws AppError "unavailable": cannot be reached, or refuses; says what to check, without the password
 */
export async function openDatabase(url: string): Promise<Database> {
  try {
    await migrate(url);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const { host, reason } = describe(url, cause);
    const text = `DATABASE_URL: no PostgreSQL answers at ${host} (${reason}). Check that it runs, and its name, user and password.`;
    throw new AppError("unavailable", text, { cause });
  }
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  // an idle connection that breaks is replaced by the pool at next use; without a listener it would end the process
  pool.on("error", () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { url, pool, db, close: () => db.destroy() };
}

function describe(url: string, cause: unknown): { host: string; reason: string } {
  const code = (cause as { code?: string }).code ?? (cause as Error).name;
  try {
    return { host: new URL(url).host, reason: code };
  } catch {
    return { host: "an address that cannot be read", reason: code };
  }
}
