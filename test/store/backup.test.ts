import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { run } from "../cli/run.ts";
import { emptyDatabase, TEST_KEY, type TestDatabase } from "../support/database.ts";
import { type Installation, openInstallation } from "../support/installation.ts";
import { everyRow } from "../support/tables.ts";

let house: Installation;
let folder: string;
const made: TestDatabase[] = [];
beforeAll(async () => {
  house = await openInstallation();
  folder = await mkdtemp(join(tmpdir(), "skridt-backup-"));
  const bo = await house.newCitizen("Bo Æ");
  await bo.say("parathed");
  await house.newCitizen("Eva");
});
afterAll(async () => {
  await house?.close();
  for (const it of made) await it.drop();
  await rm(folder, { recursive: true, force: true });
});

async function empty(): Promise<Record<string, string>> {
  const database = await emptyDatabase();
  made.push(database);
  return { ...house.environment, DATABASE_URL: database.url };
}
/** Without when the tables were made. */
const rowsIn = async (database: Database): Promise<string[]> =>
  (await everyRow(database)).filter((row) => !row.startsWith("public.kysely_")).sort();
const file = () => join(folder, "all.gz");
const opened = async <T>(environment: Record<string, string>, work: (database: Database) => Promise<T>): Promise<T> => {
  const database = await openDatabase(environment.DATABASE_URL as string, TEST_KEY);
  return await work(database).finally(() => database.close());
};

test("a backup put into an empty database is the same, row for row, and opens with its key", async () => {
  const ran = await run(house.environment, "backup", file(), "--json");
  expect(ran).toMatchObject({ code: 0, errors: "" });
  expect(JSON.parse(ran.out).rows).toBeGreaterThan(20);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  // nobody's name stands in it
  expect(gunzipSync(await readFile(file())).toString()).not.toContain("Bo Æ");
  const elsewhere = await empty();
  expect(await run(elsewhere, "restore", file())).toMatchObject({ code: 0, errors: "" });
  await opened(elsewhere, async (database) => {
    const all = await rowsIn(database);
    const [made, put] = [",backup,", ",restore,"].map((what) => all.filter((row) => row.includes(what)));
    expect(all.filter((row) => !put?.includes(row))).toEqual(await rowsIn(house.product.database));
    expect([made, put].flat().map((row = "") => /service:[\w-]+,\w+,,,operation/.exec(row)?.[0])).toEqual([
      "service:command-line,copied,,,operation",
      "service:command-line,added,,,operation",
    ]);
    // ids go on after the highest
    const { rows } = await database.pool.query<{ next: boolean }>(
      "select nextval(pg_get_serial_sequence('outbox', 'id')) > max(id) as next from outbox",
    );
    expect(rows).toEqual([{ next: true }]);
  });
});

test("it is never written over another, and never put upon anything", async () => {
  expect(await run(house.environment, "backup", file())).toMatchObject({
    code: 2,
    errors: expect.stringContaining("expected a new file"),
  });
  expect(await run(house.environment, "restore", file())).toMatchObject({
    code: 2,
    errors: expect.stringContaining("expected a database with nothing in it"),
  });
});

test.each([
  ["cut off", (lines: string[]) => lines.slice(0, -1), "its end is missing"],
  [
    "with a row changed",
    (lines: string[]) => lines.map((it) => it.replace('{"id":"', '{"id":"x')),
    "its digest is another",
  ],
  ["with a row less", (lines: string[]) => lines.toSpliced(-2, 1), "its digest is another"],
  ["that unpacks to far more than it is", () => ["x".repeat(70 * 1024 * 1024)], "a line does not end"],
  ["that is none", () => ["hej"], "its first line is not one of a backup"],
])("one %s is refused, and nothing is restored", async (_, change, why) => {
  const lines = gunzipSync(await readFile(file()))
    .toString()
    .trimEnd()
    .split("\n");
  const changed = change(lines);
  const broken = join(folder, "broken.gz");
  await writeFile(broken, gzipSync(`${changed.join("\n")}\n`));
  const elsewhere = await empty();
  expect(await run(elsewhere, "restore", broken)).toMatchObject({ code: 2, errors: expect.stringContaining(why) });
  expect(await run(elsewhere, "restore", file())).toMatchObject({ code: 0 });
});
