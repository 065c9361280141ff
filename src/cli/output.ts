import type { Command } from "commander";
import type { Config } from "../config.ts";
import { openProduct, type Product } from "../product.ts";

/** What every command needs to know of where it runs. */
export type ConfigOf = () => Config;

/** Adds `--json`: for scripts; the shapes are in README. */
export function withJson(command: Command): Command {
  return command.option("--json", "answer in JSON, for scripts").exitOverride();
}

/** Prints the answer of a command: as JSON when asked for, else in words. */
export function print(options: { json?: boolean }, value: unknown, words: string): void {
  process.stdout.write(options.json ? `${JSON.stringify(value)}\n` : `${words}\n`);
}

/** Runs one command on the product and closes it. */
export async function withProduct<T>(config: ConfigOf, work: (product: Product) => Promise<T>): Promise<T> {
  const product = await openProduct(config());
  try {
    return await work(product);
  } finally {
    await product.close();
  }
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
