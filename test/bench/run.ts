import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { dataKeyOf } from "../../src/data-key.ts";
import { startEmbedded } from "../../src/store/embedded/index.ts";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { removeData, temporaryFolder } from "../store/embedded/folders.ts";
import { checkFloor, checkOutcomes, untilDelivered } from "./check.ts";
import { type Child, type StartOptions, startChild } from "./child.ts";
import { coldStart } from "./cold-start.ts";
import { databaseCpuMs } from "./database-cpu.ts";
import { TURNS } from "./dialogue.ts";
import { runDialogues, type Visitor } from "./load.ts";
import { addBehandler, newFloorVisitors, newVisitors } from "./people.ts";
import { record } from "./recording.ts";
import { machineName, median, medians, type Report, type Side, tableOf } from "./report.ts";

const RESULTS = join(import.meta.dirname, "../../bench/results");
const COLD_STARTS = 3;

const { values: options } = parseArgs({
  options: {
    citizens: { type: "string", default: "640" },
    concurrency: { type: "string", default: "64" },
    repetitions: { type: "string", default: "3" },
    /** also writes CPU profiles of both servers to bench/results */
    profile: { type: "boolean", default: false },
  },
});
const citizens = Number(options.citizens);
const concurrency = Number(options.concurrency);
const repetitions = Number(options.repetitions);

/** A server with its database, and how to make new people for it. */
interface Contestant {
  readonly child: Child;
  readonly database: Database;
  newVisitors(count: number): Promise<Visitor[]>;
  check(visitors: readonly Visitor[]): Promise<void>;
}

/** One repetition: new people go through the dialogue. */
async function repeat({ child, database, ...it }: Contestant): Promise<Side> {
  const visitors = await it.newVisitors(citizens);
  // neither side pays for what the other left to write
  await database.pool.query("checkpoint");
  const before = { server: await child.usage(), databaseMs: await databaseCpuMs(database) };
  const measured = await runDialogues(child.url, visitors, concurrency);
  await it.check(visitors);
  const after = { server: await child.usage(), databaseMs: await databaseCpuMs(database) };
  const thousands = (citizens * TURNS) / 1000;
  return {
    ...measured,
    cpuMs: (after.server.cpuMs - before.server.cpuMs) / thousands,
    databaseCpuMs: (after.databaseMs - before.databaseMs) / thousands,
    rssMb: after.server.rssBytes / 2 ** 20,
  };
}

async function compare(dataDir: string): Promise<Omit<Report, "coldStart">> {
  const embedded = await startEmbedded({ dataDir });
  const closers: (() => Promise<unknown>)[] = [() => embedded.stop()];
  try {
    const profileDir = options.profile ? RESULTS : undefined;
    const database = await openDatabase(embedded.url, await keyIn(dataDir));
    closers.push(() => database.close());
    const start = { signal: told.signal, profileDir };
    const child = await startChild("product-server.ts", await environment(embedded.url, dataDir), start);
    closers.push(() => child.stop());
    const behandler = await addBehandler(database);
    const delays: number[] = [];
    const product: Contestant = {
      child,
      database,
      newVisitors: (count) => newVisitors(database, behandler, count, child.url),
      async check(visitors) {
        delays.push(await untilDelivered(database, visitors));
        await checkOutcomes(database, visitors);
      },
    };
    const floor = await openFloor(embedded.url, dataDir, product, closers, start);
    const both: { product: Side[]; floor: Side[] } = { product: [], floor: [] };
    for (let i = 0; i <= repetitions; i++) {
      const sides = { product: await repeat(product), floor: await repeat(floor) };
      // the first one warms up
      if (i === 0) continue;
      both.product.push(sides.product);
      both.floor.push(sides.floor);
    }
    const ratios = both.product.map((it, i) => it.turnsPerSecond / (both.floor[i] as Side).turnsPerSecond);
    return {
      machine: machineName(),
      concurrency,
      citizens,
      repetitions,
      product: medians(both.product),
      floor: medians(both.floor),
      ratio: median(ratios),
      deliveredAfterMs: Math.max(...delays),
      all: both,
    };
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

/** The floor on a database of the same shape on the same server, with one dialogue of the product to go by. */
async function openFloor(
  url: string,
  dataDir: string,
  { child, database, newVisitors }: Contestant,
  closers: (() => Promise<unknown>)[],
  start: StartOptions,
): Promise<Contestant> {
  const [visitor] = await newVisitors(1);
  const turns = await record(child.url, database, visitor as Visitor);
  const recording = join(dataDir, "recording.json");
  await writeFile(recording, JSON.stringify(turns));
  await chmod(recording, 0o644);
  await createDatabase(url, "floor");
  const floorUrl = Object.assign(new URL(url), { pathname: "/floor" }).href;
  const own = await openDatabase(floorUrl, await keyIn(dataDir));
  closers.push(() => own.close());
  const floor = await startChild(
    "floor-server.ts",
    { ...(await environment(floorUrl, dataDir)), RECORDING: recording },
    start,
  );
  closers.push(() => floor.stop());
  const behandler = await addBehandler(own);
  return {
    child: floor,
    database: own,
    newVisitors: (count) => newFloorVisitors(own, behandler, count, (visitor as Visitor).page),
    check: (visitors) => checkFloor(own, visitors),
  };
}

/** The key that a demo makes there: the cold start begins as a demo. */
const keyIn = async (dataDir: string): Promise<Buffer> => (await dataKeyOf({ dataDir, demo: true })).bytes;

async function environment(url: string, dataDir: string): Promise<Record<string, string>> {
  const key = (await keyIn(dataDir)).toString("base64");
  return { DATABASE_URL: url, DATA_KEY: key, DATA_DIR: dataDir, PORT: "0", TZ: "Europe/Copenhagen" };
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`).finally(() => client.end());
}

// told to stop, we end the two servers; the failure that follows from it puts everything away
const told = new AbortController();
process.on("SIGINT", () => told.abort());
process.on("SIGTERM", () => told.abort());
const dataDir = await temporaryFolder();
try {
  await mkdir(RESULTS, { recursive: true });
  const compared = await compare(dataDir);
  const starts = [];
  for (let i = 0; i < COLD_STARTS; i++) starts.push(await coldStart(dataDir));
  const listeningMs = median(starts.map((it) => it.listeningMs));
  const readyMs = median(starts.map((it) => it.readyMs));
  const report: Report = { ...compared, coldStart: { listeningMs, readyMs } };
  await writeFile(join(RESULTS, "turns.json"), `${JSON.stringify(report, undefined, 2)}\n`);
  process.stdout.write(`${tableOf(report)}\n`);
} finally {
  await removeData(dataDir);
}
