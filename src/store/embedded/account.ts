import { stat } from "node:fs/promises";
import { AppError } from "../../model/errors.ts";
import { run } from "./run.ts";

/** The operating-system user that runs PostgreSQL when we are root. */
export type Account = { uid: number; gid: number };

const systemUsers = ["skridt", "postgres", "_postgres"];

/**
 * Who runs PostgreSQL. `undefined` means ourselves; only root needs someone else, because PostgreSQL refuses
 * to run as root. The owner of a cluster that exists stays its owner. Otherwise the owner of the data folder
 * is preferred, so that `sudo npm start` in a person's own clone leaves files that the person can use later.
 */
export async function accountFor(dataDir: string, cluster: string | undefined): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  if (cluster !== undefined) {
    const owner = await ownerOf(cluster);
    if (owner !== undefined) return owner;
  }
  const owner = await ownerOf(dataDir);
  // initdb refuses a user id without a name.
  if (owner !== undefined && (await run("id", ["-un", String(owner.uid)])).code === 0) return owner;
  return (await findSystemUser()) ?? (await createSystemUser());
}

async function ownerOf(path: string): Promise<Account | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found === undefined || found.uid === 0 ? undefined : { uid: found.uid, gid: found.gid };
}

async function findSystemUser(): Promise<Account | undefined> {
  for (const name of systemUsers) {
    const uid = await run("id", ["-u", name]);
    const gid = await run("id", ["-g", name]);
    if (uid.code === 0 && gid.code === 0) return { uid: Number(uid.output), gid: Number(gid.output) };
  }
  return undefined;
}

async function createSystemUser(): Promise<Account> {
  const created = await run("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--home-dir=/nonexistent",
    "--shell=/bin/false",
    "skridt",
  ]);
  const account = await findSystemUser();
  if (account !== undefined) return account;
  throw new AppError(
    "config",
    "PostgreSQL refuses to run as root, and no user named skridt or postgres exists or could be created: " +
      "start as an ordinary user, create a user named skridt, or set DATABASE_URL",
    { details: { output: created.output } },
  );
}
