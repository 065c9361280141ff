import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "../../../src/store/open.ts";
import { outboxState } from "../../../src/store/outbox.ts";
import { addStaff, addUnit } from "../../../src/store/people.ts";
import { type Program, startProgram } from "../../start/program.ts";
import { deliveryBooks, outcomeBooks, replayBooks } from "../../support/books.ts";
import { DATA_KEY, TEST_KEY, type TestDatabase, testDatabase } from "../../support/database.ts";
import { filesRead } from "../../support/installation.ts";
import { crowd, doExercise } from "../../support/telegram/crowd.ts";
import { faultsOf } from "../../support/telegram/faults.ts";
import { startTelegramServer, type TelegramServer, TOKEN } from "../../support/telegram/server.ts";

const LONG = process.env.CHAOS === "long";
const CITIZENS = LONG ? 1000 : 40;
/** How many screens have come when the program is killed: early, and in the thick of it; in the long form 200 times. */
const KILLED_AT = LONG ? Array.from({ length: 200 }, (_, i) => 40 * (i + 1)) : [70, 230];

let test: TestDatabase;
let dataDir: string;
let telegram: TelegramServer;
let database: Database;
beforeAll(async () => {
  test = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "skridt-killed-"));
  telegram = await startTelegramServer();
  database = await openDatabase(test.url, TEST_KEY);
});
afterAll(async () => {
  await database?.close();
  await telegram?.close();
  await test?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const start = (): Program =>
  startProgram({
    ...{ DATABASE_URL: test.url, DATA_KEY, DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "silent" },
    ...{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url, TELEGRAM_PER_SECOND: "10000" },
  });

it("killed in the middle and started again, it has every answer once and leaves nobody without a screen", async () => {
  const unit = await addUnit(database, "Rusmiddelcenter Test");
  const staff = await addStaff(database, { name: "Maria", role: "behandler", unit: unit.id });
  const members = await crowd(database, { staff: staff.id, unit: unit.id }, CITIZENS);
  telegram.faults = faultsOf();
  const all = Promise.all(members.map((member) => doExercise(database, telegram, member)));
  let program = start();
  for (const screens of KILLED_AT) {
    await telegram.until(() => telegram.screens.length >= screens);
    expect(await program.end("SIGKILL")).toMatchObject({ signal: "SIGKILL" });
    program = start();
  }
  await all;
  await expect.poll(async () => (await outboxState(database)).waiting, { timeout: 120_000 }).toBe(0);
  await program.end("SIGTERM");
  expect(await outcomeBooks(database, members)).toEqual([]);
  expect(await replayBooks(database, (await filesRead()).library, members)).toEqual([]);
  expect(await deliveryBooks(database, members, telegram.screens, true)).toEqual([]);
}, 3_600_000);
