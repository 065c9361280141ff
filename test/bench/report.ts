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
}

export interface Report {
  readonly machine: string;
  readonly concurrency: number;
  readonly citizens: number;
  readonly repetitions: number;
  readonly product: Side;
  readonly floor: Side;
  /** of turns per second, product to floor, within one repetition; median */
  readonly ratio: number;
  readonly deliveredAfterMs: number;
  readonly coldStart: ColdStart;
  readonly all: { readonly product: readonly Side[]; readonly floor: readonly Side[] };
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
    // memory grows: the most is what counts
    rssMb: Math.max(...sides.map((it) => it.rssMb)),
  };
}

export function machineName(): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
}

/** The report as a person reads it. */
export function tableOf(report: Report): string {
  const { product, floor } = report;
  const row = (name: string, value: (side: Side) => string) =>
    `${name.padEnd(22)}${value(product).padStart(10)}${value(floor).padStart(10)}`;
  return [
    report.machine,
    `${report.citizens} citizens × ${report.repetitions} repetitions, ${report.concurrency} at a time; medians`,
    "",
    `${"".padEnd(22)}${"product".padStart(10)}${"floor".padStart(10)}`,
    row("turns/s", (it) => it.turnsPerSecond.toFixed(0)),
    row("p50 ms", (it) => it.p50.toFixed(1)),
    row("p95 ms", (it) => it.p95.toFixed(1)),
    row("p99 ms", (it) => it.p99.toFixed(1)),
    row("server CPU, ms/turn", (it) => (it.cpuMs / 1000).toFixed(2)),
    row("database CPU, ms/turn", (it) => (it.databaseCpuMs / 1000).toFixed(2)),
    row("memory MB (RSS)", (it) => it.rssMb.toFixed(0)),
    "",
    aim("ratio to the floor", report.ratio, (it) => it.toFixed(2), ">=", 0.6),
    aim("p99 ms", product.p99, (it) => it.toFixed(1), "<", 60),
    aim("memory MB", product.rssMb, (it) => it.toFixed(0), "<", 300),
    aim("cold start, listening", report.coldStart.listeningMs / 1000, (it) => `${it.toFixed(2)} s`, "<", 3),
    `${"cold start, ready".padEnd(22)}${`${(report.coldStart.readyMs / 1000).toFixed(2)} s`.padStart(10)}`,
    `${"last delivery after".padEnd(22)}${`${report.deliveredAfterMs.toFixed(0)} ms`.padStart(10)}`,
  ].join("\n");
}

function aim(name: string, value: number, shown: (value: number) => string, sign: ">=" | "<", wanted: number): string {
  const met = sign === "<" ? value < wanted : value >= wanted;
  const symbol = sign === "<" ? "<" : "≥";
  return `${name.padEnd(22)}${shown(value).padStart(10)}   aim ${symbol} ${wanted}: ${met ? "met" : "missed"}`;
}
