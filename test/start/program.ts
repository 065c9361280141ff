import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

/** `npm start` as a process of its own. */
export interface Program {
  readonly process: ChildProcess;
  /** what it has said to the newcomer so far */
  readonly lines: readonly string[];
  /** Resolves with the first line that matches, said or yet to come. @throws with all it said when it ends first */
  line(pattern: RegExp): Promise<string>;
  /** Resolves when it has ended. */
  readonly ended: Promise<{ code: number | null; signal: string | null; errors: string }>;
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: string | null; errors: string }>;
}

/** Starts the program with nothing set but this. */
export function startProgram(environment: Record<string, string>): Program {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn("node_modules/.bin/node", ["src/main.ts"], {
    env: { PATH, HOME, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const waiting = new Set<(line: string) => void>();
  createInterface(child.stdout).on("line", (line) => {
    lines.push(line);
    for (const it of [...waiting]) it(line);
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal, errors }));
  return {
    process: child,
    lines,
    line(pattern) {
      const said = lines.find((line) => pattern.test(line));
      if (said !== undefined) return Promise.resolve(said);
      return new Promise((done, fail) => {
        const look = (line: string): void => {
          if (!pattern.test(line)) return;
          waiting.delete(look);
          done(line);
        };
        waiting.add(look);
        void ended.then(() => fail(new Error(`it ended without saying ${pattern}:\n${lines.join("\n")}\n${errors}`)));
      });
    },
    ended,
    async end(signal) {
      child.kill(signal);
      return await ended;
    },
  };
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
