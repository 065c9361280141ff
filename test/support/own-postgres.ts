import { spawnSync } from "node:child_process";
import { open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startEmbedded } from "../../src/store/embedded/index.ts";
import { homeOf, removeData, temporaryFolder } from "../store/embedded/folders.ts";
import { asOwner } from "./database.ts";

/** The embedded PostgreSQL, which may be killed and whose disk may be full: it is started again by itself. */
export interface OwnPostgres {
  readonly url: string;
  /** it has a small disk of its own; false where the machine lets nobody mount one */
  readonly hasOwnDisk: boolean;
  /** SIGKILL: it is gone from one moment to the next; SIGQUIT: it stops at once and writes nothing down */
  kill(signal: "SIGKILL" | "SIGQUIT"): Promise<void>;
  /** Resolves when it answers. */
  answers(): Promise<void>;
  fillDisk(): Promise<void>;
  freeDisk(): Promise<void>;
  close(): Promise<void>;
}

/** @param diskMb megabytes */
export async function ownPostgres(diskMb: number): Promise<OwnPostgres> {
  const folder = await temporaryFolder();
  const mount = ["-t", "tmpfs", "-o", `size=${diskMb}m,mode=755`, "skridt-test", folder];
  const hasOwnDisk = spawnSync("mount", mount).status === 0;
  const dataDir = join(folder, "data");
  const ballast = join(folder, "ballast");
  const embedded = await startEmbedded({ dataDir });
  const { url } = embedded;
  // what it keeps for itself must not fill the small disk
  for (const [name, value] of [["max_wal_size", "64MB"] as const, ["min_wal_size", "32MB"] as const]) {
    await asOwner(url, `alter system set ${name} = '${value}'`);
  }
  await asOwner(url, "select pg_reload_conf()");

  const postmaster = async (): Promise<number> =>
    Number((await readFile(join(await homeOf(dataDir), "cluster", "postmaster.pid"), "utf8")).split("\n")[0]);
  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  return {
    url,
    hasOwnDisk,
    async kill(signal) {
      const pid = await postmaster();
      process.kill(pid, signal);
      while (isAlive(pid)) await sleep(20);
    },
    async answers() {
      const asked = () =>
        asOwner(url, "select 1").then(
          () => true,
          () => false,
        );
      while (!(await asked())) await sleep(50);
    },
    async fillDisk() {
      const file = await open(ballast, "w");
      const piece = Buffer.alloc(1024 * 1024);
      try {
        for (;;) await file.appendFile(piece);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      } finally {
        await file.close();
      }
    },
    freeDisk: () => rm(ballast, { force: true }),
    async close() {
      await rm(ballast, { force: true });
      await embedded.stop();
      await removeData(dataDir);
      if (hasOwnDisk) spawnSync("umount", ["-l", folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
