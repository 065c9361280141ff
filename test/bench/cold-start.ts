import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { START_FLAGS } from "./start-flags.ts";

/** Milliseconds from starting the program. */
export interface ColdStart {
  /** until the port takes connections */
  readonly listeningMs: number;
  /** until the database runs and everything is served */
  readonly readyMs: number;
}

/** Starts the product as `npm start` does on a data folder that exists and that nobody uses, and stops it again. */
export async function coldStart(dataDir: string): Promise<ColdStart> {
  const port = await freePort();
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "warn" };
  const begun = performance.now();
  const main = join(import.meta.dirname, "../../src/main.ts");
  const child = spawn(process.execPath, [...START_FLAGS, main], { env, stdio: ["ignore", "ignore", "inherit"] });
  const ended = once(child, "exit");
  const running = () => child.exitCode === null;
  while (running() && !(await takesConnections(port))) await sleep(5);
  const listeningMs = performance.now() - begun;
  while (running() && !(await isReady(port))) await sleep(5);
  const readyMs = performance.now() - begun;
  if (!running()) throw new Error("the product did not start");
  child.kill("SIGTERM");
  await ended;
  return { listeningMs, readyMs };
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      done(true);
    });
    socket.on("error", () => done(false));
  });
}

async function isReady(port: number): Promise<boolean> {
  const answered = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
  return answered?.status === 200;
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
