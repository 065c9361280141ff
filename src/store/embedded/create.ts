import { chown, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../model/errors.ts";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { errorCode, postgresFailed } from "./failure.ts";
import { type Home, syncFolder } from "./locations.ts";
import { run } from "./run.ts";

/** Written to postgresql.conf once, where a person may change them. */
const settings = {
  shared_buffers: "128MB",
  max_connections: "100",
  max_wal_size: "256MB",
  timezone: "UTC",
  log_timezone: "UTC",
  // The server's own life only: failed statements and their DETAIL can hold what citizens wrote.
  log_min_messages: "log",
  log_error_verbosity: "terse",
};

const halfMade = "creating-";

/** True when a complete cluster is there; throws when what is there belongs to another major version. */
export async function clusterExists({ cluster }: Home, { major }: Binaries): Promise<boolean> {
  let version: string;
  try {
    version = (await readFile(join(cluster, "PG_VERSION"), "utf8")).trim();
  } catch (cause) {
    // ENOENT may also be a cluster folder that has lost its files; creating then fails on the rename.
    if (errorCode(cause) === "ENOENT") return false;
    throw new AppError("config", `${cluster}: cannot be read: start as the user that created it`, { cause });
  }
  if (version === major) return true;
  throw new AppError(
    "config",
    `${cluster}: expected data of PostgreSQL ${major}, got data of PostgreSQL ${version}: ` +
      "move the data with the Skridt version that made it (backup, then restore), or choose another DATA_DIR",
  );
}

/**
 * Makes a new cluster with the superuser `skridt`. It appears under its name only when complete, so that one
 * interrupted at any moment is made anew. Text is compared by code point with Unicode's letter cases (the
 * builtin C.UTF-8): the same on every machine; what people see sorted names its collation.
 */
export async function createCluster(
  { home, cluster }: Home,
  { initdb }: Binaries,
  password: string,
  account: Account | undefined,
): Promise<void> {
  const folder = await mkdtemp(join(home, halfMade));
  const passwordFile = join(folder, "password");
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== undefined) {
    for (const path of [folder, passwordFile]) await chown(path, account.uid, account.gid);
  }
  const result = await run(
    initdb,
    [
      "--pgdata=cluster",
      "--username=skridt",
      "--pwfile=password",
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--data-checksums",
      "--no-instructions",
      ...Object.entries(settings).map(([name, value]) => `--set=${name}=${value}`),
    ],
    { account, cwd: folder },
  );
  if (result.code !== 0) {
    await removeHalfMade(home);
    throw postgresFailed("create its data", home, result.output);
  }
  try {
    await rename(join(folder, "cluster"), cluster);
  } catch (cause) {
    throw new AppError("config", `${cluster}: expected a PostgreSQL database, got other files: move them away`, {
      cause,
    });
  }
  await syncFolder(home);
  await removeHalfMade(home);
}

/** Removes what creations that were interrupted have left. Nobody may be creating now. */
export async function removeHalfMade(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    // An initdb whose owner was killed may still be writing there: the rest is removed at the next start.
    if (name.startsWith(halfMade)) await rm(join(home, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
