import { type ListenOptions, Server } from "node:net";

/** Preloaded into a program that would listen on all interfaces: it is reached from this machine only. */
const listen = Server.prototype.listen as (this: Server, options: ListenOptions, listening?: () => void) => Server;

Server.prototype.listen = function (this: Server, ...given: unknown[]): Server {
  const [port] = given;
  const listening = given.find((it) => typeof it === "function") as (() => void) | undefined;
  const asked = typeof port === "object" && port !== null ? (port as ListenOptions) : { port: Number(port) };
  return listen.call(this, { ...asked, host: "127.0.0.1" }, listening);
} as typeof Server.prototype.listen;
