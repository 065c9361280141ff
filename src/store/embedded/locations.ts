import { createHash, randomBytes } from "node:crypto";
import { access, chown, constants, mkdir, open, readFile, realpath, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { AppError } from "../../model/errors.ts";
import type { Account } from "./account.ts";
import { publicFolder } from "./binaries.ts";
import { errorCode, folderFailed } from "./failure.ts";
import { run } from "./run.ts";

/** Where root keeps what PostgreSQL's user must reach and cannot reach in the data folder. */
const sharedRoot = "/var/lib/skridt";

/** The parts that always lie in the data folder. `folder` holds the others. */
export type DataFolder = { dataDir: string; folder: string; lock: string; password: string; pointer: string };

/** The parts that PostgreSQL's user must reach: `home` holds the others. `copies` is for copied binaries. */
export type Home = { home: string; cluster: string; log: string; copies: string };

/** Makes the data folder and `postgres` in it. Errors say which folder and what was expected. */
export async function openDataFolder(path: string): Promise<DataFolder> {
  try {
    const made = await mkdir(resolve(path), { recursive: true });
    const dataDir = await realpath(path);
    if (made !== undefined) await inheritOwner(await realpath(made), dataDir);
    const folder = join(dataDir, "postgres");
    await refuseForeignData(dataDir);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return {
      dataDir,
      folder,
      lock: join(folder, "start.lock"),
      password: join(folder, "password"),
      pointer: join(folder, "location.txt"),
    };
  } catch (error) {
    throw error instanceof AppError ? error : folderFailed(path, error);
  }
}

/** What root makes in a person's folder, from `top` down to `folder`, belongs to that person. */
async function inheritOwner(top: string, folder: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(dirname(top));
  for (let path = folder; path.length >= top.length; path = dirname(path)) {
    await chown(path, uid, gid).catch(() => undefined);
  }
}

async function refuseForeignData(dataDir: string): Promise<void> {
  const version = await readFile(join(dataDir, "PG_VERSION"), "utf8").catch(() => undefined);
  if (version === undefined) return;
  throw new AppError(
    "config",
    `DATA_DIR ${dataDir}: expected a folder for Skridt, got the data of another PostgreSQL: choose another folder`,
  );
}

/** Where the cluster was put when it was created, if it was. */
export async function knownHome(data: DataFolder): Promise<Home | undefined> {
  const text = await readFile(data.pointer, "utf8").catch(() => undefined);
  if (text === undefined) return (await exists(homeAt(data.folder).cluster)) ? homeAt(data.folder) : undefined;
  const home = text.split("\n")[0]!;
  if (!(await exists(home))) {
    throw new AppError("config", `${data.pointer}: expected the database in ${home}, got nothing there: put it back`);
  }
  return homeAt(home, sharedRoot);
}

/**
 * Chooses where a new cluster goes: the data folder, or a folder of its own when PostgreSQL's user cannot
 * enter that. A pointer file in the data folder then says where.
 */
export async function chooseHome(data: DataFolder, account: Account | undefined): Promise<Home> {
  if (account === undefined || (await give(data.folder, account))) {
    if (account !== undefined) await chown(data.lock, account.uid, account.gid);
    return homeAt(data.folder);
  }
  try {
    const home = await newSharedHome(data.dataDir);
    await chown(home, account.uid, account.gid);
    await writeFile(join(home, "origin.txt"), `${data.dataDir}\n`);
    const why = "The database is there because PostgreSQL cannot run as root and its user may not enter this folder.";
    await replaceFile(data.pointer, `${home}\n${why}\n`, 0o644);
    return homeAt(home, sharedRoot);
  } catch (cause) {
    throw folderFailed(sharedRoot, cause);
  }
}

/** Never an existing folder: a deleted data folder means a fresh start, yet what it had is not overwritten. */
async function newSharedHome(dataDir: string): Promise<string> {
  await publicFolder(sharedRoot);
  const key = createHash("sha256").update(dataDir).digest("hex").slice(0, 12);
  for (let attempt = 1; ; attempt++) {
    const home = join(sharedRoot, attempt === 1 ? key : `${key}-${attempt}`);
    try {
      await mkdir(home, { mode: 0o700 });
      return home;
    } catch (error) {
      if (errorCode(error) !== "EEXIST") throw error;
    }
  }
}

/** Hands `folder` over to the account; false, and as before, when the account cannot reach or write it. */
async function give(folder: string, account: Account): Promise<boolean> {
  const before = await stat(folder);
  try {
    await chown(folder, account.uid, account.gid);
  } catch {
    return false;
  }
  const entered = await run("sh", ["-c", 'cd -- "$1" && test -w .', "sh", folder], { account });
  if (entered.code !== 0) await chown(folder, before.uid, before.gid);
  return entered.code === 0;
}

function homeAt(home: string, copies = home): Home {
  return { home, cluster: join(home, "cluster"), log: join(home, "server.log"), copies };
}

/** The superuser's password: 256 random bits, made once, readable by its owner only. */
export async function passwordIn(data: DataFolder, clusterExists: boolean): Promise<string> {
  const known = await readFile(data.password, "utf8").catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return undefined;
    throw folderFailed(data.password, error);
  });
  if (known !== undefined && known.trim() !== "") return known.trim();
  if (clusterExists) {
    throw new AppError("config", `${data.password}: the database's password is missing: put the file back from a copy`);
  }
  const password = randomBytes(32).toString("base64url");
  await replaceFile(data.password, `${password}\n`, 0o600);
  return password;
}

async function replaceFile(path: string, text: string, mode: number): Promise<void> {
  const half = `${path}.half`;
  await writeFile(half, text, { mode, flush: true });
  const { uid, gid } = await stat(dirname(path));
  if (process.getuid?.() === 0) await chown(half, uid, gid);
  await rename(half, path);
}

/** Makes a rename in `folder` survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  await using handle = await open(folder);
  await handle.sync();
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
