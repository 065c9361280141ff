import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { START_FLAGS } from "./start-flags.ts";

/** What a server has used so far. */
export interface Usage {
  readonly cpuMs: number;
  readonly rssBytes: number;
  /** of objects, with what is garbage already */
  readonly heapBytes: number;
}

/** A server in a process of its own. */
export interface Child {
  readonly url: string;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** ends the server */
  readonly signal: AbortSignal;
  /** where to put a CPU profile; undefined: none is taken */
  readonly profileDir: string | undefined;
}

export async function startChild(
  file: string,
  environment: Record<string, string>,
  { signal, profileDir }: StartOptions,
): Promise<Child> {
  const profiling = profileDir === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileDir}`];
  const execArgv = [...START_FLAGS, ...profiling];
  const env = { PATH: process.env.PATH, NODE_ENV: "production", ...environment };
  const child = fork(join(import.meta.dirname, file), { execArgv, env, signal });
  child.on("error", () => undefined);
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const message = async <T>(): Promise<T> => {
    const first = await Promise.race([once(child, "message"), ended.then(() => undefined)]);
    if (first === undefined) throw new Error(`${file} ended too early`);
    return first[0] as T;
  };
  const { url } = await message<{ url: string }>();
  return {
    url,
    async usage() {
      child.send("usage");
      return await message<Usage>();
    },
    async stop() {
      child.send("stop");
      await ended;
    },
  };
}

/** The child's side: tells where it listens, answers for its use, and stops when it is told to. */
export function serveParent(url: string, stop: () => Promise<void>): void {
  const tell = (message: object): void => void process.send?.(message);
  process.on("message", async (wish) => {
    if (wish === "usage") {
      const { user, system } = process.cpuUsage();
      const { rss: rssBytes, heapUsed: heapBytes } = process.memoryUsage();
      tell({ cpuMs: (user + system) / 1000, rssBytes, heapBytes } satisfies Usage);
    } else {
      await stop();
      process.disconnect?.();
    }
  });
  // the parent is gone: nobody is left to stop us
  process.on("disconnect", () => process.exit());
  tell({ url });
}
