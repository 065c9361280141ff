import pg from "pg";
import { dataKeyOf } from "../../src/data-key.ts";
import { startEmbedded } from "../../src/store/embedded/index.ts";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { checkOutcomes } from "./check.ts";
import { type Child, startChild } from "./child.ts";
import { freePort } from "./cold-start.ts";
import { databaseCpuMs } from "./database-cpu.ts";
import { TURNS } from "./dialogue.ts";
import { type Measured, type Pace, runDialogues } from "./load.ts";
import { addBehandler, type Behandler, newVisitors } from "./people.ts";
import { median } from "./report.ts";

/** The product in a process of its own, on a database of its own. */
export interface Alone {
  readonly database: Database;
  /** of the database: what is measured of a server is not the program's to ask */
  readonly owner: pg.Pool;
  readonly child: Child;
  readonly behandler: Behandler;
  /** New citizens go through the dialogue; every one of them has their outcome in the end. */
  round(citizens: number, pace: Omit<Pace, "turns" | "until">): Promise<Round>;
}

/** CPU in milliseconds a turn. */
export interface Round extends Measured {
  readonly cpuMs: number;
  readonly databaseCpuMs: number;
  readonly rssMb: number;
  readonly heapMb: number;
}

const MB = 2 ** 20;

/** The median of each number. */
export function medianRound(rounds: readonly Round[]): Round {
  const keys = Object.keys(rounds[0] as Round) as (keyof Round)[];
  return Object.fromEntries(keys.map((key) => [key, median(rounds.map((it) => it[key]))])) as unknown as Round;
}

export async function withProductAlone<T>(
  dataDir: string,
  told: AbortSignal,
  work: (alone: Alone) => Promise<T>,
): Promise<T> {
  const embedded = await startEmbedded({ dataDir });
  const closers: (() => Promise<unknown>)[] = [() => embedded.stop()];
  try {
    const { bytes: dataKey } = await dataKeyOf({ dataDir, demo: true });
    const database = await openDatabase(embedded.url, dataKey);
    closers.push(() => database.close());
    const owner = new pg.Pool({ connectionString: embedded.url, max: 2 });
    closers.push(() => owner.end());
    const environment = { DATABASE_URL: embedded.url, DATA_KEY: dataKey.toString("base64"), DATA_DIR: dataDir };
    const port = String(await freePort());
    const start = { signal: told, profileDir: undefined };
    const child = await startChild("product-server.ts", { ...environment, PORT: port, TZ: "Europe/Copenhagen" }, start);
    closers.push(() => child.stop());
    const behandler = await addBehandler(database);
    const used = async () => ({ ...(await child.usage()), databaseMs: await databaseCpuMs(owner) });
    const round: Alone["round"] = async (citizens, pace) => {
      const visitors = await newVisitors(database, behandler, citizens, child.url);
      const before = await used();
      const measured = await runDialogues(child.url, visitors, { turns: TURNS, ...pace });
      const after = await used();
      await checkOutcomes(database, visitors);
      const turns = citizens * TURNS;
      return {
        ...measured,
        cpuMs: (after.cpuMs - before.cpuMs) / turns,
        databaseCpuMs: (after.databaseMs - before.databaseMs) / turns,
        rssMb: after.rssBytes / MB,
        heapMb: after.heapBytes / MB,
      };
    };
    return await work({ database, owner, child, behandler, round });
  } finally {
    for (const close of closers.reverse()) await close();
  }
}
