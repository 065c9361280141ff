import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder that any user may enter, unless `mode` says otherwise. */
export async function temporaryFolder(mode = 0o755): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "skridt-test-"));
  await chmod(folder, mode);
  return folder;
}

/** The folder with the cluster of a data folder, wherever it was put. */
export async function homeOf(dataDir: string): Promise<string> {
  const folder = join(dataDir, "postgres");
  const pointer = await readFile(join(folder, "location.txt"), "utf8").catch(() => folder);
  return pointer.split("\n")[0]!;
}

/** Removes a data folder together with what it points to. The server must have stopped. */
export async function removeData(dataDir: string): Promise<void> {
  await rm(await homeOf(dataDir), { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}
