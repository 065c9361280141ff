import { Kysely, PostgresDialect } from "kysely";
import { AppError } from "../model/errors.ts";
import { asLogin, loginOf, roleFor } from "./access/login.ts";
import { asService } from "./acting.ts";
import { type CitizenKeys, createCitizenKeys } from "./keys/citizen-keys.ts";
import { type Keyring, openKeyring } from "./keys/keyring.ts";
import { sealPlain } from "./keys/seal-plain.ts";
import { migrate, shapeOf } from "./migrate.ts";
import { openPool, type Pool } from "./pool.ts";
import type { Tables } from "./tables.ts";

/** An open database: `db` for queries, `pool` for the prepared statements of the hot path. */
export interface Database {
  readonly url: string;
  readonly pool: Pool;
  readonly db: Kysely<Tables>;
  readonly keyring: Keyring;
  /** seals and opens what is the citizens' */
  readonly keys: CitizenKeys;
  close(): Promise<void>;
}

/**
 * Opens a database, and brings it to the newest shape when its user may. Everything is asked of it as the application's
 * role, by whoever acts.
 * @param dataKey the DATA_KEY, 32 bytes
 * @throws AppError "unavailable": cannot be reached, refuses, or is older; says what to check, without the password.
 * "config": its user cannot be held by policies, or it is not the key of this database
 */
export async function openDatabase(url: string, dataKey: Uint8Array): Promise<Database> {
  let role: string | undefined;
  try {
    role = await asLogin(url, async (client) => {
      const { made, guarded, migrates } = await loginOf(client);
      // to look is a tenth of what it takes to begin to migrate
      if (!made || (migrates && (await shapeOf(client)) !== "newest")) await migrate(url);
      else if (!migrates && !guarded) throw new AppError("unavailable", OLDER);
      const found = await roleFor(client);
      if (!migrates && (await shapeOf(client)) === "older") throw new AppError("unavailable", OLDER);
      return found;
    });
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError("unavailable", refusal(url, cause), { cause });
  }
  const pool = openPool(url, role === undefined ? {} : { role });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  // kysely would only end a pool that it has used itself
  const close = () => pool.end();
  try {
    const keyring = await openKeyring(pool, dataKey);
    const keys = createCitizenKeys(pool, keyring);
    // what an earlier version left plain is whose installation it is
    await asService("command-line", () => sealPlain({ pool, keys }));
    return { url, pool, db, keyring, keys, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const OLDER =
  "DATABASE_URL: the tables are older than this Skridt, and its user may not change them. Run: skridt migrate, with the address of their owner.";

/** What a server said no to (SQLSTATE), and what to do about it. */
const REFUSALS: Readonly<Record<string, string>> = {
  "28P01": "refuses the user or the password. Check both.",
  "28000": "refuses the user. Check the name, and what pg_hba.conf allows.",
  "3D000": "has no such database. Create it, or check its name.",
  "3F000": "does not let the user make tables. Make the user the owner of the database.",
  "42501": "does not let the user make tables. Make the user the owner of the database.",
  "53300": "has no connection left. Close other programs, or raise max_connections.",
};

function refusal(url: string, cause: unknown): string {
  const code = (cause as { code?: string }).code ?? (cause as Error).name;
  const host = URL.canParse(url) ? new URL(url).host : "an address that cannot be read";
  const refused = REFUSALS[code];
  if (refused) return `DATABASE_URL: PostgreSQL at ${host} ${refused}`;
  return `DATABASE_URL: no PostgreSQL answers at ${host} (${code}). Check that it runs, and its name and port.`;
}
