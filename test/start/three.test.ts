import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invite } from "../../src/store/invitations.ts";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { addCitizen, addStaff, addUnit, type Citizen, relate } from "../../src/store/people.ts";
import { asOwner, DATA_KEY, emptyDatabase, TEST_KEY, type TestDatabase } from "../support/database.ts";
import { type Pooler, startPooler } from "../support/pooler.ts";
import { startTelegramServer, type TelegramServer, TOKEN } from "../support/telegram/server.ts";
import { type Program, startProgram } from "./program.ts";

/** One of the processes that serve one installation. */
interface Replica {
  readonly program: Program;
  readonly url: string;
}

/** the program's own user */
const USER = `three_${process.pid}`;

let test: TestDatabase;
let pooler: Pooler;
let telegram: TelegramServer;
let database: Database;
let replicas: Replica[];
let citizen: Citizen;

const start = async (databaseUrl: string): Promise<Replica> => {
  const program = startProgram({
    ...{ DATABASE_URL: databaseUrl, DATA_KEY, PORT: "0" },
    ...{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url },
  });
  return { program, url: /http:\S+\d/.exec(await program.line(/Stop med Ctrl-C/))?.[0] as string };
};

beforeAll(async () => {
  test = await emptyDatabase();
  telegram = await startTelegramServer();
  // at once, on a database with nothing in it
  replicas = await Promise.all([start(test.url), start(test.url)]);
  // two connections for all that one process wants
  await asOwner(test.url, `create role ${USER} login password 'x' in role skridt_app`);
  const url = new URL(test.url);
  [url.username, url.password] = [USER, "x"];
  pooler = await startPooler(url.href, 2);
  replicas.push(await start(pooler.url));
  database = await openDatabase(test.url, TEST_KEY);
  const { id: unit } = await addUnit(database, "Rusmiddelcenter Test");
  const { id: staff } = await addStaff(database, { name: "Mette", role: "behandler", unit });
  citizen = await addCitizen(database, { name: "Bo", unit });
  await relate(database, { citizen: citizen.id, staff, role: "behandler" });
});
afterAll(async () => {
  await Promise.all(replicas.map(({ program }) => program.end("SIGKILL")));
  await database?.close();
  await telegram?.close();
  await pooler?.close();
  await asOwner(test.url, `drop owned by ${USER}; drop role ${USER}`);
  await test?.drop();
});

const telegramOf = async ({ url }: Replica): Promise<string> => {
  const { channels } = (await (await fetch(`${url}/readyz`)).json()) as { channels: { telegram: string } };
  return channels.telegram;
};
const askers = async (): Promise<string[]> => (await Promise.all(replicas.map(telegramOf))).sort();

describe("three processes on one database, one of them behind a pooler", () => {
  it("make its tables once between them, and are ready", async () => {
    for (const { url } of replicas) {
      expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ ready: true, database: "here" });
    }
    const { rows } = await database.pool.query("select name from kysely_migration group by name having count(*) > 1");
    expect(rows).toEqual([]);
  });

  it("show on an open page what was answered at another", async () => {
    const [, second, first] = replicas as [Replica, Replica, Replica];
    const { code } = await invite(database, { citizen: citizen.id, channel: "web", now: new Date() });
    const post = (url: string, path: string, form: Record<string, string>, cookie = "") =>
      fetch(url + path, {
        method: "POST",
        redirect: "manual",
        headers: { cookie, origin: url, "sec-fetch-site": "same-origin" },
        body: new URLSearchParams(form),
      });
    const entered = await post(first.url, `/c/i/${code}`, {});
    const cookie = entered.headers.getSetCookie()[0]?.split(";")[0] as string;
    expect((await fetch(`${second.url}/c`, { headers: { cookie } })).status).toBe(200);
    const reader = (await fetch(`${second.url}/c/events`, { headers: { cookie } })).body
      ?.pipeThrough(new TextDecoderStream())
      .getReader();
    const next = async (): Promise<string> => {
      const read = await reader?.read();
      if (!read?.value) throw new Error("the page hears no more");
      return read.value;
    };
    // the page says where it is, then hears of the answer
    let told = await next();
    expect((await post(first.url, "/c/answer", { nonce: "n".repeat(22), words: "parathed" }, cookie)).status).toBe(303);
    const before = told;
    while (told === before) told += await next();
    expect(told.length).toBeGreaterThan(before.length);
    await reader?.cancel();
    // each of its transactions met whichever connection was free
    expect(pooler.preparedAnew).toBeGreaterThan(0);
  });

  it("ask Telegram from one of them, and from another soon after that one was killed", async () => {
    await expect.poll(askers, { timeout: 20_000 }).toEqual(["elsewhere", "elsewhere", "here"]);
    const states = await Promise.all(replicas.map(telegramOf));
    const [killed] = replicas.splice(states.indexOf("here"), 1) as [Replica];
    await killed.program.end("SIGKILL");
    await expect.poll(askers, { timeout: 20_000 }).toEqual(["elsewhere", "here"]);
  });
});
