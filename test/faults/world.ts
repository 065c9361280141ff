import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { addDuty } from "../../src/store/duty.ts";
import { invite } from "../../src/store/invitations.ts";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { addStaff, addUnit } from "../../src/store/people.ts";
import { keepTeamsChat } from "../../src/store/teams.ts";
import { freePort, type Program, startProgram } from "../start/program.ts";
import { type Cable, cableTo } from "../support/cable.ts";
import { DATA_KEY, TEST_KEY } from "../support/database.ts";
import { type OwnPostgres, ownPostgres } from "../support/own-postgres.ts";
import { type Connector, startConnector } from "../support/teams/connector.ts";
import { crowd, exerciseFrom, type Member } from "../support/telegram/crowd.ts";
import { faultsOf } from "../support/telegram/faults.ts";
import { startTelegramServer, type TelegramServer, TOKEN } from "../support/telegram/server.ts";
import { comeIn, doOnPages } from "../support/web-crowd.ts";

/** What nobody may overlook, in the words of somebody who does not spell well. */
const CRISIS = [{ words: "jeg vil ikke leve mer" }];
const START_AGAIN_MS = 500;
const DAYS = ["1", "2", "3", "4", "5", "6", "7", "holiday"];

/** How many there are of each. */
export interface Size {
  readonly telegram: number;
  readonly web: number;
  /** who write that they do not want to live; every other one on a page */
  readonly crisis: number;
  readonly diskMb: number;
  /** how many do their exercise at the same time */
  readonly lanes: number;
}

/** The product as a process, with all it depends on. */
export interface World {
  readonly postgres: OwnPostgres;
  readonly telegram: TelegramServer;
  readonly teams: Connector;
  readonly cables: Readonly<Record<"telegram" | "teams", Cable>>;
  readonly database: Database;
  readonly people: Readonly<Record<"telegram" | "web" | "crisis", readonly Member[]>>;
  /** who is on duty */
  readonly duty: string;
  /** is started again when it ends, as by a service manager */
  readonly program: Program;
  /** how many acts have been answered: screens and pages that came */
  readonly acts: number;
  /** the longest that anybody waited for a screen or a page, milliseconds */
  readonly longestWait: number;
  /** how many answers on pages were acknowledged, by conversation */
  readonly acknowledged: ReadonlyMap<string, number>;
  /** Everybody does their exercise. */
  doAll(): Promise<void>;
  /** Resolves when so many acts were answered. */
  until(acts: number): Promise<void>;
  /** Ends the program, and nobody starts it again. */
  stop(): Promise<void>;
  /** the clock of the program's machine from now on, milliseconds beside the right time */
  shiftClock(ms: number): Promise<void>;
  close(): Promise<void>;
}

export async function openWorld(size: Size): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "skridt-faults-"));
  const clockFile = join(folder, "clock");
  await writeFile(clockFile, "0");
  const [postgres, telegram, teams] = await Promise.all([
    ownPostgres(size.diskMb),
    startTelegramServer(),
    startConnector(),
  ]);
  const [toTelegram, toTeams] = await Promise.all([telegram.url, teams.url].map(cableTo));
  const cables = { telegram: toTelegram!, teams: toTeams! };
  const database = await openDatabase(postgres.url, TEST_KEY);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = (): Program =>
    startProgram({
      ...{ DATABASE_URL: postgres.url, DATA_KEY, DATA_DIR: folder, PORT: String(port), LOG_LEVEL: "silent" },
      ...{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: cables.telegram.url, TELEGRAM_PER_SECOND: "10000" },
      ...{ NODE_ENV: "development", CLOCK_SHIFT_FILE: clockFile },
      NODE_OPTIONS: `--import ${pathToFileURL(resolve("test/support/shifted-clock.ts")).href}`,
    });
  let stopped = false;
  const start = (): Program => {
    const it = started();
    void it.ended.then(async () => {
      await sleep(START_AGAIN_MS);
      if (!stopped) program = start();
    });
    return it;
  };
  let program = start();

  const { id: unit } = await addUnit(database, "Rusmiddelcenter Test");
  const { id: staff } = await addStaff(database, { name: "Maria", role: "behandler", unit });
  const { id: duty } = await addStaff(database, { name: "Vagt", role: "behandler", unit });
  for (const day of DAYS) await addDuty(database, unit, { day, from: 0, to: 1440, staff: duty, rank: 1 });
  await keepTeamsChat(database, duty, { conversation: "a:1", serviceUrl: cables.teams.url, tenant: "t" }, new Date());
  const all = await crowd(database, { staff, unit }, size.telegram + size.web + size.crisis);
  const people = {
    telegram: all.slice(0, size.telegram),
    web: all.slice(size.telegram, size.telegram + size.web),
    crisis: all.slice(size.telegram + size.web).map((it) => ({ ...it, gives: CRISIS })),
  };
  await program.line(/Stop med Ctrl-C/);
  const onPages = [...people.web, ...people.crisis.filter((_, i) => i % 2 === 1)];
  const codes = new Map<string, string>();
  for (const member of all) {
    const channel = onPages.some(({ citizen }) => citizen === member.citizen) ? "web" : "telegram";
    codes.set(member.citizen, (await invite(database, { citizen: member.citizen, channel, now: new Date() })).code);
  }
  // a link to the pages is for one use: who loses the answer to it asks for another
  const cookies = new Map<string, string>();
  for (const { citizen } of onPages) cookies.set(citizen, await comeIn(url, codes.get(citizen)!));
  telegram.faults = faultsOf();

  const acknowledged = new Map<string, number>();
  const waiting = new Set<{ readonly acts: number; readonly done: () => void }>();
  let acts = 0;
  let longestWait = 0;
  const answered = (ms: number): void => {
    acts++;
    longestWait = Math.max(longestWait, ms);
    for (const it of [...waiting]) if (acts >= it.acts && waiting.delete(it)) it.done();
  };
  const does = async (member: Member): Promise<void> => {
    const cookie = cookies.get(member.citizen);
    if (cookie === undefined) return await exerciseFrom(telegram, member, codes.get(member.citizen)!, answered);
    await doOnPages(url, cookie, member.gives, (ms) => {
      acknowledged.set(member.conversation, (acknowledged.get(member.conversation) ?? 0) + 1);
      answered(ms);
    });
  };

  return {
    postgres,
    telegram,
    teams,
    cables,
    database,
    people,
    duty,
    get program() {
      return program;
    },
    get acts() {
      return acts;
    },
    get longestWait() {
      return longestWait;
    },
    acknowledged,
    async doAll() {
      // those of each kind come all the time
      const kinds = [people.telegram, people.web, people.crisis];
      const place = (members: readonly Member[]) => members.map((it, i) => ({ it, at: (i + 0.5) / members.length }));
      const mixed = kinds.flatMap(place).sort((a, b) => a.at - b.at);
      const turns = mixed.map(({ it }) => it).values();
      const lane = async (): Promise<void> => {
        for (const member of turns) await does(member);
      };
      await Promise.all(Array.from({ length: size.lanes }, lane));
    },
    until: (wanted) =>
      acts >= wanted ? Promise.resolve() : new Promise((done) => waiting.add({ acts: wanted, done })),
    async stop() {
      stopped = true;
      await program.end("SIGTERM");
    },
    async shiftClock(ms) {
      await writeFile(clockFile, String(ms));
      const it = program;
      // one that ends before it was up leaves it to the next, which reads it as it starts
      await it.line(/Stop med Ctrl-C/).then(
        () => it.process.kill("SIGUSR2"),
        () => undefined,
      );
    },
    async close() {
      stopped = true;
      await program.end("SIGKILL");
      await database.close();
      for (const cable of Object.values(cables)) await cable.close();
      await telegram.close();
      await teams.close();
      await postgres.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
