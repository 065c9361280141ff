import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Verdict } from "./model/turn.ts";
import type { UnclaimedAlerts } from "./store/alert-queries.ts";
import type { OutboxOfChannel } from "./store/outbox.ts";

/** What became of one try to deliver a message. */
export type Delivered = "sent" | "failed" | "closed" | "late";

/** What the product counts of itself, in the text format of Prometheus. Holds numbers only, and nobody's name or id. */
export interface Metrics {
  /** one inbound was taken; seconds from its arrival until it was saved */
  turn(turn: { channel: string; verdict: Verdict; seconds: number }): void;
  delivery(channel: string, became: Delivered): void;
  /** a picture was rendered that was not kept yet */
  picture(seconds: number): void;
  /** a job ran to its end, or failed */
  job(name: string, run: { ok: boolean; seconds: number }): void;
  /** All of it as it is now; without what only the database knows when that is away. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Where the numbers that are counted when they are asked for come from. */
export interface MetricSources {
  outbox(): Promise<readonly OutboxOfChannel[]>;
  alerts(): Promise<readonly UnclaimedAlerts[]>;
}

/** Seconds. A turn is milliseconds; what takes longer than a person waits needs no finer scale. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const turns = new Counter({
    name: "skridt_turns_total",
    help: "Inbound messages taken, by channel and how they ended",
    labelNames: ["channel", "verdict"],
    registers,
  });
  const turnSeconds = new Histogram({
    name: "skridt_turn_seconds",
    help: "From an inbound's arrival until it is saved",
    labelNames: ["channel"],
    buckets: BUCKETS,
    registers,
  });
  const deliveries = new Counter({
    name: "skridt_deliveries_total",
    help: "Tries to deliver a message, by channel and what became of them",
    labelNames: ["channel", "became"],
    registers,
  });
  const pictures = new Histogram({
    name: "skridt_picture_seconds",
    help: "Time to render a picture that was not kept yet",
    buckets: BUCKETS,
    registers,
  });
  const jobs = new Histogram({
    name: "skridt_job_seconds",
    help: "Runs of timed work, by name and whether they ended well",
    labelNames: ["job", "ok"],
    buckets: BUCKETS,
    registers,
  });
  const lookAtDatabase = gaugesOfDatabase(registry, sources);
  return {
    turn({ channel, verdict, seconds }) {
      turns.inc({ channel, verdict });
      turnSeconds.observe({ channel }, seconds);
    },
    delivery: (channel, became) => deliveries.inc({ channel, became }),
    picture: (seconds) => pictures.observe(seconds),
    job: (job, { ok, seconds }) => jobs.observe({ job, ok: String(ok) }, seconds),
    async text() {
      await lookAtDatabase();
      return await registry.metrics();
    },
    contentType: registry.contentType,
  };
}

/** What the database knows. @returns how to look at it and set what is found */
function gaugesOfDatabase(registry: Registry, { outbox, alerts }: MetricSources): () => Promise<void> {
  const registers = [registry];
  const up = new Gauge({ name: "skridt_database_up", help: "1 when the database answers, 0 when not", registers });
  const gauge = (name: string, help: string, label = "channel") =>
    new Gauge({ name, help, labelNames: [label], registers });
  const waiting = gauge("skridt_outbox_waiting", "Messages that wait to be delivered, by channel");
  const stuck = gauge("skridt_outbox_stuck", "Messages that were tried several times without luck, by channel");
  const oldest = gauge("skridt_outbox_oldest_seconds", "Age of the oldest message that waits, by channel");
  const whether = "by whether anybody was told of them";
  const unclaimed = gauge("skridt_alerts_unclaimed", `Alerts that nobody has taken, ${whether}`, "told");
  const untaken = "How long the oldest alert that nobody has taken waits";
  const longest = gauge("skridt_alerts_oldest_seconds", `${untaken}, ${whether}`, "told");
  return async () => {
    const [rows, open] = await Promise.all([outbox(), alerts()]).catch(() => [undefined, undefined]);
    up.set(rows ? 1 : 0);
    for (const it of [waiting, stuck, oldest, unclaimed, longest]) it.reset();
    for (const { channel, ...row } of rows ?? []) {
      waiting.set({ channel }, row.waiting);
      stuck.set({ channel }, row.stuck);
      oldest.set({ channel }, row.age);
    }
    for (const { told, count, age } of open ?? []) {
      unclaimed.set({ told: String(told) }, count);
      longest.set({ told: String(told) }, age);
    }
  };
}
