import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { invite } from "../../src/store/invitations.ts";
import { openDatabase } from "../../src/store/open.ts";
import { pairChat } from "../../src/store/telegram.ts";
import { DATA_KEY, TEST_KEY, type TestDatabase, testDatabase } from "../support/database.ts";
import { type Ran, run } from "./run.ts";

let database: TestDatabase;
let dataDir: string;
beforeAll(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "skridt-cli-"));
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const skridt = (...words: string[]): Promise<Ran> =>
  run({ DATABASE_URL: database.url, DATA_KEY, DATA_DIR: dataDir }, ...words, "--json");

/** The answer of a command that is done. */
async function done<T = { id: string }>(...words: string[]): Promise<T> {
  const { out, errors } = await skridt(...words);
  expect(errors).toBe("");
  return JSON.parse(out) as T;
}

test("people are set up, handed over, moved, and their courses ended, by commands", async () => {
  const [unit, north] = [await done("unit", "add", "--name", "Syd"), await done("unit", "add", "--name", "Nord")];
  const hire = (name: string, at = unit) =>
    done("staff", "add", "--name", name, "--role", "behandler", "--unit", at.id);
  const [old, next, far] = [await hire("Old"), await hire("Next"), await hire("Far", north)];
  const citizen = await done("citizen", "add", "--name", "Bo", "--unit", unit.id);
  const about = ["--citizen", citizen.id] as const;
  await done("relate", ...about, "--staff", old.id, "--role", "behandler");

  expect(await skridt("staff", "leave", "--staff", old.id)).toMatchObject({
    code: 1,
    errors: expect.stringContaining("skridt handover"),
  });
  expect(await skridt("unrelate", ...about, "--staff", old.id)).toMatchObject({ code: 1 });
  expect(await skridt("handover", "--staff", old.id)).toMatchObject({
    code: 1,
    errors: expect.stringContaining(`citizen ${citizen.id}, behandler: nobody`),
  });
  const handed = await done<object>("handover", "--staff", old.id, "--citizen", `${citizen.id}=${next.id}`, "--leave");
  expect(handed).toEqual({
    staff: old.id,
    moves: [{ citizen: citizen.id, role: "behandler", to: next.id }],
    passed: [],
  });
  const staff = await done<{ id: string; left: string | null }[]>("staff", "list");
  expect(staff.filter((it) => it.left !== null).map((it) => it.id)).toEqual([old.id]);

  expect(await skridt("citizen", "move", ...about, "--unit", north.id)).toMatchObject({ code: 1 });
  expect(await done("citizen", "move", ...about, "--unit", north.id, "--behandler", far.id)).toEqual({
    id: citizen.id,
    ended: [{ staff: next.id, role: "behandler" }],
    begun: [{ staff: far.id, role: "behandler" }],
  });
  const relations = await done<{ name: string; to: string | null }[]>("relations", ...about);
  expect(relations.map((it) => [it.name, it.to === null])).toEqual([
    ["Far", true],
    ["Next", false],
    ["Old", false],
  ]);

  const set = ["--pace", "calm", "--hours", "10-18", "--region", "nordjylland", "--first-contact", "2026-11-01"];
  expect(await done("citizen", "set", ...about, ...set, "--word", "min hash", "--choices", "3")).toMatchObject({
    ...{ id: citizen.id, name: "Bo", pace: "calm", hours: { from: 10, to: 18 }, region: "nordjylland" },
    ...{ firstContactOn: "2026-11-01", firstTalkOn: null, wordForUse: "min hash", choicesAtATime: 3 },
  });
  expect(await skridt("citizen", "set", ...about, "--name", "010190-1234")).toMatchObject({ code: 2 });

  await done("citizen", "close", ...about, "--reason", "completed");
  const closed = await done<{ closed: string | null }[]>("citizen", "list");
  expect(closed.map((it) => it.closed !== null)).toEqual([true]);
  expect(await done("citizen", "reopen", ...about)).toEqual({ id: citizen.id, behandler: true });
});

test("a chat in Telegram is listed and unpaired by commands", async () => {
  const unit = await done("unit", "add", "--name", "Øst");
  const citizen = await done("citizen", "add", "--name", "Ib", "--unit", unit.id);
  const about = ["--citizen", citizen.id] as const;
  expect(await skridt("telegram", "unpair", ...about)).toMatchObject({ code: 1 });
  expect(await skridt("telegram", "list", "--citizen", "nobody")).toMatchObject({ code: 1 });
  const store = await openDatabase(database.url, TEST_KEY);
  const { code } = await invite(store, { citizen: citizen.id, channel: "telegram", now: new Date() });
  await pairChat(store, code, 77, new Date());
  await store.close();
  expect(await done("telegram", "list", ...about)).toMatchObject([{ chat: "77", closedAt: null, reason: null }]);
  expect(await done("telegram", "unpair", ...about)).toEqual({ id: citizen.id });
  expect(await done("telegram", "list", ...about)).toMatchObject([{ chat: "77", reason: "removed" }]);
});
