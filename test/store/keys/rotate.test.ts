import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../../src/config.ts";
import { openProduct } from "../../../src/product.ts";
import { fingerprint } from "../../../src/store/keys/keyring.ts";
import { rotateDataKey } from "../../../src/store/keys/rotate.ts";
import { addCitizen, getCitizen, listCitizens } from "../../../src/store/people.ts";
import { run } from "../../cli/run.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { DATA_KEY, TEST_KEY } from "../../support/database.ts";
import { filesRead } from "../../support/installation.ts";

const NEXT = Buffer.alloc(32, 9);
const NEW = NEXT.toString("base64");

/** The product that runs all the while, and was given the first key. */
let app: TestApp;
let ids: string[];
beforeAll(async () => {
  app = await startTestApp();
  ids = [];
  for (const name of ["Ane", "Bo", "Carl", "Dorte", "Emil"]) ids.push((await app.newCitizen({ name })).citizen);
});
afterAll(() => app?.stop());

const settings = (key: string, next?: string) => ({
  DATABASE_URL: app.product.database.url,
  DATA_DIR: app.dataDir,
  DATA_KEY: key,
  ...(next ? { DATA_KEY_NEW: next } : {}),
});
const opened = async (key: string) => openProduct(readConfig(settings(key)), { opened: await filesRead() });
const names = async ({ database }: Pick<TestApp["product"], "database">) =>
  (await listCitizens(database)).map(({ name }) => name);
const wrappedWith = async () => {
  const { rows } = await app.product.database.pool.query<{ key: string }>("select data_key as key from citizen_key");
  return rows.map(({ key }) => key);
};

test("a rotation that was stopped goes on where it was; in the middle of it either key opens everything", async () => {
  const told: number[] = [];
  const stopped = await opened(DATA_KEY);
  const half = rotateDataKey(stopped.database, { before: TEST_KEY, next: NEXT, batch: 2 }, ({ done }) => {
    told.push(done);
    if (done === 2) throw new Error("stopped");
  });
  await expect(half).rejects.toThrow("stopped");
  await stopped.close();
  expect(told).toEqual([0, 2]);
  expect(new Set(await wrappedWith())).toEqual(new Set([fingerprint(TEST_KEY), fingerprint(NEXT)]));
  for (const key of [DATA_KEY, NEW]) {
    const other = await opened(key);
    expect(await names(other)).toEqual(["Ane", "Bo", "Carl", "Dorte", "Emil"]);
    await other.close();
  }
  const early = await run(settings(DATA_KEY, Buffer.alloc(32, 3).toString("base64")), "keys", "rotate");
  expect(early).toMatchObject({ code: 1, errors: expect.stringContaining("Finish it first: keys retire") });

  const again = await run(settings(DATA_KEY, NEW), "keys", "rotate", "--json");
  expect(again).toEqual({ code: 0, out: '{"keys":5}\n', errors: "2 of 5 keys\n5 of 5 keys\n" });
  expect(new Set(await wrappedWith())).toEqual(new Set([fingerprint(NEXT)]));
});

test("a process that runs with the old key goes on, and wraps what is new with the new one", async () => {
  const { database, receive } = app.product;
  const { id, conversation } = await addCitizen(database, { name: "Fie", unit: app.unit });
  const at = new Date().toISOString();
  const answered = { kind: "words", words: "parathed", channel: "web", id: "hej", at } as const;
  expect((await receive.receive(conversation, answered)).verdict).toBe("accepted");
  expect(new Set(await wrappedWith())).toEqual(new Set([fingerprint(NEXT)]));
  const next = await opened(NEW);
  expect((await getCitizen(next.database, id)).name).toBe("Fie");
  expect(next.database.keyring.secret("media")).toEqual(database.keyring.secret("media"));
  await next.close();
});

test("the old key is retired by who has the new one, and then opens nothing, nor does it lead to the new one", async () => {
  const old = await run(settings(DATA_KEY), "keys", "retire");
  expect(old).toMatchObject({ code: 1, errors: expect.stringContaining("expected the new one") });
  expect(await run(settings(NEW), "keys", "retire")).toMatchObject({ code: 0 });
  const refused = await run(settings(DATA_KEY), "citizen", "list");
  expect(refused).toMatchObject({ code: 1, errors: expect.stringContaining("is not the key of this database") });
  const { rows } = await app.product.database.pool.query<{ value: object }>(
    "select value from setting where name = 'data-key'",
  );
  expect(rows.map(({ value }) => Object.keys(value))).toEqual([["key", "secret"]]);
  // who was started before goes on until it is started anew
  expect(await names(app.product)).toContain("Fie");
  const twice = await run(settings(NEW), "keys", "retire");
  expect(twice).toMatchObject({ code: 1, errors: expect.stringContaining("expected one that was replaced, got none") });
});

test("a key is not replaced by itself or by nothing", async () => {
  expect(await run(settings(NEW, NEW), "keys", "rotate")).toMatchObject({ code: 2 });
  const nothing = await run(settings(NEW), "keys", "rotate");
  expect(nothing).toMatchObject({ code: 2, errors: expect.stringContaining("DATA_KEY_NEW: expected") });
});
