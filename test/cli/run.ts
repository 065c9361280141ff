import { Readable } from "node:stream";
import { runCommandLine } from "../../src/cli/command-line.ts";
import { filesRead } from "../support/installation.ts";

/** What a command said, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

/** Runs one command of the command line, within the test; process.test.ts runs the real thing. */
export function run(environment: Readonly<Record<string, string>>, ...words: string[]): Promise<Ran> {
  return runTyping([], environment, ...words);
}

/** The same with these lines typed in. */
export async function runTyping(
  lines: readonly string[],
  environment: Readonly<Record<string, string>>,
  ...words: string[]
): Promise<Ran> {
  const said = { out: "", errors: "" };
  const code = await runCommandLine({
    words,
    environment,
    opened: await filesRead(),
    input: Readable.from(lines.map((line) => `${line}\n`)),
    write: (text) => {
      said.out += text;
    },
    complain: (text) => {
      said.errors += text;
    },
  });
  return { code, ...said };
}
