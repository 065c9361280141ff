import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { dataKeyOf } from "../../src/data-key.ts";
import { openDatabase } from "../../src/store/open.ts";
import type { Pool } from "../../src/store/pool.ts";
import { checkFloor, checkOutcomes, untilDelivered } from "./check.ts";
import { type Child, type StartOptions, startChild } from "./child.ts";
import { Connection } from "./client.ts";
import { freePort } from "./cold-start.ts";
import { TURNS } from "./dialogue.ts";
import type { Walker } from "./load.ts";
import { addBehandler, newFloorVisitors, newVisitors, type Visitor } from "./people.ts";
import { record } from "./recording.ts";
import type { Name } from "./report.ts";
import { checkRival, newRivalWalkers, RIVAL_TURNS } from "./rivals/parathed.ts";
import { BOT_TOKEN, HOOK_SECRET, newChatters, putAway, recordTokens } from "./telegram.ts";

/** A server with its database, and how to make new people for it. */
export interface Contestant {
  readonly child: Child;
  readonly pool: Pick<Pool, "query">;
  /** of one dialogue */
  readonly turns: number;
  newWalkers(count: number): Promise<{ readonly walkers: readonly Walker[]; readonly check: () => Promise<void> }>;
}

interface Opening {
  /** of the database server */
  readonly url: string;
  readonly dataDir: string;
  /** what is opened is closed by these, the last first */
  readonly closers: (() => Promise<unknown>)[];
  readonly start: StartOptions;
}

/** All that are compared, each on a database of its own on the same server. */
export async function openContestants(opening: Opening): Promise<Record<Name, Contestant>> {
  const api = await open(opening, "bot-api-server.ts", {});
  const { web, telegram, floor } = await openProductAndFloor(opening, api.url);
  return {
    web,
    telegram,
    floor,
    grammy: await openRival(opening, "grammy", "rivals/grammy-conversations-server.ts", api.url),
    telegraf: await openRival(opening, "telegraf", "rivals/telegraf-scenes-server.ts", api.url),
  };
}

async function openProductAndFloor(opening: Opening, api: string) {
  const { url, dataDir, closers } = opening;
  // the key that a demo makes there: the cold start begins as a demo
  const { bytes: dataKey } = await dataKeyOf({ dataDir, demo: true });
  const database = await openDatabase(url, dataKey);
  closers.push(() => database.close());
  const telegramBot = {
    TELEGRAM_BOT_TOKEN: BOT_TOKEN,
    TELEGRAM_API_ROOT: api,
    TELEGRAM_WEBHOOK_SECRET: HOOK_SECRET,
    PUBLIC_URL: "https://bench.invalid",
  };
  const shared = {
    DATABASE_URL: url,
    DATA_KEY: dataKey.toString("base64"),
    DATA_DIR: dataDir,
    TZ: "Europe/Copenhagen",
  };
  const child = await open(opening, "product-server.ts", { ...shared, ...telegramBot, PORT: String(await freePort()) });
  const behandler = await addBehandler(database);
  const making = { database, behandler, open: () => new Connection(child.url) };
  const [visitor] = (await newVisitors(database, behandler, 1, child.url)) as [Visitor];
  const recording = join(dataDir, "recording.json");
  await writeFile(recording, JSON.stringify(await record(child.url, database, visitor)));
  await chmod(recording, 0o644);
  const tokens = await recordTokens(making, api);
  const web: Contestant = {
    child,
    pool: ownerOf(url, closers),
    turns: TURNS,
    async newWalkers(count) {
      const walkers = await newVisitors(database, behandler, count, child.url);
      const check = async () => {
        await untilDelivered(database, walkers);
        await checkOutcomes(database, walkers);
      };
      return { walkers, check };
    },
  };
  const telegram: Contestant = {
    ...web,
    async newWalkers(count) {
      const walkers = await newChatters(making, count, tokens);
      const check = async () => {
        await checkOutcomes(database, walkers);
        await putAway(database);
      };
      return { walkers, check };
    },
  };

  const own = await openDatabase(await newDatabase(url, "floor"), dataKey);
  closers.push(() => own.close());
  const floorOwner = ownerOf(own.url, closers);
  await withoutTriggers(floorOwner);
  const floorChild = await open(opening, "floor-server.ts", { ...shared, DATABASE_URL: own.url, RECORDING: recording });
  const floorBehandler = await addBehandler(own);
  const floor: Contestant = {
    child: floorChild,
    pool: floorOwner,
    turns: TURNS,
    async newWalkers(count) {
      const walkers = await newFloorVisitors(own, floorBehandler, count, visitor.page);
      return { walkers, check: () => checkFloor(own, walkers) };
    },
  };
  return { web, telegram, floor };
}

/** The floor keeps no audit. */
async function withoutTriggers(owner: pg.Pool): Promise<void> {
  const text =
    "select distinct event_object_table as name from information_schema.triggers where trigger_schema = 'public'";
  const { rows } = await owner.query<{ name: string }>(text);
  for (const { name } of rows) await owner.query(`alter table "${name}" disable trigger user`);
}

/** What is measured of a server is not the program's to ask. */
function ownerOf(url: string, closers: Opening["closers"]): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  closers.push(() => pool.end());
  return pool;
}

async function openRival(opening: Opening, name: Name, file: string, api: string): Promise<Contestant> {
  const url = await newDatabase(opening.url, name);
  const pool = ownerOf(url, opening.closers);
  const child = await open(opening, file, { DATABASE_URL: url, TELEGRAM_API_ROOT: api });
  let chats = 1;
  return {
    child,
    pool,
    turns: RIVAL_TURNS,
    async newWalkers(count) {
      const first = chats;
      chats += count;
      return { walkers: newRivalWalkers(count, first), check: () => checkRival(pool, count, first) };
    },
  };
}

async function open({ closers, start }: Opening, file: string, environment: Record<string, string>): Promise<Child> {
  const child = await startChild(file, environment, start);
  closers.push(() => child.stop());
  return child;
}

/** @returns its address */
async function newDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`).finally(() => client.end());
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}
