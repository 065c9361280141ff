import type { Readable } from "node:stream";
import type { Command } from "commander";
import type { Config } from "../config.ts";
import { AppError } from "../model/errors.ts";
import { type Opened, openProduct, type Product } from "../product.ts";
import { isDay } from "../schedule/local.ts";
import { asService } from "../store/acting.ts";
import type { Asked } from "./asked.ts";
import { noteLooks } from "./looks.ts";

/** Where the command line runs: its settings, what is typed in, and where it answers. */
export interface Streams {
  config(): Config;
  /** read already, for several commands in one process */
  readonly opened?: Opened;
  readonly input: Readable;
  write(text: string): void;
  complain(text: string): void;
  /** Says that the answer is bad news: the exit code becomes 1. */
  fail(): void;
}

/** Where one command runs. */
export interface Terminal extends Streams {
  /** what was asked of it */
  asked(): Asked;
}

/** Adds `--json`: for scripts; the shapes are in README. */
export function withJson(command: Command): Command {
  return command.option("--json", "answer in JSON, for scripts").exitOverride();
}

/** Prints the answer of a command: as JSON when asked for, else in words. */
export function print(terminal: Terminal, options: { json?: boolean }, value: unknown, words: string): void {
  terminal.write(options.json ? `${JSON.stringify(value)}\n` : `${words}\n`);
}

/** Runs one command on the product and closes it. Of whom it was asked, and whom its answer names, it has looked at (R23). */
export async function withProduct<T>(terminal: Terminal, work: (product: Product) => Promise<T>): Promise<T> {
  const { opened } = terminal;
  return await asService("command-line", async () => {
    const product = await openProduct(terminal.config(), opened ? { opened } : {});
    try {
      return await noteLooks(product, terminal.asked(), () => work(product));
    } finally {
      await product.close();
    }
  });
}

/** @throws AppError "input": it is given, and no day */
export function mustBeDay(name: string, day: string | undefined): void {
  if (day === undefined || isDay(day)) return;
  throw new AppError("input", `--${name}: expected a day such as 2026-11-27, got "${day}"`);
}

/** A plain table for the terminal. */
export function table(rows: readonly Readonly<Record<string, string>>[]): string {
  const first = rows[0];
  if (!first) return "(none)";
  const names = Object.keys(first);
  const width = (name: string) => Math.max(name.length, ...rows.map((row) => (row[name] ?? "").length));
  const line = (cells: Readonly<Record<string, string>>) =>
    names
      .map((name) => (cells[name] ?? "").padEnd(width(name)))
      .join("  ")
      .trimEnd();
  return [line(Object.fromEntries(names.map((name) => [name, name]))), ...rows.map(line)].join("\n");
}
