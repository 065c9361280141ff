import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Embedded, startEmbedded } from "../../../src/store/embedded/index.ts";
import { itWhen } from "../../support/it-when.ts";
import { homeOf, removeData, temporaryFolder } from "./folders.ts";

const asRoot = process.getuid?.() === 0;
const holderScript = fileURLToPath(new URL("holder.ts", import.meta.url));

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Starts on `dataDir`, runs `work` and stops. */
async function using<T>(dataDir: string, work: (embedded: Embedded) => Promise<T>): Promise<T> {
  const embedded = await startEmbedded({ dataDir });
  try {
    return await work(embedded);
  } finally {
    await embedded.stop();
  }
}

type Held = { url: string; adopted: boolean };

/** Another process, leader of its own process group as under a shell, that holds the database open. */
function hold(dataDir: string): ChildProcess {
  return fork(holderScript, [dataDir], { detached: true, execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
}

async function held(child: ChildProcess): Promise<Held> {
  for (;;) {
    const [message] = (await once(child, "message")) as [Held | { progress: string }];
    if ("url" in message) return message;
  }
}

async function release(child: ChildProcess): Promise<void> {
  child.send("stop");
  await once(child, "exit");
}

/** Ends `pid` (a group when negative) and returns when `child` is gone. */
async function end(child: ChildProcess, pid: number, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, "exit");
  process.kill(pid, signal);
  await gone;
}

async function pidFile(dataDir: string): Promise<{ path: string; text: string; pid: number }> {
  const path = join(await homeOf(dataDir), "cluster", "postmaster.pid");
  const text = await readFile(path, "utf8");
  return { path, text, pid: Number(text.split("\n")[0]) };
}

const isStopped = (dataDir: string) =>
  pidFile(dataDir).then(
    () => false,
    () => true,
  );

describe("one data folder", () => {
  let folder: string;
  let dataDir: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    dataDir = join(folder, "min mappe", "blåbærgrød");
  });
  afterAll(async () => {
    await removeData(dataDir);
    await removeData(folder);
  });

  it("creates the database the first time, in a path with spaces and æøå", async () => {
    const lines: string[] = [];
    const embedded = await startEmbedded({ dataDir, onProgress: (line) => lines.push(line) });
    expect(lines[0]).toMatch(/^Opretter database …/);
    expect(embedded.adopted).toBe(false);
    expect(embedded.url).toMatch(/^postgres:\/\/skridt:[\w-]{43}@127\.0\.0\.1:\d+\/skridt$/);
    const [settings] = await query(
      embedded.url,
      `select current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
         current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
         current_setting('server_encoding') as encoding, current_setting('password_encryption') as passwords,
         (select datlocale from pg_database where datname = 'skridt') as locale`,
    );
    expect(settings).toEqual({
      fsync: "on",
      checksums: "on",
      addresses: "127.0.0.1",
      sockets: "",
      encoding: "UTF8",
      passwords: "scram-sha-256",
      locale: "C.UTF-8",
    });
    await query(embedded.url, "create table kept (word text)");
    await query(embedded.url, "insert into kept values ('grød')");
    await embedded.stop();
    expect(await isStopped(dataDir)).toBe(true);
    expect((await stat(join(dataDir, "postgres", "password"))).mode & 0o777).toBe(0o600);
  });

  it("keeps the data for the next start, and says nothing then", async () => {
    const lines: string[] = [];
    const embedded = await startEmbedded({ dataDir, onProgress: (line) => lines.push(line) });
    expect(await query(embedded.url, "select word from kept")).toEqual([{ word: "grød" }]);
    expect(lines).toEqual([]);
    await embedded.stop();
  });

  it("removes what an interrupted creation left", async () => {
    const half = join(await homeOf(dataDir), "creating-half");
    await mkdir(join(half, "cluster"), { recursive: true });
    await using(dataDir, async () => expect(await readdir(await homeOf(dataDir))).not.toContain("creating-half"));
  });

  it("refuses a wrong password", async () => {
    await using(dataDir, async ({ url }) => {
      const wrong = url.replace(/:[\w-]{43}@/, ":guess@");
      await expect(query(wrong, "select 1")).rejects.toMatchObject({ code: "28P01" });
    });
  });

  it("writes nothing of a failed statement to the server's log", async () => {
    await using(dataDir, async ({ url }) => {
      await expect(query(url, "select 'a secret of a citizen'::int")).rejects.toThrow();
    });
    const log = await readFile(join(await homeOf(dataDir), "server.log"), "utf8");
    expect(log).toContain("database system is ready");
    expect(log).not.toContain("secret");
  });

  it("adopts the server that a killed process left behind, and stops it", async () => {
    const child = hold(dataDir);
    const { url } = await held(child);
    await end(child, child.pid!, "SIGKILL");
    await using(dataDir, async (embedded) => {
      expect(embedded).toMatchObject({ adopted: true, url });
      expect(await query(embedded.url, "select word from kept")).toHaveLength(1);
    });
    expect(await isStopped(dataDir)).toBe(true);
  });

  itWhen(process.platform !== "win32")("keeps the server out of reach of Ctrl-C in the terminal", async () => {
    const child = hold(dataDir);
    const { url } = await held(child);
    await end(child, -child.pid!, "SIGINT");
    await using(dataDir, async (embedded) => expect(embedded).toMatchObject({ adopted: true, url }));
  });

  it("starts again after the server itself was killed", async () => {
    const child = hold(dataDir);
    await held(child);
    process.kill((await pidFile(dataDir)).pid, "SIGKILL");
    await end(child, child.pid!, "SIGKILL");
    await using(dataDir, async (embedded) => {
      expect(embedded.adopted).toBe(false);
      expect(await query(embedded.url, "select word from kept")).toHaveLength(1);
    });
  });

  it("recognises a postmaster.pid whose number now belongs to another program", async () => {
    const { path, text } = await using(dataDir, () => pidFile(dataDir));
    const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    try {
      await writeFile(path, text.replace(/^\d+/, String(stranger.pid)));
      await using(dataDir, async (embedded) => expect(embedded.adopted).toBe(false));
      expect(stranger.exitCode).toBe(null);
    } finally {
      await end(stranger, stranger.pid!, "SIGKILL");
    }
  });

  it("stops with the last process that uses it, whoever started it", async () => {
    const first = await startEmbedded({ dataDir });
    const child = hold(dataDir);
    expect(await held(child)).toEqual({ url: first.url, adopted: true });
    await first.stop();
    const second = await startEmbedded({ dataDir });
    expect(second.adopted).toBe(true);
    await release(child);
    expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await second.stop();
    expect(await isStopped(dataDir)).toBe(true);
  });

  it("leaves the server to a client of another kind", async () => {
    const embedded = await startEmbedded({ dataDir });
    const client = new pg.Client({ connectionString: embedded.url });
    await client.connect();
    await embedded.stop();
    expect((await client.query("select word from kept")).rows).toHaveLength(1);
    await client.end();
    await using(dataDir, async ({ adopted }) => expect(adopted).toBe(true));
  });

  it("is started again at the same address when its server was killed, and stops as ever", async () => {
    const embedded = await startEmbedded({ dataDir });
    for (const signal of ["SIGKILL", "SIGQUIT"] as const) {
      process.kill((await pidFile(dataDir)).pid, signal);
      await expect
        .poll(() => query(embedded.url, "select word from kept").catch(() => "away"), { timeout: 20_000 })
        .toEqual([{ word: "grød" }]);
    }
    await embedded.stop();
    expect(await isStopped(dataDir)).toBe(true);
  });

  it("stops once, however often it is asked to", async () => {
    const embedded = await startEmbedded({ dataDir });
    await Promise.all([embedded.stop(), embedded.stop()]);
    await embedded.stop();
    expect(await isStopped(dataDir)).toBe(true);
  });

  it("names the version when the data belong to another PostgreSQL", async () => {
    const file = join(await homeOf(dataDir), "cluster", "PG_VERSION");
    const version = await readFile(file, "utf8");
    await writeFile(file, "15\n");
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({
      name: "AppError",
      code: "config",
      message: expect.stringMatching(/expected data of PostgreSQL \d+, got data of PostgreSQL 15/),
    });
    await writeFile(file, version);
  });

  it("gives the server's last words when it cannot start", async () => {
    const file = join(await homeOf(dataDir), "cluster", "postgresql.conf");
    const settings = await readFile(file, "utf8");
    await writeFile(file, `${settings}\nno_such_setting = on\n`);
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("PostgreSQL could not start"),
      details: { output: expect.stringContaining("no_such_setting") },
    });
    await writeFile(file, settings);
  });

  it("says when the password file is missing", async () => {
    const file = join(dataDir, "postgres", "password");
    const password = await readFile(file, "utf8");
    await writeFile(file, "");
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: "config", message: /password is missing/ });
    await writeFile(file, password);
  });
});

describe("a new data folder", () => {
  it("redoes a creation that was killed, once when several start at the same moment", async () => {
    const folder = await temporaryFolder();
    const dataDir = join(folder, "data");
    const killed = hold(dataDir);
    const [message] = await once(killed, "message");
    expect(message).toMatchObject({ progress: expect.stringContaining("Opretter") });
    await end(killed, killed.pid!, "SIGKILL");

    const children = [hold(dataDir), hold(dataDir), hold(dataDir)];
    const all = await Promise.all(children.map(held));
    expect(all.filter(({ adopted }) => !adopted)).toHaveLength(1);
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    await Promise.all(children.map(release));
    expect(await isStopped(dataDir)).toBe(true);
    await removeData(dataDir);
    await removeData(folder);
  });

  itWhen(asRoot)("works for root in a folder that only root may enter, and says where the data are", async () => {
    const folder = await temporaryFolder(0o700);
    const dataDir = join(folder, "data");
    const lines: string[] = [];
    const embedded = await startEmbedded({ dataDir, onProgress: (line) => lines.push(line) });
    const home = await homeOf(dataDir);
    expect(lines).toContain(`Databasen ligger i ${home}`);
    const [row] = await query(embedded.url, "select current_setting('data_directory') as place");
    expect(row).toEqual({ place: join(home, "cluster") });
    expect(await readFile(join(home, "origin.txt"), "utf8")).toBe(`${dataDir}\n`);
    await embedded.stop();
    await using(dataDir, async ({ adopted }) => expect(adopted).toBe(false));
    expect(await homeOf(dataDir)).toBe(home);
    await removeData(dataDir);
    await removeData(folder);
  });
});

describe("a folder that cannot be used", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => removeData(folder));

  it("names a file that stands in the way", async () => {
    const dataDir = join(folder, "file");
    await writeFile(dataDir, "");
    for (const path of [dataDir, join(dataDir, "below")]) {
      await expect(startEmbedded({ dataDir: path })).rejects.toMatchObject({
        code: "config",
        message: expect.stringContaining(`DATA_DIR ${path}: expected a folder, got a file`),
      });
    }
  });

  it("leaves the data of another PostgreSQL alone", async () => {
    const dataDir = join(folder, "other");
    await mkdir(dataDir);
    await writeFile(join(dataDir, "PG_VERSION"), "18\n");
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: "config", message: /another PostgreSQL/ });
    expect(await readdir(dataDir)).toEqual(["PG_VERSION"]);
  });

  itWhen(!asRoot)("names a folder that may not be written", async () => {
    const dataDir = join(folder, "closed");
    await mkdir(dataDir, { mode: 0o500 });
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: "config", message: /may write in/ });
  });
});
