import { CommanderError } from "commander";
import { createProgram } from "./cli/program.ts";
import { AppError } from "./model/errors.ts";

/** Exit codes: 0 done, 1 it went wrong, 2 the command was not understood. */
async function main(): Promise<number> {
  try {
    await createProgram(process.env).parseAsync(process.argv);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const text = error instanceof AppError ? error.message : `Unexpected: ${(error as Error).stack}`;
    process.stderr.write(`${text}\n`);
    return error instanceof AppError && error.code === "input" ? 2 : 1;
  }
}

process.exitCode = await main();
