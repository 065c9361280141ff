import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invite } from "../../src/store/invitations.ts";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { addCitizen, addStaff, addUnit, type Citizen, relate } from "../../src/store/people.ts";
import { threadOf } from "../../src/store/thread.ts";
import { removeData, temporaryFolder } from "../store/embedded/folders.ts";
import { type Cable, cableTo } from "../support/cable.ts";
import { DATA_KEY, TEST_KEY, type TestDatabase, testDatabase } from "../support/database.ts";
import { type Program, startProgram } from "./program.ts";

let test: TestDatabase;
let cable: Cable;
let folder: string;
let database: Database;
let program: Program;
let url: string;
let citizen: Citizen;
beforeAll(async () => {
  test = await testDatabase();
  cable = await cableTo(test.url);
  folder = await temporaryFolder();
  program = startProgram({ DATABASE_URL: cable.url, DATA_KEY, DATA_DIR: folder, PORT: "0" });
  url = /http:\S+\d/.exec(await program.line(/Stop med Ctrl-C/))![0];
  database = await openDatabase(test.url, TEST_KEY);
  const { id: unit } = await addUnit(database, "Rusmiddelcenter Test");
  const { id: staff } = await addStaff(database, { name: "Mette", role: "behandler", unit });
  citizen = await addCitizen(database, { name: "Bo", unit });
  await relate(database, { citizen: citizen.id, staff, role: "behandler" });
});
afterAll(async () => {
  await program.end("SIGKILL");
  await database.close();
  await cable.close();
  await test.drop();
  await removeData(folder);
});

describe("the database goes away while a citizen answers", () => {
  let cookie: string;
  const get = (path: string) => fetch(url + path, { headers: { cookie }, redirect: "manual" });
  const post = (path: string, form: Record<string, string>) => {
    const headers = { cookie, origin: url, "sec-fetch-site": "same-origin" };
    return fetch(url + path, { method: "POST", headers, redirect: "manual", body: new URLSearchParams(form) });
  };
  const turns = async (): Promise<unknown[]> => {
    const moments = await threadOf(database, citizen.conversation, new Date(0), 100);
    return moments.flatMap(({ said }) => said ?? []);
  };
  const form = { nonce: "n".repeat(22), words: "parathed" };

  it("is said kindly, with nothing about the inside", async () => {
    cookie = "";
    const { code } = await invite(database, { citizen: citizen.id, channel: "web", now: new Date() });
    const entered = await post(`/c/i/${code}`, {});
    expect(entered.status).toBe(303);
    cookie = entered.headers
      .getSetCookie()
      .map((it) => it.split(";")[0])
      .join("; ");
    expect((await get("/c")).status).toBe(200);

    await cable.cut();
    for (const response of [await get("/c"), await post("/c/answer", form), await get(`/c/i/${code}`)]) {
      const page = await response.text();
      expect(page).toContain("</html>");
      expect(page).not.toMatch(/ECONN|database|Error:| {4}at /);
    }
    expect((await get("/c")).status).toBe(503);
    expect((await post("/c/answer", form)).status).toBe(503);
    const ready = await get("/readyz");
    expect([ready.status, await ready.json()]).toEqual([
      503,
      expect.objectContaining({ ready: false, database: "unavailable" }),
    ]);
    expect((await get("/healthz")).status).toBe(200);
    expect(await turns()).toEqual([]);
  });

  it("comes back by itself, and the answer sent again counts once", async () => {
    await cable.mend();
    const all = await Promise.all([post("/c/answer", form), post("/c/answer", form)]);
    expect(all.map(({ status }) => status)).toEqual([303, 303]);
    expect((await post("/c/answer", form)).status).toBe(303);
    expect(await turns()).toEqual([{ words: "parathed" }]);
    expect(await (await get("/readyz")).json()).toMatchObject({ ready: true });
  });

  it("stops cleanly while the database is away", async () => {
    await cable.cut();
    const { code, errors } = await program.end("SIGINT");
    expect(code).toBe(0);
    expect(errors).not.toContain("    at ");
  });
});
