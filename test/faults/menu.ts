import { setTimeout as sleep } from "node:timers/promises";
import type { World } from "./world.ts";

const HOUR_MS = 3_600_000;
/** how long what is not a kill lasts */
const LASTS_MS = 1500;

async function restart({ postgres }: World, signal: "SIGKILL" | "SIGQUIT"): Promise<void> {
  await postgres.kill(signal);
  await postgres.answers();
}

const cut = async (world: World, name: "telegram" | "teams"): Promise<void> => {
  await world.cables[name].cut();
  await sleep(LASTS_MS);
  await world.cables[name].mend();
};

const slow = async (world: World, name: "telegram" | "teams"): Promise<void> => {
  world.cables[name].slow(700);
  await sleep(LASTS_MS);
  world.cables[name].slow(0);
};

/** What can go wrong, each until it is over. */
export const FAULTS = {
  "the program killed": async (world) => {
    // one that has ended by itself is started again first
    while ((await world.program.end("SIGKILL")).signal !== "SIGKILL") await sleep(LASTS_MS);
  },
  "PostgreSQL killed": (world) => restart(world, "SIGKILL"),
  "PostgreSQL stopped at once": (world) => restart(world, "SIGQUIT"),
  "the disk full": async (world) => {
    await world.postgres.fillDisk();
    await sleep(LASTS_MS);
    await world.postgres.freeDisk();
    // without room for its journal it stops
    await world.postgres.answers();
  },
  "the clock an hour ahead": (world) => world.shiftClock(HOUR_MS),
  "the clock an hour behind": (world) => world.shiftClock(-HOUR_MS),
  "the clock right again": (world) => world.shiftClock(0),
  "Telegram cut off": (world) => cut(world, "telegram"),
  "Telegram slow": (world) => slow(world, "telegram"),
  "Teams cut off": (world) => cut(world, "teams"),
  "Teams slow": (world) => slow(world, "teams"),
} satisfies Record<string, (world: World) => Promise<void>>;

export type Fault = keyof typeof FAULTS;
