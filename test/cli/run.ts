import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** What a command said, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

/** Runs one command of the command line as a process of its own. */
export async function run(environment: Readonly<Record<string, string>>, ...words: string[]): Promise<Ran> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn("node_modules/.bin/node", ["src/cli.ts", ...words], { env: { PATH, HOME, ...environment } });
  const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code, out, errors };
}
