import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Changes, openChanges } from "../../src/store/changes.ts";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { type Cable, cableTo } from "../support/cable.ts";
import { TEST_KEY, type TestDatabase, testDatabase } from "../support/database.ts";

let test: TestDatabase;
let cable: Cable;
beforeAll(async () => {
  test = await testDatabase();
  cable = await cableTo(test.url);
});
afterAll(async () => {
  await cable.close();
  await test.drop();
});

/** Two processes of one installation; the second reaches the database by a cable that can be cut. */
let databases: [Database, Database];
let here: Changes;
let there: Changes;
beforeEach(async () => {
  databases = [await openDatabase(test.url, TEST_KEY), await openDatabase(cable.url, TEST_KEY)];
  here = await openChanges(databases[0]);
  there = await openChanges(databases[1]);
});
afterEach(async () => {
  await here.close();
  await there.close();
  for (const database of databases) await database.close();
});

/** Resolves when the conversation is heard of. */
const heard = (changes: Changes, conversation: string): Promise<void> =>
  new Promise((done) => {
    const stop = changes.onConversation(conversation, () => {
      stop();
      done();
    });
  });

/** Announces again and again until the other process hears it: a lost announcement is allowed, deafness is not. */
async function untilHeard(conversation: string): Promise<void> {
  let reached = false;
  const hearing = heard(there, conversation).then(() => {
    reached = true;
  });
  while (!reached) {
    here.announce(conversation, 1);
    await Promise.race([hearing, databases[0].pool.query("select 1")]);
  }
}

async function terminateListeners(): Promise<number> {
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  const { rowCount } = await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and query like 'listen %'`,
  );
  await client.end();
  return rowCount ?? 0;
}

describe("an announcement", () => {
  it("reaches this process at once, and another one soon", async () => {
    const told: string[] = [];
    here.onConversation("v1", () => told.push("v1"));
    here.onConversation("v2", () => told.push("v2"));
    here.onAny((conversation) => told.push(`any ${conversation}`));
    const reached = heard(there, "v1");
    here.announce("v1", 1);
    expect(told).toEqual(["v1", "any v1"]);
    await reached;
    // by now this process would have heard its own announcement again
    const back = heard(here, "v2");
    there.announce("v2", 1);
    await back;
    expect(told).toEqual(["v1", "any v1", "v2", "any v2"]);
  });

  it("wakes those who deliver, here and there, unless nothing of it is to be delivered", async () => {
    const woken: string[] = [];
    here.onWaiting(() => woken.push("here"));
    there.onWaiting(() => woken.push("there"));
    const quiet = heard(there, "v3");
    here.announce("v3", 1, true);
    await quiet;
    expect(woken).toEqual([]);
    const loud = heard(there, "v4");
    here.announce("v4", 1);
    // what follows within the same moment takes nothing away
    here.announce("v4", 2, true);
    await loud;
    expect(woken).toEqual(["here", "there"]);
  });

  it("is not heard after listening has stopped", async () => {
    const told: string[] = [];
    const stop = here.onConversation("v1", () => told.push("v1"));
    stop();
    here.announce("v1", 1);
    expect(told).toEqual([]);
  });

  it("reaches the other process for each of many conversations, once each", async () => {
    const ids = Array.from({ length: 1000 }, () => randomUUID());
    const told: string[] = [];
    there.onAny((conversation) => told.push(conversation));
    const last = Promise.all(ids.map((id) => heard(there, id)));
    for (const id of [...ids, ...ids]) here.announce(id, 1);
    await last;
    expect(told.sort()).toEqual(ids.sort());
  });

  it("is sent before the process ends", async () => {
    const reached = heard(there, "v9");
    here.announce("v9", 1);
    await here.close();
    await reached;
  });
});

describe("a lost connection", () => {
  it("is made again when the server ends it", async () => {
    expect(await terminateListeners()).toBe(2);
    await untilHeard("v3");
  });

  it("is made again when the database was away", async () => {
    await cable.cut();
    await cable.mend();
    await untilHeard("v4");
  });

  it("is not made again after closing", async () => {
    await cable.cut();
    // by the last of these it has noticed
    for (let look = 0; look < 20; look++) {
      await expect(databases[1].pool.query("select 1")).rejects.toMatchObject({ code: "unavailable" });
    }
    await there.close();
    await cable.mend();
    await untilReconnectWouldHaveHappened();
    expect(await terminateListeners()).toBe(1);
  });
});

/** The other listener, cut at the same moment, has come back. */
async function untilReconnectWouldHaveHappened(): Promise<void> {
  await terminateListeners();
  const told = heard(here, "v5");
  let reached = false;
  void told.then(() => {
    reached = true;
  });
  while (!reached) {
    await databases[0].pool.query("select pg_notify('skridt_changes', 'elsewhere v5')");
  }
}
