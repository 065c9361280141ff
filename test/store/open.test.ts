import { once } from "node:events";
import { readdirSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join, parse } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "../../src/store/migrate.ts";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { listUnits } from "../../src/store/people.ts";
import { openPool } from "../../src/store/pool.ts";
import { type Cable, cableTo } from "../support/cable.ts";
import { TEST_KEY, type TestDatabase, testDatabase } from "../support/database.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

async function query(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

function changedUrl(change: (url: URL) => void): string {
  const url = new URL(test.url);
  change(url);
  return url.href;
}

describe("migrations", () => {
  it("are applied once, also by several processes at the same moment", async () => {
    await query("drop schema public cascade; create schema public");
    const all = await Promise.all([1, 2, 3].map(() => migrate(test.url)));
    const files = readdirSync(join(import.meta.dirname, "../../src/store/migrations"));
    expect(all.filter((names) => names.length > 0)).toEqual([files.sort().map((it) => parse(it).name)]);
    expect(await migrate(test.url)).toEqual([]);
  });

  it("refuse a database of a newer version, and say so", async () => {
    await query("insert into kysely_migration (name, timestamp) values ('999-later', '2030-01-01T00:00:00.000Z')");
    await expect(openDatabase(test.url, TEST_KEY)).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("written by a newer Skridt"),
    });
    await query("delete from kysely_migration where name = '999-later'");
  });
});

describe("a database that cannot be opened", () => {
  const opened = async (url: string): Promise<Error> => {
    const error = await openDatabase(url, TEST_KEY).then(
      () => undefined,
      (it: Error) => it,
    );
    expect(error).toMatchObject({ name: "AppError", code: "unavailable" });
    return error!;
  };

  it("is named by its address, with what to check", async () => {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    const url = changedUrl((it) => {
      it.port = String(port);
    });
    const { message } = await opened(url);
    expect(message).toMatch(
      new RegExp(`^DATABASE_URL: no PostgreSQL answers at 127.0.0.1:${port} \\(ECONNREFUSED\\). Check`),
    );
  });

  it.each<[string, (url: URL) => void, RegExp]>([
    ["wrong password", (it) => (it.password = "s3cret-guess"), /refuses the user or the password/],
    ["missing database", (it) => (it.pathname = "/nowhere"), /has no such database/],
    ["unknown host", (it) => (it.hostname = "nowhere.invalid"), /no PostgreSQL answers at nowhere.invalid/],
  ])("says in one line what is wrong, without the password: %s", async (_, change, expected) => {
    const { message } = await opened(changedUrl(change));
    expect(message).toMatch(expected);
    expect(message).not.toContain("\n");
    expect(message).not.toContain(new URL(test.url).password);
    expect(message).not.toContain("s3cret");
  });

  it.each(["", "grant usage on schema public to guest"])(
    "says that the user may not make tables (%s)",
    async (grant) => {
      await query("drop schema public cascade; create schema public; create role guest login password 'guest'");
      if (grant) await query(grant);
      const url = changedUrl((it) => {
        it.username = "guest";
        it.password = "guest";
      });
      expect((await opened(url)).message).toMatch(/does not let the user make tables/);
      await query("drop schema public cascade; create schema public; drop role guest");
      await migrate(test.url);
    },
  );
});

it.each<[string, (database: Database) => Promise<unknown>]>([
  ["statements", (it) => it.pool.query("select 1")],
  ["queries", listUnits],
])("ends its connections when it is closed, also when it was used for %s alone", async (_, use) => {
  const database = await openDatabase(test.url, TEST_KEY);
  await use(database);
  await database.close();
  await expect(database.pool.query("select 1")).rejects.toMatchObject({ code: "unavailable" });
});

describe("a database that goes away", () => {
  let cable: Cable;
  let database: Database;
  beforeAll(async () => {
    cable = await cableTo(test.url);
    database = await openDatabase(cable.url, TEST_KEY);
  });
  afterAll(async () => {
    await database.close();
    await cable.close();
  });
  const UNAVAILABLE = { name: "AppError", code: "unavailable", message: "the database does not answer" };

  it("is unavailable, on every way to it, and is used again when it is back", async () => {
    await listUnits(database);
    await cable.cut();
    await expect(listUnits(database)).rejects.toMatchObject(UNAVAILABLE);
    await expect(database.pool.query("select 1")).rejects.toMatchObject(UNAVAILABLE);
    await cable.mend();
    expect(await listUnits(database)).toEqual([]);
  });

  it("fails what was under way, and does not end the process", async () => {
    const waiting = () => database.pool.query("select pg_advisory_lock(1)");
    const holder = new pg.Client({ connectionString: test.url });
    await holder.connect();
    await holder.query("select pg_advisory_lock(1)");
    const lent = await database.pool.connect();
    const all = [waiting(), waiting(), lent.query("select pg_advisory_lock(1)", [])];
    const results = Promise.allSettled(all);
    for (let held = 0; held < all.length; ) {
      const { rows } = await holder.query<{ held: number }>(
        "select count(*)::int as held from pg_locks where locktype = 'advisory' and not granted",
      );
      held = rows[0]!.held;
    }
    await cable.cut();
    for (const result of await results) expect(result).toMatchObject({ status: "rejected", reason: UNAVAILABLE });
    lent.release();
    await holder.end();
    await cable.mend();
    expect((await database.pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    expect(await listUnits(database)).toEqual([]);
  });

  it("is unavailable when the server ends the connection itself", async () => {
    const client = await database.pool.connect();
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    await query(`select pg_terminate_backend(${rows[0]!.pid})`);
    await expect(client.query("select 1")).rejects.toMatchObject(UNAVAILABLE);
    client.release();
    expect(await listUnits(database)).toEqual([]);
  });

  it("is unavailable when it does not answer in time, and the connection that waits is not used again", async () => {
    const holder = new pg.Client({ connectionString: test.url });
    await holder.connect();
    await holder.query("select pg_advisory_lock(2)");
    const pool = openPool(test.url, { queryMs: 100 });
    const lent = await pool.connect();
    await expect(lent.query("select pg_advisory_lock(2)", [])).rejects.toMatchObject(UNAVAILABLE);
    lent.release();
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await holder.end();
    await pool.end();
  });

  it("is told from a mistake in a statement", async () => {
    await expect(database.pool.query("select nothing from nowhere")).rejects.toMatchObject({ code: "42P01" });
  });
});
