import { parseArgs } from "node:util";
import pg from "pg";
import { dataKeyOf } from "../../../src/data-key.ts";
import { startEmbedded } from "../../../src/store/embedded/index.ts";
import { openDatabase } from "../../../src/store/open.ts";
import { checkOutcomes } from "../check.ts";
import { startChild } from "../child.ts";
import { freePort } from "../cold-start.ts";
import { databaseCpuMs } from "../database-cpu.ts";
import { TURNS } from "../dialogue.ts";
import { runDialogues } from "../load.ts";
import { addBehandler, newVisitors } from "../people.ts";
import { machineName, median } from "../report.ts";
import { asJson, runBench } from "../results.ts";
import { followCampaign, planCampaign } from "./campaign.ts";
import { fill } from "./fill.ts";

/**
 * What a turn costs in an empty database and in a full one, and what a check-in of many at the same minute does to those
 * who answer meanwhile.
 */
const { values: options } = parseArgs({
  options: {
    citizens: { type: "string", default: "100000" },
    answers: { type: "string", default: "5000000" },
    campaign: { type: "string", default: "50000" },
    /** who answer, in each of the measured rounds */
    walkers: { type: "string", default: "320" },
  },
});
const [citizens, answers, campaign, walkers] = [
  Number(options.citizens),
  Number(options.answers),
  Number(options.campaign),
  Number(options.walkers),
];
const ROUNDS = 3;
const CONCURRENCY = 64;
/** The evening peak of a country (docs/scale.md): 80 turns a second. */
const PACED = { turns: TURNS, concurrency: CONCURRENCY, pauseMs: 800 };
const CALM_MS = 30_000;

async function measure(dataDir: string, told: AbortSignal) {
  const embedded = await startEmbedded({ dataDir });
  const closers: (() => Promise<unknown>)[] = [() => embedded.stop()];
  const say = (text: string) => process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
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

    const round = async () => {
      const visitors = await newVisitors(database, behandler, walkers, child.url);
      const used = async () => ({ ...(await child.usage()), databaseMs: await databaseCpuMs(owner) });
      const before = await used();
      const measured = await runDialogues(child.url, visitors, { turns: TURNS, concurrency: CONCURRENCY });
      const after = await used();
      await checkOutcomes(database, visitors);
      const thousands = (walkers * TURNS) / 1000;
      const cpu = (key: "cpuMs" | "databaseMs") => (after[key] - before[key]) / thousands;
      return { ...measured, cpuMs: cpu("cpuMs"), databaseCpuMs: cpu("databaseMs"), rssMb: after.rssBytes / 2 ** 20 };
    };
    const rounds = async () => {
      const all: Awaited<ReturnType<typeof round>>[] = [];
      for (let i = 0; i < ROUNDS; i++) all.push(await round());
      const of = (key: keyof (typeof all)[number]) => median(all.map((it) => it[key]));
      const [turnsPerSecond, p50, p99] = [of("turnsPerSecond"), of("p50"), of("p99")];
      return { turnsPerSecond, p50, p99, cpuMs: of("cpuMs"), databaseCpuMs: of("databaseCpuMs"), rssMb: of("rssMb") };
    };

    await round();
    say("empty");
    const empty = await rounds();
    say(`filling: ${citizens} citizens, ${answers} answers`);
    await fill(owner, { citizens, answers });
    const { rows } = await owner.query<{ gb: number }>("select pg_database_size(current_database()) / 2.0 ^ 30 as gb");
    await round();
    say("full");
    const full = await rounds();

    say(`planning a check-in of ${campaign}`);
    const at = await planCampaign(database, behandler, campaign);
    const late = at.getTime() <= Date.now();
    if (late) throw new Error("it took longer to plan than there was time: fewer with --campaign");
    const people = await newVisitors(database, behandler, walkers * 10, child.url);
    const half = people.length / 2;
    const calm = await runDialogues(child.url, people.slice(0, half), {
      ...PACED,
      until: AbortSignal.timeout(CALM_MS),
    });
    const waitMs = at.getTime() - Date.now();
    if (waitMs > 0) await new Promise((done) => setTimeout(done, waitMs));
    say("due");
    const ended = new AbortController();
    const [during, became] = await Promise.all([
      runDialogues(child.url, people.slice(half), { ...PACED, until: ended.signal }),
      followCampaign(owner, at, campaign).finally(() => ended.abort()),
    ]);
    const { rssBytes } = await child.usage();
    return { empty, full, databaseGb: Number(rows[0]?.gb), calm, during, became, rssMb: rssBytes / 2 ** 20 };
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

await runBench(async ({ dataDir, told, write }) => {
  const measured = await measure(dataDir, told);
  const report = asJson({ machine: machineName(), citizens, answers, walkers, ...measured });
  await write("growth.json", report);
  process.stdout.write(report);
});
