import { cpus, totalmem } from "node:os";
import type { ColdStart } from "./cold-start.ts";
import type { Measured } from "./load.ts";

/** One side in one repetition, or the medians over all of them. */
export interface Side extends Measured {
  /** processor time of the server for 1,000 turns */
  readonly cpuMs: number;
  /** the same of the database; 0 where the system does not show it */
  readonly databaseCpuMs: number;
  /** resident memory of the server */
  readonly rssMb: number;
  /** how much the database grew by a turn, with its indexes, bytes */
  readonly bytesPerTurn: number;
}

export const CONTESTANTS = ["web", "telegram", "floor", "grammy", "telegraf"] as const;
/**
 * `web`, `telegram`: the product, in the web chat and by Telegram's webhook. `floor`: two statements a turn, by hand.
 * `grammy`: @grammyjs/conversations. `telegraf`: Telegraf's scenes. Both keep what they keep in PostgreSQL.
 */
export type Name = (typeof CONTESTANTS)[number];

export interface Report {
  readonly machine: string;
  readonly concurrency: number;
  readonly citizens: number;
  readonly repetitions: number;
  readonly sides: Readonly<Record<Name, Side>>;
  /** of turns per second, within one repetition; medians */
  readonly ratios: {
    readonly webToFloor: number;
    readonly telegramToGrammy: number;
    readonly telegramToTelegraf: number;
  };
  readonly coldStart: ColdStart;
  readonly all: Readonly<Record<Name, readonly Side[]>>;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

export function medians(sides: readonly Side[]): Side {
  const of = (pick: (side: Side) => number) => median(sides.map(pick));
  return {
    turnsPerSecond: of((it) => it.turnsPerSecond),
    p50: of((it) => it.p50),
    p95: of((it) => it.p95),
    p99: of((it) => it.p99),
    cpuMs: of((it) => it.cpuMs),
    databaseCpuMs: of((it) => it.databaseCpuMs),
    bytesPerTurn: of((it) => it.bytesPerTurn),
    // memory grows: the most is what counts
    rssMb: Math.max(...sides.map((it) => it.rssMb)),
  };
}

export function machineName(): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
}

/** The report as a person reads it. */
export function tableOf({ sides, ratios, coldStart, ...report }: Report): string {
  const cells = (values: readonly string[]) => values.map((it) => it.padStart(10)).join("");
  const row = (name: string, value: (side: Side) => string) =>
    `${name.padEnd(22)}${cells(CONTESTANTS.map((it) => value(sides[it])))}`;
  return [
    report.machine,
    `${report.citizens} citizens × ${report.repetitions} repetitions, ${report.concurrency} at a time; medians`,
    "",
    `${"".padEnd(22)}${cells(CONTESTANTS)}`,
    row("turns/s", (it) => it.turnsPerSecond.toFixed(0)),
    row("p50 ms", (it) => it.p50.toFixed(1)),
    row("p95 ms", (it) => it.p95.toFixed(1)),
    row("p99 ms", (it) => it.p99.toFixed(1)),
    row("server CPU, ms/turn", (it) => (it.cpuMs / 1000).toFixed(2)),
    row("database CPU, ms/turn", (it) => (it.databaseCpuMs / 1000).toFixed(2)),
    row("memory MB (RSS)", (it) => it.rssMb.toFixed(0)),
    row("stored, bytes/turn", (it) => it.bytesPerTurn.toFixed(0)),
    "",
    aim("web to the floor", ratios.webToFloor, (it) => it.toFixed(2), ">=", 0.75),
    aim("telegram to grammy", ratios.telegramToGrammy, (it) => it.toFixed(2), ">=", 4),
    `${"telegram to telegraf".padEnd(22)}${ratios.telegramToTelegraf.toFixed(2).padStart(10)}`,
    aim("p99 ms, web", sides.web.p99, (it) => it.toFixed(1), "<", 50),
    aim("p99 ms, telegram", sides.telegram.p99, (it) => it.toFixed(1), "<", 50),
    aim("cold start, ready", coldStart.readyMs / 1000, (it) => `${it.toFixed(2)} s`, "<", 2),
    `${"cold start, listening".padEnd(22)}${`${(coldStart.listeningMs / 1000).toFixed(2)} s`.padStart(10)}`,
  ].join("\n");
}

function aim(name: string, value: number, shown: (value: number) => string, sign: ">=" | "<", wanted: number): string {
  const met = sign === "<" ? value < wanted : value >= wanted;
  const symbol = sign === "<" ? "<" : "≥";
  return `${name.padEnd(22)}${shown(value).padStart(10)}   aim ${symbol} ${wanted}: ${met ? "met" : "missed"}`;
}
