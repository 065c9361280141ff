import { afterAll, beforeAll, expect, it } from "vitest";
import { inOneProcess } from "../../src/store/lease.ts";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { startPresence } from "../../src/store/presence.ts";
import { TEST_KEY, type TestDatabase, testDatabase } from "../support/database.ts";

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await testDatabase();
  database = await openDatabase(test.url, TEST_KEY);
});
afterAll(async () => {
  await database?.close();
  await test.drop();
});

/** Work that goes on until it is told to stop. */
function worker(name: string, working: Set<string>) {
  const begun = Promise.withResolvers<void>();
  const presence = startPresence(database);
  const stopWork = inOneProcess({ pool: database.pool, presence }, "polling", async (signal) => {
    working.add(name);
    begun.resolve();
    await new Promise((done) => signal.addEventListener("abort", done));
    working.delete(name);
  });
  const stop = () => stopWork().then(presence.stop);
  return { begun: begun.promise, stop, holder: presence.id };
}

it("lets one work at a time, and another when that one stops", async () => {
  const working = new Set<string>();
  const first = worker("first", working);
  await first.begun;
  const second = worker("second", working);
  await first.stop();
  await second.begun;
  expect([...working]).toEqual(["second"]);
  await second.stop();
  expect(working.size).toBe(0);
});

it("lets another work when the process that holds it is gone, not as long as that is not sure", async () => {
  await database.pool.query("insert into process (id) values ('killed')");
  await database.pool.query("insert into lease (name, holder) values ('polling', 'killed')");
  const working = new Set<string>();
  const { begun, stop, holder } = worker("next", working);
  const processes = async () =>
    (await database.pool.query<{ id: string; missed: number }>("select id, missed from process")).rows;
  await expect.poll(processes, { timeout: 20_000 }).toEqual(
    expect.arrayContaining([
      { id: "killed", missed: 2 },
      { id: holder, missed: 0 },
    ]),
  );
  expect([...working]).toEqual([]);
  await database.pool.query("update process set missed = 6 where id = 'killed'");
  await begun;
  expect([...working]).toEqual(["next"]);
  await stop();
});

it("tells the work to stop when another has taken it, and takes nothing from one that is there", async () => {
  const working = new Set<string>();
  const { begun, stop } = worker("slow", working);
  await begun;
  await database.pool.query("insert into process (id) values ('other')");
  await database.pool.query("update lease set holder = 'other'");
  await expect.poll(() => working.size, { timeout: 10_000 }).toBe(0);
  await stop();
  const { rows } = await database.pool.query("select holder from lease");
  expect(rows).toEqual([{ holder: "other" }]);
});
