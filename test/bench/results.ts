import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { asService } from "../../src/store/acting.ts";
import { removeData, temporaryFolder } from "../store/embedded/folders.ts";

const RESULTS = join(import.meta.dirname, "../../bench/results");

/** Where a bench has its data, and where it puts what it found. */
interface Bench {
  /** new, and removed in the end */
  readonly dataDir: string;
  readonly results: string;
  /** told to stop, it ends the servers; the failure that follows from it puts everything away */
  readonly told: AbortSignal;
  write(file: string, content: string): Promise<void>;
}

export async function runBench(work: (bench: Bench) => Promise<void>): Promise<void> {
  const told = new AbortController();
  process.on("SIGINT", () => told.abort());
  process.on("SIGTERM", () => told.abort());
  const dataDir = await temporaryFolder();
  try {
    await mkdir(RESULTS, { recursive: true });
    const write = (file: string, content: string) => writeFile(join(RESULTS, file), content);
    await asService("command-line", () => work({ dataDir, results: RESULTS, told: told.signal, write }));
  } finally {
    await removeData(dataDir);
  }
}

export const asJson = (report: unknown): string => `${JSON.stringify(report, undefined, 2)}\n`;
