import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import packed from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** Flags that the package sets for a cloud function and that would weaken, upset or slow down a browser under test. */
const UNWANTED = new Set([
  "--single-process",
  "--no-zygote",
  "--disable-web-security",
  "--allow-running-insecure-content",
  "--in-process-gpu",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
]);
/** Pages are painted without a graphics card, and without the costly imitation of one. */
const PLAIN_PAINTING = "--disable-gpu";
/** A microphone that hums, allowed without asking. */
const MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
const FOLDER = join(tmpdir(), `skridt-chromium-147.0.0-${process.getuid?.() ?? 0}`);

/** The Chromium out of its npm package. Close it when done. */
export async function launchBrowser(): Promise<Browser> {
  const args = [...packed.args.filter((flag) => !UNWANTED.has(flag)), PLAIN_PAINTING, ...MICROPHONE];
  return chromium.launch({ executablePath: await unpack(), args });
}

/** Unpacks once per machine; several test files may do it at the same time, and none sees half of it. */
async function unpack(): Promise<string> {
  const file = join(FOLDER, "chromium");
  if (existsSync(file)) return file;
  const own = await mkdtemp(`${FOLDER}-`);
  // in a process of its own: the package unpacks to TMPDIR, where the test that waits makes folders meanwhile
  const unpacking = `import { promisify } from "node:util";
import packed from ${JSON.stringify(import.meta.resolve("@sparticuz/chromium"))};\nawait packed.executablePath();`;
  const given = ["--input-type=module", "--eval", unpacking];
  await promisify(execFile)(process.execPath, given, { env: { ...process.env, TMPDIR: own } });
  await rename(own, FOLDER).catch(async (error: unknown) => {
    // Another was first.
    await rm(own, { recursive: true, force: true });
    if (!existsSync(file)) throw error;
  });
  return file;
}
