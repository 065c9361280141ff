import { parseArgs } from "node:util";
import { medianRound, type Round, withProductAlone } from "./alone.ts";
import { TURNS } from "./dialogue.ts";
import { machineName } from "./report.ts";
import { asJson, runBench } from "./results.ts";

/** Whether the memory of the server stays what it is, when people answer for a long time at the pace of people. */
const { values: options } = parseArgs({
  options: {
    minutes: { type: "string", default: "60" },
    /** new ones in each round; a round of these takes a minute */
    citizens: { type: "string", default: "400" },
    /** after each answer, milliseconds */
    pause: { type: "string", default: "800" },
  },
});
const minutes = Number(options.minutes);
const citizens = Number(options.citizens);
const pace = { concurrency: 64, pauseMs: Number(options.pause) };
/** Of the begin and of the end as many are compared. */
const SHARE = 0.2;

const rounds = (dataDir: string, told: AbortSignal) =>
  withProductAlone(dataDir, told, async ({ round }) => {
    const all: Round[] = [];
    const until = performance.now() + minutes * 60_000;
    while (performance.now() < until) {
      const one = await round(citizens, pace);
      const { rssMb, heapMb, p99, cpuMs } = one;
      const line = [`${rssMb.toFixed(0)} MB`, `heap ${heapMb.toFixed(0)}`, `p99 ${p99.toFixed(0)} ms`];
      process.stdout.write(
        `${new Date().toISOString().slice(11, 19)} ${line.join(", ")}, ${cpuMs.toFixed(2)} ms a turn\n`,
      );
      all.push(one);
    }
    return all;
  });

await runBench(async ({ dataDir, told, write }) => {
  const all = await rounds(dataDir, told);
  const share = Math.ceil(all.length * SHARE);
  // the first round loads and warms up
  const [first, last] = [medianRound(all.slice(1, 1 + share)), medianRound(all.slice(-share))];
  const report = asJson({
    machine: machineName(),
    minutes,
    citizens,
    turns: all.length * citizens * TURNS,
    first,
    last,
    all,
  });
  await write("soak.json", report);
  process.stdout.write(`${JSON.stringify({ first, last }, undefined, 2)}\n`);
});
