import { parseArgs } from "node:util";
import { startEmbedded } from "../../src/store/embedded/index.ts";
import type { StartOptions, Usage } from "./child.ts";
import { coldStart } from "./cold-start.ts";
import { type Contestant, openContestants } from "./contestants.ts";
import { databaseCpuMs } from "./database-cpu.ts";
import { runDialogues } from "./load.ts";
import { pictureOf } from "./picture.ts";
import { CONTESTANTS, machineName, median, medians, type Name, type Report, type Side, tableOf } from "./report.ts";
import { asJson, runBench } from "./results.ts";

const COLD_STARTS = 3;

const { values: options } = parseArgs({
  options: {
    citizens: { type: "string", default: "640" },
    concurrency: { type: "string", default: "64" },
    repetitions: { type: "string", default: "3" },
    /** also writes CPU profiles of the servers to bench/results */
    profile: { type: "boolean", default: false },
  },
});
const citizens = Number(options.citizens);
const concurrency = Number(options.concurrency);
const repetitions = Number(options.repetitions);

/** One repetition: new people go through the dialogue. */
async function repeat({ child, pool, turns, newWalkers }: Contestant): Promise<Side> {
  const { walkers, check } = await newWalkers(citizens);
  // neither side pays for what another left to write
  await pool.query("checkpoint");
  const used = async (): Promise<Usage & { databaseMs: number; bytes: number }> => {
    const { rows } = await pool.query<{ bytes: string }>("select pg_database_size(current_database()) as bytes");
    return { ...(await child.usage()), databaseMs: await databaseCpuMs(pool), bytes: Number(rows[0]?.bytes) };
  };
  const before = await used();
  const measured = await runDialogues(child.url, walkers, { turns, concurrency });
  const after = await used();
  await check();
  const thousands = (citizens * turns) / 1000;
  return {
    ...measured,
    cpuMs: (after.cpuMs - before.cpuMs) / thousands,
    databaseCpuMs: (after.databaseMs - before.databaseMs) / thousands,
    rssMb: after.rssBytes / 2 ** 20,
    bytesPerTurn: (after.bytes - before.bytes) / (citizens * turns),
  };
}

async function compare(dataDir: string, start: StartOptions): Promise<Omit<Report, "coldStart">> {
  const embedded = await startEmbedded({ dataDir });
  const closers: (() => Promise<unknown>)[] = [() => embedded.stop()];
  try {
    const contestants = await openContestants({
      url: embedded.url,
      dataDir,
      closers,
      start,
    });
    const all = Object.fromEntries(CONTESTANTS.map((name) => [name, [] as Side[]])) as Record<Name, Side[]>;
    for (let i = 0; i <= repetitions; i++) {
      for (const name of CONTESTANTS) {
        const side = await repeat(contestants[name]);
        // the first one warms up
        if (i > 0) all[name].push(side);
      }
    }
    const ratio = (one: Name, other: Name) =>
      median(all[one].map((it, i) => it.turnsPerSecond / (all[other][i] as Side).turnsPerSecond));
    return {
      machine: machineName(),
      concurrency,
      citizens,
      repetitions,
      sides: Object.fromEntries(CONTESTANTS.map((name) => [name, medians(all[name])])) as Report["sides"],
      ratios: {
        webToFloor: ratio("web", "floor"),
        telegramToGrammy: ratio("telegram", "grammy"),
        telegramToTelegraf: ratio("telegram", "telegraf"),
      },
      all,
    };
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

await runBench(async ({ dataDir, results, told, write }) => {
  const compared = await compare(dataDir, { signal: told, profileDir: options.profile ? results : undefined });
  const starts = [];
  for (let i = 0; i < COLD_STARTS; i++) starts.push(await coldStart(dataDir));
  const listeningMs = median(starts.map((it) => it.listeningMs));
  const readyMs = median(starts.map((it) => it.readyMs));
  const report: Report = { ...compared, coldStart: { listeningMs, readyMs } };
  await write("turns.json", asJson(report));
  await write("turns.svg", pictureOf(report));
  process.stdout.write(`${tableOf(report)}\n`);
});
