import { rename, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { postgresFailed, tail } from "./failure.ts";
import type { Home } from "./locations.ts";
import { run } from "./run.ts";
import { disownStalePid } from "./running.ts";

/** Everything needed to start and stop one server. */
export type Server = { home: Home; binaries: Binaries; account: Account | undefined };

const largestLog = 10 * 1024 * 1024;
const attempts = 20;

/**
 * Starts the server on a port of 127.0.0.1 and returns the port when it takes connections.
 * @param on absent: any that is free
 * @param underWay called when all is done that needs this process
 */
export async function startServer(
  server: Server,
  on?: number,
  underWay: () => void = () => undefined,
): Promise<number> {
  const { cluster, log } = server.home;
  await disownStalePid(cluster);
  for (let attempt = 1; ; attempt++) {
    const logged = await rotate(log);
    const port = on ?? (await freePort());
    const starting = control(server, [
      "start",
      "--wait",
      "--timeout=300",
      "--log=../server.log",
      // Sockets are off because a path to one may be about 100 bytes, less than many a data folder's.
      `--options=-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`,
    ]);
    underWay();
    const started = await starting;
    if (started.code === 0) return port;
    const output = (await tail(log, logged)) || started.output;
    const passing = /Address already in use|could not bind|pre-existing shared memory block/.test(output);
    if (!passing || attempt === attempts) throw postgresFailed("start", server.home.home, output);
    await sleep(100);
  }
}

/** A fast shutdown: ends the connections, writes everything down, and returns when the server is gone. */
export async function stopServer(server: Server): Promise<void> {
  const stopped = await control(server, ["stop", "--mode=fast", "--wait", "--timeout=300"]);
  if (stopped.code !== 0) throw postgresFailed("stop", server.home.home, stopped.output);
}

/**
 * pg_ctl makes the server the leader of its own session, which Ctrl-C does not reach. Paths are relative
 * to the cluster because pg_ctl hands them to a shell between double quotes.
 */
function control({ home, binaries, account }: Server, args: string[]) {
  return run(binaries.pgCtl, args, { account, cwd: home.cluster, env: { PGDATA: home.cluster } });
}

async function rotate(log: string): Promise<number> {
  const size = (await stat(log).catch(() => undefined))?.size ?? 0;
  if (size < largestLog) return size;
  await rename(log, `${log}.1`);
  return 0;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject()));
    });
  });
}
