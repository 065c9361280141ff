import type { Server, ServerOptions } from "node:http";
import { serve } from "@hono/node-server";
import { AppError } from "../model/errors.ts";

interface Place {
  readonly host: string;
  readonly port: number;
}

type Patience = Pick<
  ServerOptions,
  "headersTimeout" | "requestTimeout" | "keepAliveTimeout" | "connectionsCheckingInterval"
>;

/** How long one may take to ask, milliseconds: a big photo over a slow network comes through, one who drips does not. */
const PATIENCE: Patience = {
  headersTimeout: 15_000,
  requestTimeout: 180_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};
/** Each open page keeps one, to be told what is new. */
const MOST_CONNECTIONS = 8_000;

type Fetch = (request: Request, env: unknown) => Response | Promise<Response>;

/** @throws AppError "config": it cannot listen there, and what to do */
export function listen(at: Place, fetch: Fetch, patience: Patience = PATIENCE): Promise<Server> {
  return new Promise((done, fail) => {
    const { host: hostname, port } = at;
    const server = serve({ fetch, hostname, port, serverOptions: patience }, () => done(server)) as Server;
    server.maxConnections = MOST_CONNECTIONS;
    server.once("error", (error: NodeJS.ErrnoException) => fail(cannotListen(at, error)));
  });
}

function cannotListen({ host, port }: Place, error: NodeJS.ErrnoException): AppError {
  const texts: Record<string, string> = {
    EADDRINUSE: `PORT: ${port} is in use on ${host}. Stop the other program, or choose another port: PORT=${port + 1} npm start`,
    EACCES: `PORT: ${port} may not be opened by this user. Choose one above 1023.`,
    EADDRNOTAVAIL: `HOST: ${host} is no address of this machine.`,
    ENOTFOUND: `HOST: ${host} is no known address.`,
  };
  const text = texts[error.code ?? ""] ?? `HOST, PORT: cannot listen on ${host}:${port} (${error.code}).`;
  return new AppError("config", text, { cause: error });
}

/** Open event streams would keep a server from ending: they are cut, their pages come back by themselves. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeAllConnections();
  await closed;
}
