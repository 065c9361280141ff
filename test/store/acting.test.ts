import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acting, asService, boundToActor } from "../../src/store/acting.ts";
import { migrate, shapeOf } from "../../src/store/migrate.ts";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { addCitizen, addStaff, addUnit, listCitizens, relate } from "../../src/store/people.ts";
import { asOwner, TEST_KEY, type TestDatabase, testDatabase } from "../support/database.ts";

let test: TestDatabase;
let database: Database;
let mette: string;
let bo: string;
beforeAll(async () => {
  test = await testDatabase();
  database = await openDatabase(test.url, TEST_KEY);
  const unit = await addUnit(database, "Rusmiddelcenter Test");
  mette = (await addStaff(database, { name: "Mette", role: "behandler", unit: unit.id })).id;
  bo = (await addCitizen(database, { name: "Bo", unit: unit.id })).id;
  const liv = await addCitizen(database, { name: "Liv", unit: unit.id });
  const lars = await addStaff(database, { name: "Lars", role: "behandler", unit: unit.id });
  await relate(database, { citizen: bo, staff: mette, role: "behandler" });
  await relate(database, { citizen: liv.id, staff: lars.id, role: "behandler" });
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

const names = async () => (await listCitizens(database)).map(({ name }) => name);
const asMette = <T>(work: () => T) => acting({ kind: "staff", id: mette }, work);

describe("who acts", () => {
  it("decides what a query without a filter gives", async () => {
    expect(await names()).toEqual(["Bo", "Liv"]);
    expect(await asMette(names)).toEqual(["Bo"]);
    expect(await acting(undefined, names)).toEqual([]);
    expect(await asService("delivery", names)).toEqual([]);
  });

  it("is each one's own, also when many ask at the same moment", async () => {
    const asked = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? asMette(names) : acting(undefined, names)));
    expect(await Promise.all(asked)).toEqual(asked.map((_, i) => (i % 2 === 0 ? ["Bo"] : [])));
  });

  it("is forgotten with each statement, on the connection itself", async () => {
    const client = await database.pool.connect();
    const count = async () => (await client.query<{ n: string }>("select count(*) as n from citizen")).rows[0]!.n;
    const said = async () =>
      (await client.query<{ actor: string | null }>("select current_setting('skridt.actor', true) as actor")).rows;
    expect(await asMette(count)).toBe("1");
    expect(await acting(undefined, count)).toBe("0");
    expect(await acting(undefined, said)).toEqual([{ actor: "" }]);
    await expect(asMette(() => client.query("select 1 / 0"))).rejects.toMatchObject({ code: "22012" });
    expect(await acting(undefined, count)).toBe("0");
    client.release();
  });

  it("can change within a transaction, and what fails in one leaves the connection whole", async () => {
    await expect(
      database.db.transaction().execute(async (db) => {
        const inside = { ...database, db };
        expect((await asMette(() => listCitizens(inside))).length).toBe(1);
        expect((await listCitizens(inside)).length).toBe(2);
        await asMette(() => addUnit(inside, "Nyt sted"));
      }),
    ).rejects.toMatchObject({ code: "42501" });
    expect(await asMette(names)).toEqual(["Bo"]);
  });

  it("goes along with work that is called by others later", async () => {
    const bound = asMette(() => boundToActor(names));
    expect(await acting(undefined, bound)).toEqual(["Bo"]);
  });

  it("holds for named and for plain statements, with and without values", async () => {
    const named = { name: "all-citizens", text: "select id from citizen where id <> $1", values: ["none"] };
    for (const _ of [1, 2]) {
      expect((await asMette(() => database.pool.query(named))).rows).toEqual([{ id: bo }]);
      expect((await acting(undefined, () => database.pool.query(named))).rows).toEqual([]);
    }
    const wrong = { name: "wrong", text: "select nothing from nowhere where 1 = $1", values: [1] };
    for (const _ of [1, 2]) {
      await expect(asMette(() => database.pool.query(wrong))).rejects.toMatchObject({ code: "42P01" });
    }
  });
});

describe("the user of the database", () => {
  const user = async (rights: string): Promise<{ name: string; url: string }> => {
    const name = `test_${randomUUID().slice(0, 8)}`;
    await asOwner(test.url, `create role ${name} login password 'x' ${rights}`);
    const url = new URL(test.url);
    [url.username, url.password] = [name, "x"];
    return { name, url: url.href };
  };
  const gone = (name: string) => asOwner(test.url, `drop owned by ${name}; drop role ${name}`);

  it("can be a plain member of the role: nothing is set for a session, and tables are somebody else's", async () => {
    const { name, url } = await user("in role skridt_app");
    const opened = await openDatabase(url, TEST_KEY);
    const { rows } = await opened.pool.query<{ is: string }>("select current_user as is");
    expect(rows).toEqual([{ is: name }]);
    expect((await asMette(() => listCitizens(opened))).map((it) => it.name)).toEqual(["Bo"]);
    expect(await acting(undefined, () => listCitizens(opened))).toEqual([]);
    await expect(opened.pool.query("drop table citizen")).rejects.toMatchObject({ code: "42501" });
    await opened.close();
    await asOwner(test.url, "comment on function skridt_service() is 'older'");
    await expect(openDatabase(url, TEST_KEY)).rejects.toMatchObject({
      message: expect.stringContaining("skridt migrate"),
    });
    await migrate(test.url);
    await gone(name);
  });

  it("stops the start when policies do not hold it, and it may not become the role", async () => {
    const bypassing = await user("bypassrls");
    const stranger = await user("");
    for (const { name, url } of [bypassing, stranger]) {
      const { message } = await openDatabase(url, TEST_KEY).then(
        () => new Error("opened"),
        (error: Error) => error,
      );
      expect(message).toContain(`GRANT skridt_app TO "${name}"`);
      expect(message).not.toContain("password");
      await gone(name);
    }
  });

  it("can be the owner of its tables without being a superuser", async () => {
    const { name, url } = await user("createrole");
    const own = `test_${randomUUID().slice(0, 8)}`;
    await asOwner(test.url, `grant skridt_app to ${name} with admin option`);
    await asOwner(test.url, `create database ${own} owner ${name}`);
    const at = new URL(url);
    at.pathname = `/${own}`;
    const opened = await openDatabase(at.href, TEST_KEY);
    const unit = await addUnit(opened, "Et sted");
    const { id } = await addCitizen(opened, { name: "Ida", unit: unit.id });
    expect(await acting(undefined, () => listCitizens(opened))).toEqual([]);
    expect((await opened.pool.query("select current_user as is")).rows).toEqual([{ is: "skridt_app" }]);
    await opened.close();
    const client = new pg.Client({ connectionString: at.href });
    await client.connect();
    expect((await client.query("select id from citizen")).rows).toEqual([{ id }]);
    expect(await shapeOf(client)).toBe("newest");
    await client.end();
    await asOwner(test.url, `drop database ${own} with (force)`);
    await gone(name);
  });
});
