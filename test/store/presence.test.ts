import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { type Presence, startPresence } from "../../src/store/presence.ts";
import { TEST_KEY, type TestDatabase, testDatabase } from "../support/database.ts";

let test: TestDatabase;
let database: Database;
let presence: Presence;
beforeAll(async () => {
  test = await testDatabase();
  database = await openDatabase(test.url, TEST_KEY);
  presence = startPresence(database);
});
afterAll(async () => {
  await presence?.stop();
  await database?.close();
  await test?.drop();
});

const toldOf = (it: Presence): Promise<void> => new Promise((done) => it.onFree(done));
const processes = async (): Promise<unknown[]> =>
  (await database.pool.query("select id from process order by missed, id")).rows.map(({ id }) => id);

it("holds what it claims from its first beat on", async () => {
  expect(presence.held()).toBe(undefined);
  await toldOf(presence);
  expect(presence.held()?.aborted).toBe(false);
  expect(await processes()).toEqual([presence.id]);
});

it("counts who does not show itself, once for each moment, and takes it for gone after the last count", async () => {
  await database.pool.query(
    `insert into process (id, missed, looked_at) values
      ('gone', 6, now() - interval '1 second'), ('silent', 4, now() - interval '1 second'),
      ('of tomorrow', 0, now() + interval '1 hour'), ('looked at just now', 0, now() + interval '0.1 second')`,
  );
  const other = startPresence(database);
  await toldOf(other);
  const { rows } = await database.pool.query("select id, missed from process where id not in ($1, $2) order by id", [
    presence.id,
    other.id,
  ]);
  expect(rows).toEqual([
    { id: "looked at just now", missed: 0 },
    { id: "of tomorrow", missed: 1 },
    { id: "silent", missed: 5 },
  ]);
  await other.stop();
  expect(await processes()).not.toContain(other.id);
});

it("breaks off what it does when it was taken for gone, and begins anew", async () => {
  const held = presence.held();
  const back = toldOf(presence);
  await database.pool.query("delete from process where id = $1", [presence.id]);
  await back;
  expect(held?.aborted).toBe(true);
  expect(presence.held()?.aborted).toBe(false);
});
