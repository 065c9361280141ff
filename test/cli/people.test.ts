import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createProgram } from "../../src/cli/program.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

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

/** Runs one command and reads its JSON. */
async function skridt<T = { id: string }>(...args: string[]): Promise<T> {
  const said: string[] = [];
  const out = vi.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
  try {
    const program = createProgram({ DATABASE_URL: database.url, DATA_DIR: dataDir });
    await program.parseAsync(["node", "skridt", ...args, "--json"]);
  } finally {
    out.mockRestore();
  }
  return JSON.parse(said.join("")) as T;
}

test("people are set up, handed over, moved, and their courses ended, by commands", async () => {
  const [unit, north] = [await skridt("unit", "add", "--name", "Syd"), await skridt("unit", "add", "--name", "Nord")];
  const hire = (name: string, at = unit) =>
    skridt("staff", "add", "--name", name, "--role", "behandler", "--unit", at.id);
  const [old, next, far] = [await hire("Old"), await hire("Next"), await hire("Far", north)];
  const citizen = await skridt("citizen", "add", "--name", "Bo", "--unit", unit.id);
  const about = ["--citizen", citizen.id] as const;
  await skridt("relate", ...about, "--staff", old.id, "--role", "behandler");

  await expect(skridt("staff", "leave", "--staff", old.id)).rejects.toMatchObject({
    code: "refused",
    message: expect.stringContaining("skridt handover"),
  });
  await expect(skridt("unrelate", ...about, "--staff", old.id)).rejects.toMatchObject({ code: "refused" });
  await expect(skridt("handover", "--staff", old.id)).rejects.toMatchObject({
    code: "refused",
    message: expect.stringContaining(`citizen ${citizen.id}, behandler: nobody`),
  });
  const handed = await skridt<object>(
    "handover",
    "--staff",
    old.id,
    "--citizen",
    `${citizen.id}=${next.id}`,
    "--leave",
  );
  expect(handed).toEqual({
    staff: old.id,
    moves: [{ citizen: citizen.id, role: "behandler", to: next.id }],
    passed: [],
  });
  const staff = await skridt<{ id: string; left: string | null }[]>("staff", "list");
  expect(staff.filter((it) => it.left !== null).map((it) => it.id)).toEqual([old.id]);

  await expect(skridt("citizen", "move", ...about, "--unit", north.id)).rejects.toMatchObject({ code: "refused" });
  expect(await skridt("citizen", "move", ...about, "--unit", north.id, "--behandler", far.id)).toEqual({
    id: citizen.id,
    ended: [{ staff: next.id, role: "behandler" }],
    begun: [{ staff: far.id, role: "behandler" }],
  });
  const relations = await skridt<{ name: string; to: string | null }[]>("relations", ...about);
  expect(relations.map((it) => [it.name, it.to === null])).toEqual([
    ["Far", true],
    ["Next", false],
    ["Old", false],
  ]);

  const set = ["--pace", "calm", "--hours", "10-18", "--region", "nordjylland", "--first-contact", "2026-11-01"];
  expect(await skridt("citizen", "set", ...about, ...set, "--word", "min hash", "--choices", "3")).toMatchObject({
    ...{ id: citizen.id, name: "Bo", pace: "calm", hours: { from: 10, to: 18 }, region: "nordjylland" },
    ...{ firstContactOn: "2026-11-01", firstTalkOn: null, wordForUse: "min hash", choicesAtATime: 3 },
  });
  await expect(skridt("citizen", "set", ...about, "--name", "010190-1234")).rejects.toMatchObject({ code: "input" });

  await skridt("citizen", "close", ...about, "--reason", "completed");
  const closed = await skridt<{ closed: string | null }[]>("citizen", "list");
  expect(closed.map((it) => it.closed !== null)).toEqual([true]);
  expect(await skridt("citizen", "reopen", ...about)).toEqual({ id: citizen.id, behandler: true });
});
