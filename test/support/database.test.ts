import pg from "pg";
import { expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "./database.ts";

async function query(database: TestDatabase, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

it("gives every caller a database of its own, also when many ask at once", async () => {
  const databases = await Promise.all([1, 2, 3, 4].map(() => testDatabase()));
  await Promise.all(databases.map((database, index) => query(database, `create table own as select ${index} as n`)));
  const contents = await Promise.all(databases.map((database) => query(database, "select n from own")));
  expect(contents).toEqual([[{ n: 0 }], [{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
  await Promise.all(databases.map((database) => database.drop()));
  await expect(query(databases[0]!, "select 1")).rejects.toMatchObject({ code: "3D000" });
});
