import { readFile } from "node:fs/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SERVICES } from "../../src/store/acting.ts";
import { OWN_TABLES } from "../../src/store/keys/own-tables.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { fill } from "./access-world.ts";

let test: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  test = await testDatabase();
  owner = new pg.Client({ connectionString: test.url });
  await owner.connect();
  await fill(owner);
});
afterAll(async () => {
  await owner?.end();
  await test?.drop();
});

/** Who can act, as the database is told; undefined: whoever comes with `psql`. */
const ACTORS = [undefined, "staff:mette", "citizen:bo", ...SERVICES.map((name) => `service:${name}`)];
/** Their changes of any table are told elsewhere: the turn, and the one row that says that a citizen was erased. */
const EVERYWHERE = ["service:turns", "service:erasure"];

/** So many rows of the audit tell of a table since the savepoint. */
async function rowsAbout(table: string, actor: string | undefined): Promise<number> {
  const { rows } = await owner.query<{ actor: string; rule: string }>(
    "select actor, rule from audit where what = $1 and at = now()",
    [table],
  );
  const name = actor?.replace("staff:", "") ?? "database:";
  for (const row of rows)
    expect([row.actor.startsWith(name), row.rule !== ""], `${table}: ${row.actor}`).toEqual([true, true]);
  return rows.length;
}

/** What an actor can change in the tables of citizens without a row in the audit, as "media: citizen". */
async function silentFor(actor: string | undefined): Promise<string[]> {
  const silent: string[] = [];
  await owner.query("begin");
  await owner.query("select set_config('skridt.actor', $1, true), set_config('skridt.rule', $2, true)", [
    actor ?? "",
    actor?.startsWith("staff:") ? "tied" : "",
  ]);
  for (const { table } of OWN_TABLES) {
    const { rows } = await owner.query<{ column: string }>(
      `select attname as column from pg_attribute where attrelid = $1::regclass and atttypid = 'timestamptz'::regtype
       and attnum > 0 and not attisdropped order by attname in ('next_at', 'rotated_at', 'looked_at'), attnum limit 1`,
      [table],
    );
    const column = rows[0]!.column;
    await owner.query("savepoint before");
    await owner.query(`update "${table}" set ${column} = coalesce(${column}, now()) + interval '1 hour'`);
    if ((await rowsAbout(table, actor)) === 0) silent.push(`${table} changed`);
    await owner.query("rollback to before");
  }
  // in the order in which they can be removed
  for (const { table } of OWN_TABLES) {
    await owner.query(`delete from "${table}"`);
    if ((await rowsAbout(table, actor)) === 0) silent.push(`${table} removed`);
  }
  await owner.query("rollback");
  return silent;
}

describe("a change of what is a citizen's", () => {
  it("has a row in the audit, whoever makes it and in whichever table, but for those that docs/security.md lists", async () => {
    const docs = await readFile(new URL("../../docs/security.md", import.meta.url), "utf8");
    const listed = [...docs.matchAll(/^\| `(\w+)` \| ((?:`[\w-]+`(?:, )?)+) \| .+ \|$/gm)].flatMap(
      ([, table, whose = ""]) => [...whose.matchAll(/`([\w-]+)`/g)].map(([, who = ""]) => `${who} ${table}`),
    );
    const found: string[] = [];
    for (const actor of ACTORS.filter((it) => it === undefined || !EVERYWHERE.includes(it))) {
      const tables = new Set((await silentFor(actor)).map((it) => it.split(" ")[0]));
      const who = actor?.replace(/^service:|:.*$/g, "") ?? "psql";
      found.push(...[...tables].map((table) => `${who} ${table}`));
    }
    expect(found.sort()).toEqual(listed.sort());
  });

  it("of staff is refused in every table when no rule allowed it", async () => {
    await owner.query("begin");
    await owner.query("select set_config('skridt.actor', 'staff:mette', true)");
    for (const { table } of OWN_TABLES.filter((own) => !["looked", "alert_event", "notice"].includes(own.table))) {
      await owner.query("savepoint before");
      await expect(owner.query(`delete from "${table}" where true`), table).rejects.toMatchObject({
        message: expect.stringMatching(/no rule allowed this change|violates foreign key/),
      });
      await owner.query("rollback to before");
    }
    await owner.query("rollback");
  });

  it("by turns is written down with the turn where staff made it; by erasing once", async () => {
    for (const actor of EVERYWHERE) {
      expect((await silentFor(actor)).length).toBe(OWN_TABLES.length * 2);
    }
  });
});
