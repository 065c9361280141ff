import { readFile, realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../../model/errors.ts";
import { connect } from "./connection.ts";
import { errorCode } from "./failure.ts";
import { run } from "./run.ts";

/** Longest wait for a server that recovers or shuts down. Milliseconds. */
const patience = 300_000;
/** The same where the system does not show what a process is: PostgreSQL itself decides after that. */
const patienceWithUnknown = 15_000;

/** What postmaster.pid says. Its lines are documented in PostgreSQL's `miscadmin.h`. */
type Postmaster = { pid: number; port: number };

/**
 * The port of the server that runs on `cluster`, or `undefined` when none does. It is ours when it knows our
 * password (SCRAM proves that in both directions) and says that its data lie in `cluster`. A server that is
 * starting, recovering or stopping is waited for.
 */
export async function findRunning(cluster: string, password: string): Promise<number | undefined> {
  const begun = Date.now();
  while (Date.now() < begun + patience) {
    const postmaster = await readPostmaster(cluster);
    if (postmaster === undefined) return undefined;
    const identity = await identify(postmaster);
    if (identity === "gone" || identity === "other") return undefined;
    if (identity === "unknown" && Date.now() > begun + patienceWithUnknown) return undefined;
    const answer = await ask(postmaster.port, password);
    if (answer.state === "up") {
      const isOurs = (await realpath(answer.dataDirectory).catch(() => "")) === (await realpath(cluster));
      return isOurs ? postmaster.port : undefined;
    }
    await sleep(50);
  }
  throw new AppError("unavailable", `${cluster}: its PostgreSQL runs but takes no connections: stop it and try again`);
}

/**
 * PostgreSQL sees for itself that the process in postmaster.pid is dead, but not that its number now belongs
 * to something else. It does take its own parent for a stale owner, so we put ourselves there. Deleting the
 * file would also delete what lets it find survivors of a crashed server in the shared memory.
 */
export async function disownStalePid(cluster: string): Promise<void> {
  const file = join(cluster, "postmaster.pid");
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text !== undefined) await writeFile(file, text.replace(/^.*/, String(process.pid)));
}

async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && pid > 0 && Number.isInteger(port) && port > 0 ? { pid, port } : undefined;
}

async function identify({ pid, port }: Postmaster): Promise<"postmaster" | "other" | "gone" | "unknown"> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) === "ESRCH") return "gone";
  }
  const command = await commandOf(pid);
  if (command === undefined) return "unknown";
  return /postgres/.test(command) && command.split(/[\s\0]+/).includes(String(port)) ? "postmaster" : "other";
}

async function commandOf(pid: number): Promise<string | undefined> {
  if (process.platform === "linux") return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => undefined);
  const listed = await run("ps", ["-o", "command=", "-p", String(pid)]);
  return listed.code === 0 ? listed.output : undefined;
}

type Answer = { state: "up"; dataDirectory: string } | { state: "not yet" };

async function ask(port: number, password: string): Promise<Answer> {
  try {
    const client = await connect(port, password, "skridt");
    try {
      const { rows } = await client.query<{ setting: string }>("select current_setting('data_directory') as setting");
      return { state: "up", dataDirectory: rows[0]!.setting };
    } finally {
      await client.end();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    return { state: "not yet" };
  }
}
