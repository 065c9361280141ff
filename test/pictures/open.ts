import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pictures } from "../../src/pictures/index.ts";
import { openPictures } from "../../src/pictures/index.ts";

export const MEDIA_DIR = join(import.meta.dirname, "../../media");

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "skridt-pictures-"));
}

/** The product's own pictures, with a fresh cache. */
export function openOurs(overrideDir?: string): Promise<Pictures> {
  return openPictures({
    mediaDir: MEDIA_DIR,
    cacheDir: temporaryFolder(),
    ...(overrideDir === undefined ? {} : { overrideDir }),
  });
}
