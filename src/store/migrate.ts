import { Kysely, PostgresDialect } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import pg from "pg";
import { AppError } from "../model/errors.ts";
import { applyAccess, isApplied } from "./access/apply.ts";
import * as first from "./migrations/001-first.ts";
import * as second from "./migrations/002-lookups.ts";
import * as third from "./migrations/003-kept.ts";
import * as fourth from "./migrations/004-schedules.ts";
import * as fifth from "./migrations/005-consent.ts";
import * as sixth from "./migrations/006-people.ts";
import * as seventh from "./migrations/007-appointments.ts";
import * as eighth from "./migrations/008-inbox.ts";
import * as ninth from "./migrations/009-indicators.ts";
import * as tenth from "./migrations/010-telegram.ts";
import * as eleventh from "./migrations/011-unit-phone.ts";
import * as twelfth from "./migrations/012-doorbell.ts";
import * as thirteenth from "./migrations/013-alerts.ts";
import * as fourteenth from "./migrations/014-teams.ts";
import * as fifteenth from "./migrations/015-sign-in.ts";
import * as sealed from "./migrations/017-sealed.ts";
import * as rights from "./migrations/018-rights.ts";
import * as audit from "./migrations/019-audit.ts";
import * as lease from "./migrations/020-lease.ts";
import * as presence from "./migrations/022-presence.ts";
import * as due from "./migrations/023-due.ts";
import type { Querying } from "./pool.ts";

/** Forward only; a new one is added at the end and never changed. */
const MIGRATIONS: Record<string, Migration> = {
  "001-first": first,
  "002-lookups": second,
  "003-kept": third,
  "004-schedules": fourth,
  "005-consent": fifth,
  "006-people": sixth,
  "007-appointments": seventh,
  "008-inbox": eighth,
  "009-indicators": ninth,
  "010-telegram": tenth,
  "011-unit-phone": eleventh,
  "012-doorbell": twelfth,
  "013-alerts": thirteenth,
  "014-teams": fourteenth,
  "015-sign-in": fifteenth,
  "017-sealed": sealed,
  "018-rights": rights,
  "019-audit": audit,
  "020-lease": lease,
  "022-presence": presence,
  "023-due": due,
};

const CONNECT_MS = 10_000;

/** The shape of a database that has one, beside what this program knows. Whoever may use it may ask. */
export async function shapeOf(client: Querying): Promise<"older" | "newest" | "newer"> {
  const { rows } = await client.query<{ name: string }>("select name from kysely_migration");
  const applied = new Set(rows.map(({ name }) => name));
  const known = Object.keys(MIGRATIONS);
  if (!known.every((it) => applied.has(it)) || !(await isApplied(client))) return "older";
  return applied.size > known.length ? "newer" : "newest";
}

/**
 * Brings a database to the newest shape. Safe beside other processes doing the same: they wait for each other.
 * @param until the last migration to apply; absent: all
 * @returns the names of the migrations that were applied now
 * @throws AppError "unavailable" when the database cannot be reached or refuses
 */
export async function migrate(url: string, until?: string): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: CONNECT_MS });
  // broken in the middle: the query says so
  pool.on("connect", (client) => client.on("error", () => undefined));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
    const { error, results = [] } = await (until === undefined
      ? migrator.migrateToLatest()
      : migrator.migrateTo(until));
    const failed = results.find((it) => it.status === "Error");
    if (failed) {
      const text = `migration ${failed.migrationName} failed; nothing was changed. See the log for the reason.`;
      throw new AppError("unavailable", text, { cause: error });
    }
    if (/^corrupted migrations/.test((error as Error | undefined)?.message ?? "")) {
      const text = "The database was written by a newer Skridt. Start that version, or choose another database.";
      throw new AppError("unavailable", text, { cause: error });
    }
    if (error) throw error;
    if (until === undefined) {
      const client = (await pool.connect()) as pg.PoolClient & Querying;
      await applyAccess(client).finally(() => client.release());
    }
    return results.map((it) => it.migrationName);
  } finally {
    await db.destroy();
  }
}

/** @returns the last migration that the database has had: a newer Skridt beside this one may have added some */
export async function newestMigration(client: Pick<Querying, "query">): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>("select max(name) as name from kysely_migration");
  return rows[0]?.name;
}

/** Whether this program knows a migration of that name. */
export const isMigration = (name: string): boolean => Object.hasOwn(MIGRATIONS, name);
