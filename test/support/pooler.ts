import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import pg from "pg";

/** A pooler in transaction mode: each transaction of a client may meet another connection to the server. */
export interface Pooler {
  readonly url: string;
  /** how often a statement was prepared anew, because the connection did not know it */
  readonly preparedAnew: number;
  close(): Promise<void>;
}

interface Client {
  readonly socket: Socket;
  /** name → the message that prepares it */
  readonly statements: Map<string, Buffer>;
  readonly queue: Buffer[];
  server?: Server;
}
interface Server {
  readonly socket: Socket;
  readonly prepared: Set<string>;
  /** what prepares is under way; `ours`: the client did not ask for it */
  parsing: { readonly name: string; readonly ours: boolean }[];
  client?: Client;
}

const message = (type: string, ...parts: readonly (string | Buffer)[]): Buffer => {
  const body = Buffer.concat(parts.map((it) => (typeof it === "string" ? Buffer.from(`${it}\0`) : it)));
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const READY = message("Z", Buffer.from("I"));
const WELCOME = Buffer.concat([
  message("R", Buffer.alloc(4)),
  message("S", "client_encoding", "UTF8"),
  message("S", "DateStyle", "ISO, MDY"),
  READY,
]);

/** Splits what comes into messages. */
function framed(take: (message: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5 && rest.length >= rest.readInt32BE(1) + 1) {
      const end = rest.readInt32BE(1) + 1;
      take(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  };
}

const typeOf = (it: Buffer): string => String.fromCharCode(it[0] as number);
/** The word that begins at `at`. */
const wordAt = (it: Buffer, at: number): string => it.toString("utf8", at, it.indexOf(0, at));

/** @param url as whom everybody behind it speaks @param connections to the server */
export async function startPooler(url: string, connections: number): Promise<Pooler> {
  const free: Server[] = [];
  const line: Client[] = [];
  const sockets = new Set<Socket>();
  let preparedAnew = 0;

  const prepare = (server: Server, name: string, parse: Buffer, ours: boolean): void => {
    server.parsing.push({ name, ours });
    server.socket.write(parse);
  };
  const forward = (client: Client, server: Server, it: Buffer): void => {
    const type = typeOf(it);
    if (type === "P") {
      const name = wordAt(it, 5);
      if (name !== "") client.statements.set(name, it);
      // it is known there by another client: prepared once more under this name it would be refused
      if (server.prepared.has(name)) {
        server.socket.write(message("C", Buffer.from("S"), name));
        server.prepared.delete(name);
      }
      prepare(server, name, it, false);
      return;
    }
    if (type === "B") {
      const name = wordAt(it, it.indexOf(0, 5) + 1);
      const known = server.prepared.has(name) || server.parsing.some((one) => one.name === name);
      const parse = client.statements.get(name);
      if (!known && parse) {
        preparedAnew++;
        prepare(server, name, parse, true);
      }
    }
    server.socket.write(it);
  };
  const pump = (client: Client): void => {
    if (!client.server) {
      const server = free.shift();
      if (!server) {
        if (!line.includes(client)) line.push(client);
        return;
      }
      client.server = server;
      server.client = client;
    }
    for (const it of client.queue.splice(0)) forward(client, client.server, it);
  };
  const release = (server: Server): void => {
    delete server.client?.server;
    delete server.client;
    free.push(server);
    const next = line.shift();
    if (next) pump(next);
  };

  const fromServer = (server: Server, it: Buffer): void => {
    const type = typeOf(it);
    // nobody behind it closes statements itself
    if (type === "3") return;
    if (type === "1") {
      const parsed = server.parsing.shift();
      if (parsed?.name) server.prepared.add(parsed.name);
      if (parsed?.ours) return;
    }
    server.client?.socket.write(it);
    if (type !== "Z") return;
    server.parsing = [];
    if (it.toString("latin1", 5) === "I") release(server);
  };
  const open = async (): Promise<void> => {
    const driver = new pg.Client({ connectionString: url });
    await driver.connect();
    const { stream: socket } = (driver as unknown as { connection: { stream: Socket } }).connection;
    socket.removeAllListeners("data");
    const server: Server = { socket, prepared: new Set(), parsing: [] };
    socket.on(
      "data",
      framed((it) => fromServer(server, it)),
    );
    driver.on("error", () => undefined);
    sockets.add(socket);
    release(server);
  };

  const front = createServer((socket) => {
    const client: Client = { socket, statements: new Map(), queue: [] };
    const take = framed((it) => {
      if (typeOf(it) === "X") return void socket.end();
      client.queue.push(Buffer.from(it));
      pump(client);
    });
    sockets.add(socket);
    // its first message says who it is, which the server is not told
    socket.once("data", () => {
      socket.write(WELCOME);
      socket.on("data", take);
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      if (line.includes(client)) line.splice(line.indexOf(client), 1);
      // in the middle of a transaction: that connection is of no use any more
      if (!client.server || !front.listening) return;
      client.server.socket.destroy();
      void open();
    });
  });
  await Promise.all(Array.from({ length: connections }, open));
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
  const at = new URL(url);
  at.port = String((front.address() as AddressInfo).port);
  return {
    url: at.href,
    get preparedAnew() {
      return preparedAnew;
    },
    async close() {
      front.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
