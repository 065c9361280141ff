import { parseArgs } from "node:util";
import { medianRound, type Round, withProductAlone } from "../alone.ts";
import { TURNS } from "../dialogue.ts";
import { runDialogues } from "../load.ts";
import { newVisitors } from "../people.ts";
import { machineName } from "../report.ts";
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
/** The first warm up. */
const WARMING = 3;
const ROUNDS = 3;
const CONCURRENCY = 64;
/** The evening peak of a country (docs/scale.md): 80 turns a second. */
const PACED = { turns: TURNS, concurrency: CONCURRENCY, pauseMs: 800 };
const CALM_MS = 30_000;

const say = (text: string) => process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);

const measure = (dataDir: string, told: AbortSignal) =>
  withProductAlone(dataDir, told, async ({ database, owner, child, behandler, round }) => {
    const rounds = async (warming: number): Promise<Round> => {
      for (let i = 0; i < warming; i++) await round(walkers, { concurrency: CONCURRENCY });
      const all: Round[] = [];
      for (let i = 0; i < ROUNDS; i++) all.push(await round(walkers, { concurrency: CONCURRENCY }));
      return medianRound(all);
    };

    const empty = await rounds(WARMING);
    say(`empty: ${JSON.stringify(empty)}`);
    say(`filling: ${citizens} citizens, ${answers} answers`);
    await fill(owner, { citizens, answers });
    const { rows } = await owner.query<{ gb: number }>("select pg_database_size(current_database()) / 2.0 ^ 30 as gb");
    const databaseGb = Number(rows[0]?.gb);
    const full = await rounds(1);
    say(`full, ${databaseGb} GB: ${JSON.stringify(full)}`);

    say(`planning a check-in of ${campaign}`);
    const at = await planCampaign(database, behandler, campaign);
    const late = at.getTime() <= Date.now();
    if (late) throw new Error("it took longer to plan than there was time: fewer with --campaign");
    const people = await newVisitors(database, behandler, walkers * 10, child.url);
    const half = people.length / 2;
    const until = AbortSignal.timeout(CALM_MS);
    const calm = await runDialogues(child.url, people.slice(0, half), { ...PACED, until });
    const waitMs = at.getTime() - Date.now();
    if (waitMs > 0) await new Promise((done) => setTimeout(done, waitMs));
    say(`due; before it: ${JSON.stringify(calm)}`);
    const ended = new AbortController();
    const [during, became] = await Promise.all([
      runDialogues(child.url, people.slice(half), { ...PACED, until: ended.signal }),
      followCampaign(owner, at, campaign).finally(() => ended.abort()),
    ]);
    const { rssBytes } = await child.usage();
    return { empty, full, databaseGb, calm, during, became, rssMb: rssBytes / 2 ** 20 };
  });

await runBench(async ({ dataDir, told, write }) => {
  const measured = await measure(dataDir, told);
  const report = asJson({ machine: machineName(), citizens, answers, walkers, ...measured });
  await write("growth.json", report);
  process.stdout.write(report);
});
