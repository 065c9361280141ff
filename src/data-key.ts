import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Config, parseDataKey } from "./config.ts";
import { AppError } from "./model/errors.ts";
import { newKey } from "./store/keys/sealed.ts";

/** The key of a demo, in DATA_DIR. */
export const KEY_FILE = "data.key";
/** Only who runs the server may read it. */
const PRIVATE = 0o600;

/** The DATA_KEY: what was set, or in a demo one of its own that lies with the data. */
export interface DataKey {
  readonly bytes: Buffer;
  /** where the demo keeps it; absent: it was set */
  readonly file?: string;
}

/** @throws AppError "config": none is set, and this is no demo; the file of the demo holds none */
export async function dataKeyOf(config: Pick<Config, "dataKey" | "dataDir" | "demo">): Promise<DataKey> {
  if (config.dataKey) return { bytes: config.dataKey };
  const file = join(config.dataDir, KEY_FILE);
  if (!config.demo) {
    const text = "DATA_KEY: expected 32 bytes in base64, got nothing. Make one: openssl rand -base64 32";
    throw new AppError("config", `${text}\nThe key of a demo lies in its DATA_DIR: ${KEY_FILE}`);
  }
  await mkdir(config.dataDir, { recursive: true });
  if (!existsSync(file)) await makeIn(file);
  const bytes = parseDataKey((await readFile(file, "utf8")).trim());
  if (!bytes) throw new AppError("config", `${file}: expected 32 bytes in base64`);
  return { bytes, file };
}

/** Whoever comes first makes it, whole. */
async function makeIn(file: string): Promise<void> {
  const whole = `${file}.${randomUUID()}`;
  await writeFile(whole, `${newKey().toString("base64")}\n`, { mode: PRIVATE });
  await link(whole, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await unlink(whole);
}
