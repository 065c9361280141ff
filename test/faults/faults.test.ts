import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { outboxState } from "../../src/store/outbox.ts";
import { acknowledgedBooks, alertBooks, copiesIn, deliveryBooks, outcomeBooks, replayBooks } from "../support/books.ts";
import { filesRead } from "../support/installation.ts";
import { FAULTS, type Fault } from "./menu.ts";
import { openWorld, type World } from "./world.ts";

const LONG = process.env.CHAOS === "long";
const SIZE = LONG
  ? { telegram: 1700, web: 800, crisis: 60, diskMb: 512, lanes: 80 }
  : { telegram: 12, web: 8, crisis: 4, diskMb: 192, lanes: 24 };

/** One after the other while everybody answers. */
const SHORT: readonly Fault[] = [
  "the clock an hour ahead",
  "the disk full",
  "the program killed",
  "Telegram slow",
  "PostgreSQL killed",
  "the clock an hour behind",
];
/** Ten kills, and what else goes wrong. */
const roundOf = (clock: Fault, network: Fault): readonly Fault[] => [
  ...(["the program killed", network, "PostgreSQL killed", "PostgreSQL stopped at once"] as const),
  ...(["PostgreSQL killed", clock, "the program killed", "PostgreSQL killed", "the disk full"] as const),
  ...(["PostgreSQL stopped at once", "PostgreSQL killed", "the program killed", "PostgreSQL killed"] as const),
];
const FOUR_ROUNDS = [
  ...roundOf("the clock an hour ahead", "Telegram cut off"),
  ...roundOf("the clock right again", "Teams cut off"),
  ...roundOf("the clock an hour behind", "Telegram slow"),
  ...roundOf("the clock right again", "Teams slow"),
];
const PLAN = LONG ? Array.from({ length: 5 }, () => FOUR_ROUNDS).flat() : SHORT;
/** acts that are answered between two faults, and how long they are waited for, milliseconds */
const APART = LONG ? 20 : 15;
const APART_MS = 10_000;

let world: World;
beforeAll(async () => {
  world = await openWorld(SIZE);
}, 120_000);
afterAll(() => world?.close());

it("loses nothing whatever goes wrong: answers once, screens in order, every alert told", async () => {
  const { database, telegram, people } = world;
  const acknowledged = () =>
    acknowledgedBooks(
      database,
      Array.from({ length: telegram.confirmed }, (_, i) => i + 1),
      world.acknowledged,
    );
  const all = world.doAll();
  const done = all.then(() => true);
  const struck: Fault[] = [];
  const { hasOwnDisk } = world.postgres;
  if (!hasOwnDisk) process.stdout.write("A full disk is not tried: nobody may mount one on this machine.\n");
  const plan = PLAN.filter((fault) => hasOwnDisk || fault !== "the disk full");
  for (const fault of plan) {
    const apart = Promise.race([world.until(world.acts + APART), sleep(APART_MS)]).then(() => false);
    if (await Promise.race([apart, done])) break;
    await FAULTS[fault](world);
    struck.push(fault);
    await expect.poll(() => acknowledged().catch(() => ["the database is away"]), { timeout: 20_000 }).toEqual([]);
  }
  await all;
  await expect.poll(async () => (await outboxState(database)).waiting, { timeout: 120_000 }).toBe(0);
  const crisis = people.crisis.map(({ citizen }) => citizen);
  await expect.poll(() => alertBooks(database, crisis, world.duty), { timeout: 120_000 }).toEqual([]);
  await world.stop();

  const everyone = Object.values(people).flat();
  expect(await acknowledged()).toEqual([]);
  expect(await outcomeBooks(database, [...people.telegram, ...people.web])).toEqual([]);
  expect(await replayBooks(database, (await filesRead()).library, everyone)).toEqual([]);
  expect(await deliveryBooks(database, everyone, telegram.screens, true)).toEqual([]);
  report(struck);
  expect(struck).toEqual(plan);
}, 7_200_000);

/** What the long form has measured. */
function report(struck: readonly Fault[]): void {
  if (!LONG) return;
  const counts = Map.groupBy(struck, (it) => it);
  const cards = world.teams.calls.filter(({ method }) => method === "POST").length;
  const lines = [
    ...[...counts].map(([fault, times]) => `${fault}: ${times.length}`),
    `acts answered: ${world.acts}`,
    `screens in Telegram: ${world.telegram.screens.length}, of them copies: ${copiesIn(world.telegram.screens)}`,
    `answers on pages acknowledged: ${[...world.acknowledged.values()].reduce((sum, it) => sum + it, 0)}`,
    `alerts: ${world.people.crisis.length}, calls to Teams: ${cards}`,
    `longest wait: ${Math.round(world.longestWait / 1000)} s`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
