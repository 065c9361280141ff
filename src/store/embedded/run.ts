import { spawn } from "node:child_process";
import type { Account } from "./account.ts";

/** How a program ended: its exit code, and what it wrote on both streams. */
type Ran = { code: number; output: string };

/**
 * Runs a program to its end, as `account` when given. A program that cannot be run at all ends with code 127
 * and the reason as output, as in a shell; it never throws.
 *
 * The program gets a process group of its own, so that Ctrl-C in the terminal reaches only us and we can stop
 * in order. It gets none of our environment either: that holds secrets, and PG* variables change PostgreSQL.
 */
export function run(
  file: string,
  args: readonly string[],
  options: { account?: Account | undefined; cwd?: string; env?: Record<string, string> } = {},
): Promise<Ran> {
  const { PATH, SystemRoot, TEMP } = process.env;
  const env = { PATH, SystemRoot, TEMP, LC_ALL: "C", ...options.env };
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: options.cwd ?? "/",
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
      windowsHide: true,
      ...options.account,
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 128, output: Buffer.concat(chunks).toString().trim() }));
  });
}
