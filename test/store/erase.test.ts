import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { openProduct, type Product } from "../../src/product.ts";
import { recordLooks } from "../../src/store/audit.ts";
import { eraseCitizen } from "../../src/store/erase.ts";
import { invite, redeem } from "../../src/store/invitations.ts";
import { loadConversation } from "../../src/store/load-conversation.ts";
import { oweReply } from "../../src/store/notices.ts";
import type { Database } from "../../src/store/open.ts";
import { getCitizen, listCitizens } from "../../src/store/people.ts";
import { pairChat } from "../../src/store/telegram.ts";
import { run, runTyping } from "../cli/run.ts";
import { complete } from "../console/exercise.ts";
import { NOW } from "../support/frozen.ts";
import { filesRead, type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { everyRow, holding } from "../support/tables.ts";
import { wholeCitizen } from "../support/whole-citizen.ts";

const WORD = "Zifferblad";

let house: Installation;
let database: Database;
let bo: TestCitizen;
let eva: TestCitizen;
/** Another process, which has read of Bo before. */
let other: Product;
beforeAll(async () => {
  house = await openInstallation();
  ({ database } = house.product);
  const now = new Date(NOW);
  bo = await wholeCitizen(house, WORD);
  eva = await house.newCitizen("Eva");
  await complete(house, eva, "parathed", { release: true, own: ["fra Eva med vindmøllen"] });
  for (const channel of ["web", "telegram"] as const) {
    const { code } = await invite(database, { citizen: bo.id, channel, now });
    if (channel === "web") await redeem(database, code, now);
    else await pairChat(database, code, 7, now);
  }
  await database.pool.query("insert into doorbell (chat_id, message) values (7, 1)");
  await database.pool.query("insert into data_request (citizen_id, kind, asked_at) values ($1, 'erasure', $2)", [
    bo.id,
    NOW,
  ]);
  const owed = { verb: "citizen", data: { citizen: bo.id }, chat: "personal" };
  await oweReply(database, { staff: house.staff.id, ref: JSON.stringify(owed) }, now, now);
  await recordLooks(database, [{ actor: house.staff.id, action: "looked", citizen: bo.id, rule: "tied" }], now);
  other = await again();
  await getCitizen(other.database, bo.id);
  await backUp();
});
afterAll(async () => {
  await other?.close();
  await house?.close();
});

/** Another process of the installation. */
const again = async (environment: Record<string, string> = {}): Promise<Product> =>
  openProduct(readConfig({ ...house.environment, ...environment }), { opened: await filesRead() });

const tables = async (): Promise<string[]> => {
  const text =
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_name not like 'kysely%'";
  const { rows } = await database.pool.query<{ name: string }>(text);
  return rows.map(({ name }) => name);
};

/** What pg_dump would keep: a copy of every row of every table. */
let kept: Record<string, string>;
async function backUp(): Promise<void> {
  const copies = (await tables()).map(async (name) => {
    const { rows } = await database.pool.query<{ all: string }>(
      `select coalesce(json_agg(t), '[]')::text as all from "${name}" t`,
    );
    return [name, rows[0]!.all] as const;
  });
  kept = Object.fromEntries(await Promise.all(copies));
}
async function putBack(): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("set session_replication_role = replica");
  for (const [name, all] of Object.entries(kept)) {
    await client.query(`delete from "${name}"`);
    await client.query(
      `insert into "${name}" overriding system value select * from json_populate_recordset(null::"${name}", $1)`,
      [all],
    );
  }
  await client.end();
}
const rowsOfBo = async (): Promise<string[]> => holding(await everyRow(database), [bo.id, bo.conversation, WORD]);
const erase = (...words: string[]) => ["erase", "--citizen", bo.id, ...words] as const;

test("erasing asks first, and does nothing unless it is told so; that it showed whom is a look", async () => {
  const withoutAsking = async () => (await everyRow(database)).filter((row) => !row.includes("erase --citizen"));
  const before = await withoutAsking();
  for (const typed of [["nej"], []]) {
    const ran = await runTyping(typed, house.environment, ...erase());
    expect(ran).toMatchObject({ code: 1, out: "", errors: expect.stringContaining("Nothing was erased.") });
  }
  expect(await run(house.environment, "erase", "--citizen", "nobody", "--yes")).toMatchObject({ code: 1 });
  expect(await withoutAsking()).toEqual(before);
  expect((await everyRow(database)).filter((row) => row.includes("erase --citizen"))).toHaveLength(1);
});

test("an erased citizen is gone from every table; what is left are counts, and who had looked", async () => {
  const ran = await runTyping(["erase"], house.environment, ...erase("--json"));
  const counts = { sessions: 3, turns: expect.any(Number), media: 1 };
  expect([ran.code, JSON.parse(ran.out)]).toEqual([0, { id: bo.id, ...counts }]);
  const left = new Set((await rowsOfBo()).map((row) => row.split(":")[0]));
  expect(left).toEqual(new Set(["public.erasure", "public.audit"]));
  const { rows } = await database.pool.query("select unit_id, by_staff, counts from erasure");
  expect(rows).toEqual([{ unit_id: house.unit.id, by_staff: null, counts }]);
  expect((await eva.state()).sessions).toBe(1);
});

test("a process that had read of them has forgotten it", async () => {
  await expect(getCitizen(other.database, bo.id)).rejects.toMatchObject({ code: "not-found" });
  await expect.poll(() => other.database.keys.of(bo.id).catch((it: { code: string }) => it.code)).toBe("not-found");
  expect(await loadConversation(other.database, { conversation: bo.conversation })).toBeUndefined();
});

test("a whole copy from before, put back, is erased again when it is opened", async () => {
  await putBack();
  expect((await rowsOfBo()).length).toBeGreaterThan(20);
  await (await again()).close();
  expect(new Set((await rowsOfBo()).map((row) => row.split(":")[0]))).toEqual(
    new Set(["public.erasure", "public.audit"]),
  );
  expect(await readFile(join(house.environment.DATA_DIR!, "erased.txt"), "utf8")).toBe(`${bo.id}\n`);
});

test("a copy without the keys, put back elsewhere, tells nothing of who was erased, and is not sealed twice", async () => {
  await eraseCitizen(database, { citizen: eva.id, at: new Date(NOW) });
  const { rows: keys } = await database.pool.query("select * from citizen_key");
  expect(keys).toEqual([]);
  await putBack();
  await database.pool.query("delete from citizen_key");
  const before = await everyRow(database);
  const elsewhere = await again({ DATA_DIR: `${house.environment.DATA_DIR}/elsewhere` });
  expect(await listCitizens(elsewhere.database)).toEqual([]);
  await expect(getCitizen(elsewhere.database, eva.id)).rejects.toThrow();
  await elsewhere.close();
  expect(await everyRow(database)).toEqual(before);
  expect(holding(before, [WORD, "fra Eva med vindmøllen"])).toEqual([]);
});
