import { afterAll, beforeAll, expect, it } from "vitest";
import { asService } from "../../src/store/acting.ts";
import { openPool, type Pool } from "../../src/store/pool.ts";
import { createNames } from "../../src/store/prepared.ts";
import { asOwner, type TestDatabase, testDatabase } from "../support/database.ts";

let test: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  test = await testDatabase();
  pool = openPool(test.url);
});
afterAll(async () => {
  await pool?.end();
  await test?.drop();
});

const ask = (text: string) => asService("start", () => pool.query(text));
const prepared = async (text: string): Promise<number> => {
  const { rows } = await asService("start", () =>
    pool.query<{ n: number }>("select count(*)::int as n from pg_prepared_statements where statement = $1", [text]),
  );
  return rows[0]?.n ?? 0;
};

it("keeps the plan of what is asked again and again, and of nothing else", async () => {
  const often = "select name from setting";
  for (let i = 0; i < 10; i++) await ask(often);
  await ask("select value from setting");
  expect(await prepared(often)).toBe(1);
  expect(await prepared("select value from setting")).toBe(0);
});

it("lets a connection go whose plan is older than the table, and answers with the next", async () => {
  const all = "select * from setting";
  for (let i = 0; i < 10; i++) await ask(all);
  await asOwner(test.url, "alter table setting add column later text");
  await expect(ask(all)).rejects.toMatchObject({ code: "unavailable" });
  expect((await ask(all)).fields.map((it) => it.name)).toContain("later");
});

it("names few texts, however many there are, and a text that comes back in time", () => {
  const nameOf = createNames();
  const often = "select 1";
  for (let i = 0; i < 8; i++) nameOf(often);
  for (let i = 0; i < 10_000; i++) expect(nameOf(`select ${i} from elsewhere`)).toBeUndefined();
  expect(nameOf(often)).toMatch(/^t-[\w-]{20}$/);
});

it("finds by its keys what says so, though the table was small when its plan was made", async () => {
  await asOwner(test.url, "create table grows (id int primary key); insert into grows values (1); analyze grows");
  await asOwner(test.url, "grant select on grows to public");
  const find = (byKey: object) => {
    const text = "explain select g.id from json_to_recordset($1) as a(id int) join grows g on g.id = a.id";
    const asked = () => pool.query<{ "QUERY PLAN": string }>({ text, values: ['[{"id":1}]'], ...byKey });
    return asService("start", asked).then(({ rows }) => rows.map((row) => row["QUERY PLAN"]).join("\n"));
  };
  expect(await find({ byKey: true })).toMatch(/Index (Only )?Scan using grows_pkey/);
  // of this statement alone
  expect(await find({})).toContain("Seq Scan on grows");
});
