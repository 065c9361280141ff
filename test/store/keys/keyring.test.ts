import { afterAll, beforeAll, expect, test } from "vitest";
import { fingerprint } from "../../../src/store/keys/keyring.ts";
import { openDatabase } from "../../../src/store/open.ts";
import { TEST_KEY, type TestDatabase, testDatabase } from "../../support/database.ts";

let place: TestDatabase;
beforeAll(async () => {
  place = await testDatabase();
});
afterAll(() => place.drop());

test("the first key of a database is its own, and any other is refused without showing either", async () => {
  const first = await openDatabase(place.url, TEST_KEY);
  const other = Buffer.alloc(32, 8);
  const error = await openDatabase(place.url, other).catch((it: Error) => it);
  expect(error).toMatchObject({
    name: "AppError",
    code: "config",
    message: `DATA_KEY: is not the key of this database. Expected the one with fingerprint ${fingerprint(TEST_KEY)}, got ${fingerprint(other)}.`,
  });
  const again = await openDatabase(place.url, TEST_KEY);
  expect(again.keyring.secret("media")).toEqual(first.keyring.secret("media"));
  expect(again.keyring.secret("media")).not.toEqual(first.keyring.secret("other"));
  const { rows } = await first.pool.query("select t::text from setting t");
  const stored = JSON.stringify(rows);
  for (const secret of [TEST_KEY, first.keyring.secret("media")]) {
    expect(stored).not.toContain(secret.toString("base64"));
  }
  await first.close();
  await again.close();
});

test("what is wrapped opens where it was wrapped for, and nowhere else", async () => {
  const { keyring, close } = await openDatabase(place.url, TEST_KEY);
  const wrapped = keyring.wrap("one", Buffer.from("secret"));
  expect((await keyring.unwrap("one", wrapped)).toString()).toBe("secret");
  await expect(keyring.unwrap("two", wrapped)).rejects.toMatchObject({ code: "internal" });
  await expect(keyring.unwrap("one", { ...wrapped, dataKey: "unknown" })).rejects.toMatchObject({ code: "internal" });
  await close();
});
