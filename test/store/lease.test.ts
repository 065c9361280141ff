import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inOneProcess } from "../../src/store/lease.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await database.drop();
});

/** Work that goes on until it is told to stop. */
function worker(name: string, working: Set<string>) {
  let begin = (): void => undefined;
  const begun = new Promise<void>((done) => {
    begin = done;
  });
  const stop = inOneProcess(database, "polling", async (signal) => {
    working.add(name);
    begin();
    await new Promise((done) => signal.addEventListener("abort", done));
    working.delete(name);
  });
  return { begun, stop };
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

it("tells the work to stop when the database has let go of it", async () => {
  const working = new Set<string>();
  const { begun, stop } = worker("cut", working);
  await begun;
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()
      and database = (select oid from pg_database where datname = current_database())`,
  );
  await client.end();
  await expect.poll(() => working.size).toBe(0);
  await stop();
});
