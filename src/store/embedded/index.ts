import { access } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { accountFor } from "./account.ts";
import { packagedPostgres, publicFolder, usableBinaries } from "./binaries.ts";
import { connect } from "./connection.ts";
import { clusterExists, createCluster, removeHalfMade } from "./create.ts";
import { chooseHome, knownHome, openDataFolder, passwordIn } from "./locations.ts";
import { withLock } from "./lock.ts";
import { findRunning } from "./running.ts";
import { type Server, startServer, stopServer } from "./server.ts";

/** after a start that failed; milliseconds */
const AGAIN_MS = 2000;

/**
 * A PostgreSQL in a data folder. `url` is postgres://skridt:…@127.0.0.1:port/skridt; `adopted` when it ran
 * already. When the server is gone it is started again, at the same address. Call `stop` after closing your own
 * connections: it shuts the server down unless somebody else still uses it.
 */
export type Embedded = { url: string; adopted: boolean; stop(): Promise<void> };

/** Marks the one connection by which each process shows that it uses the server. */
const presenceName = "skridt presence";

/**
 * Starts the PostgreSQL of `dataDir`, creating it the first time, or joins the one that runs already: left by
 * a process that was killed, or used by another process now. Any number of processes may call this at once.
 * `onProgress` gets lines in Danish for the person who waits; `onUnderWay` is told when PostgreSQL starts without needing us. Throws AppError "config" (the folder, the
 * machine) or "unavailable" (disk, memory, PostgreSQL itself) with the server's last words in its details.
 */
export async function startEmbedded(options: {
  dataDir: string;
  onProgress?: (text: string) => void;
  onUnderWay?: () => void;
}): Promise<Embedded> {
  const data = await openDataFolder(options.dataDir);
  return withLock(data.lock, async () => {
    const { server, password, created } = await prepare(data, options.onProgress ?? (() => undefined));
    const running = created ? undefined : await findRunning(server.home.cluster, password);
    const port = running ?? (await startServer(server, undefined, options.onUnderWay));
    try {
      let presence = await connect(port, password, presenceName);
      await ensureDatabase(presence);
      let stopping: Promise<void> | undefined;
      const again = async (): Promise<void> => {
        if (stopping) return;
        if ((await findRunning(server.home.cluster, password)) === undefined) await startServer(server, port);
        presence = await connect(port, password, presenceName);
        presence.once("end", lost);
      };
      /** The server is gone, and nobody else starts it: its disk was full, or it was killed. */
      const lost = (): void => {
        if (stopping) return;
        withLock(data.lock, again).catch(() => void setTimeout(lost, AGAIN_MS).unref());
      };
      presence.once("end", lost);
      return {
        url: `postgres://skridt:${password}@127.0.0.1:${port}/skridt`,
        adopted: running !== undefined,
        stop() {
          stopping ??= withLock(data.lock, () => leave(server, password, presence));
          return stopping;
        },
      };
    } catch (error) {
      if (running === undefined) await stopServer(server);
      throw error;
    }
  });
}

/**
 * Begins the one that is in a folder already; one that is still to be made waits until all else is known to be right.
 * Resolves when it starts without needing us, before it takes connections.
 */
export async function beginEmbedded(dataDir: string): Promise<{ readonly embedded?: Promise<Embedded> }> {
  if (!(await isMade(dataDir))) return {};
  const { promise: underWay, resolve: onUnderWay } = Promise.withResolvers<void>();
  const embedded = startEmbedded({ dataDir, onUnderWay });
  // whoever waits for it is told
  embedded.catch(() => undefined);
  await Promise.race([underWay, embedded.catch(() => undefined)]);
  return { embedded };
}

async function isMade(dataDir: string): Promise<boolean> {
  return await access(join(dataDir, "postgres", "password")).then(
    () => true,
    () => false,
  );
}

async function prepare(data: Awaited<ReturnType<typeof openDataFolder>>, onProgress: (text: string) => void) {
  const known = await knownHome(data);
  const account = await accountFor(data.dataDir, known?.cluster);
  const home = known ?? (await chooseHome(data, account));
  if (home.copies !== home.home) await publicFolder(home.copies);
  const binaries = await usableBinaries(await packagedPostgres(), home.copies, account);
  const server: Server = { home, binaries, account };
  await removeHalfMade(home.home);
  const complete = await clusterExists(home, binaries);
  const password = await passwordIn(data, complete);
  if (!complete) {
    onProgress("Opretter database … (kun første gang, et par sekunder)");
    if (home.home !== data.folder) onProgress(`Databasen ligger i ${home.home}`);
    await createCluster(home, binaries, password, account);
  }
  return { server, password, created: !complete };
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select from pg_database where datname = 'skridt'");
  if (rowCount === 0) await client.query("create database skridt");
}

async function leave(server: Server, password: string, presence: pg.Client): Promise<void> {
  await presence.end();
  const port = await findRunning(server.home.cluster, password);
  if (port === undefined) return;
  const client = await connect(port, password, "skridt");
  const inUse = await usedByOthers(client).finally(() => client.end());
  if (!inUse) await stopServer(server);
}

async function usedByOthers(client: pg.Client): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const { rows } = await client.query<{ name: string }>(
      `select application_name as name from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    if (rows.length === 0) return false;
    // A process of ours closed its pool a moment ago: its server side may still be on its way out.
    if (rows.some(({ name }) => name === presenceName) || attempt === 20) return true;
    await sleep(50);
  }
}
