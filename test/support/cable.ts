import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A way to a server that can be cut, as a cable can. */
export interface Cable {
  readonly url: string;
  /** ends all connections and refuses new ones */
  cut(): Promise<void>;
  /** lets connections through again, by the same address */
  mend(): Promise<void>;
  /** from now on each piece takes so long to the other end, milliseconds */
  slow(ms: number): void;
  close(): Promise<void>;
}

export async function cableTo(serverUrl: string): Promise<Cable> {
  const target = new URL(serverUrl);
  let delay = 0;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        open.delete(socket);
        other.destroy();
      });
      carry(socket, other, () => delay);
    }
  });
  const listen = async (port: number): Promise<void> => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  const cut = async (): Promise<void> => {
    const closed = new Promise((done) => server.close(done));
    for (const socket of open) socket.resetAndDestroy();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(serverUrl);
  url.port = String(port);
  return {
    // without the slash that URL puts behind a host alone
    url: serverUrl.endsWith("/") ? url.href : url.href.replace(/\/$/, ""),
    cut,
    mend: () => listen(port),
    slow(ms) {
      delay = ms;
    },
    close: async () => {
      if (server.listening) await cut();
    },
  };
}

/** In order, each piece as late as it is slow then. */
function carry(from: Socket, to: Socket, delay: () => number): void {
  let last = Promise.resolve();
  const after = (work: () => void): void => {
    const ms = delay();
    last = ms === 0 ? last.then(work) : Promise.all([last, sleep(ms)]).then(work);
  };
  from.on("data", (piece) => after(() => void to.write(piece)));
  from.on("end", () => after(() => void to.end()));
}
