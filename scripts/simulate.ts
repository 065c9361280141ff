import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Assumptions, type Constants, type Day, simulate } from "./simulate/country.ts";

/** `npm run simulate`: what a country would need, from what was measured and what is assumed (docs/scale.md). */

/** milliseconds a turn, when it had run for long */
const Soak = z.object({ last: z.object({ cpuMs: z.number(), databaseCpuMs: z.number() }) });

/**
 * By the last `npm run bench:soak` when there is one, else by what docs/performance.md says. At the pace of people a turn
 * shares its statements with no other: it costs three times as much as one of many.
 */
function measured(): Constants {
  const known: Constants = {
    serverSeconds: 0.0035,
    databaseSeconds: 0.0038,
    bytesPerTurn: 6500,
    telegramPerSecond: 28,
  };
  const file = join(import.meta.dirname, "../bench/results/soak.json");
  const soak = existsSync(file) ? Soak.safeParse(JSON.parse(readFileSync(file, "utf8"))).data : undefined;
  if (!soak) return known;
  const { cpuMs, databaseCpuMs } = soak.last;
  return { ...known, serverSeconds: cpuMs / 1e3, databaseSeconds: databaseCpuMs / 1e3 };
}

const COUNTRY: Assumptions = {
  municipalities: 98,
  citizens: 60_000,
  inTelegram: 0.5,
  checkIns: { 10: 0.2, 17: 0.5, 20: 0.1 },
  answering: 0.7,
  halfBegunAfter: 30,
  byThemselves: { 9: 0.01, 12: 0.02, 15: 0.02, 18: 0.03, 19: 0.04, 20: 0.04, 21: 0.04, 22: 0.03, 23: 0.02 },
  turnsPerVisit: 11,
  minutesPerVisit: 6,
  bots: 98,
};
const OUTAGE = { from: 17 * 60, to: 18 * 60 };

/** A core that is busier than this makes people wait. */
const MOST_BUSY = 0.6;
/** One process uses about one core. */
const replicas = (cores: number): number => Math.max(2, Math.ceil(cores / MOST_BUSY));

const time = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

function rowsOf(day: Day): string[] {
  return [
    Math.round(day.turns).toLocaleString("en"),
    `${day.peak.toFixed(0)} at ${time(day.peakAt)}`,
    `${day.serverCores.toFixed(2)} → ${replicas(day.serverCores)} replicas`,
    `${day.databaseCores.toFixed(2)} → ${Math.ceil(day.databaseCores / MOST_BUSY)}`,
    Math.round(day.mostWaiting).toLocaleString("en"),
    `${day.longestWait.toFixed(1)} min`,
    day.caughtUpAfter === undefined ? "—" : `${day.caughtUpAfter} min`,
  ];
}

const constants = measured();
const cases: readonly (readonly [string, Assumptions])[] = [
  ["a bot for each municipality", COUNTRY],
  ["the same, Telegram away 17-18", { ...COUNTRY, outage: OUTAGE }],
  ["one bot for all", { ...COUNTRY, bots: 1 }],
  ["one bot for all, Telegram away 17-18", { ...COUNTRY, bots: 1, outage: OUTAGE }],
  ["all in the web chat", { ...COUNTRY, inTelegram: 0 }],
  ["five times as many", { ...COUNTRY, citizens: COUNTRY.citizens * 5 }],
];
const say = (line: string): void => void process.stdout.write(`${line}\n`);
say(
  `server ${(constants.serverSeconds * 1000).toFixed(2)} ms, database ${(constants.databaseSeconds * 1000).toFixed(2)} ms a turn, ${constants.bytesPerTurn.toFixed(0)} bytes a turn`,
);
say("");
say(
  "| case | turns a day | peak, turns/s | server cores | database cores | waiting at most | longest wait | caught up after |",
);
say("|---|---|---|---|---|---|---|---|");
for (const [name, country] of cases) say(`| ${name} | ${rowsOf(simulate(constants, country)).join(" | ")} |`);
const year = simulate(constants, COUNTRY).turns * constants.bytesPerTurn * 365;
say("");
say(`The database grows by ${(year / 2 ** 30).toFixed(0)} GiB a year, before anything is deleted by age.`);
