import { CommanderError } from "commander";
import { readConfig } from "../config.ts";
import { AppError } from "../model/errors.ts";
import type { Streams } from "./output.ts";
import { createProgram } from "./program.ts";

/** What a process has: words, settings, and its streams. */
export interface Process extends Omit<Streams, "config" | "fail"> {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Runs one command. Exit codes: 0 done, 1 it went wrong, 2 the command was not understood. */
export async function runCommandLine({ words, environment, ...streams }: Process): Promise<number> {
  let code = 0;
  const fail = () => {
    code = 1;
  };
  try {
    await createProgram({ ...streams, config: () => readConfig(environment), fail }).parseAsync(words, {
      from: "user",
    });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const text = error instanceof AppError ? error.message : `Unexpected: ${(error as Error).stack}`;
    streams.complain(`${text}\n`);
    return error instanceof AppError && error.code === "input" ? 2 : 1;
  }
}
