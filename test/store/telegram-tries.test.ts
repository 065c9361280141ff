import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { countTry, forgetTries } from "../../src/store/telegram-tries.ts";
import { TEST_KEY, type TestDatabase, testDatabase } from "../support/database.ts";
import { NOW } from "../support/frozen.ts";

let test: TestDatabase;
let database: Database;
let other: Database;
beforeAll(async () => {
  test = await testDatabase();
  [database, other] = [await openDatabase(test.url, TEST_KEY), await openDatabase(test.url, TEST_KEY)];
});
afterAll(async () => {
  await other.close();
  await database.close();
  await test.drop();
});

const at = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000);
const rows = async () => (await database.pool.query("select chat_id, count from telegram_try order by 1")).rows;

it("lets a chat try five codes an hour, whichever process it meets, and tries at the same moment count each", async () => {
  const tries = await Promise.all(Array.from({ length: 8 }, (_, i) => countTry(i % 2 ? database : other, 7, at(i))));
  expect(tries.filter((may) => may)).toHaveLength(5);
  expect(await countTry(database, 7, at(59))).toBe(false);
  expect(await countTry(database, 7, at(70))).toBe(true);
});

it("remembers nothing of who found the right one, nor for longer than an hour", async () => {
  await countTry(database, 8, at(70));
  await forgetTries(database, 8);
  await countTry(database, 9, at(140));
  expect(await rows()).toEqual([{ chat_id: "9", count: 1 }]);
});

it("remembers so many chats and no more", async () => {
  await database.pool.query(
    "insert into telegram_try select n, $1::timestamptz + n * interval '1 millisecond', 5 from generate_series(100, 10100) n",
    [at(141)],
  );
  await countTry(database, 10, at(150));
  const left = "select count(*)::int, min(chat_id)::int as oldest from telegram_try where chat_id > 10";
  expect((await database.pool.query(left)).rows).toEqual([{ count: 9999, oldest: 102 }]);
});
