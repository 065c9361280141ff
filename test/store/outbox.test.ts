import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Message } from "../../src/model/message.ts";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { claimMessages, freeMessages, markFailed, markSent, outboxState, STUCK_AFTER } from "../../src/store/outbox.ts";
import { addCitizen, addUnit } from "../../src/store/people.ts";
import { TEST_KEY, type TestDatabase, testDatabase } from "../support/database.ts";
import { queueMessages } from "../support/outbox.ts";

let test: TestDatabase;
let database: Database;
let first: string;
let second: string;
beforeAll(async () => {
  test = await testDatabase();
  database = await openDatabase(test.url, TEST_KEY);
  const { id } = await addUnit(database, "Rusmiddelcenter Test");
  first = (await addCitizen(database, { name: "A", unit: id })).conversation;
  second = (await addCitizen(database, { name: "B", unit: id })).conversation;
});
afterAll(async () => {
  await database.close();
  await test.drop();
});
beforeEach(async () => {
  await database.pool.query("delete from outbox");
});

const queue = (conversation: string, ...texts: string[]) => queueMessages(database, conversation, texts);
const textOf = ({ message }: { message: Message }): string => message.bubbles[0]!.text;
const by = "this process";
const claim = (channels = ["test"], limit = 100) => claimMessages(database, { channels, limit, by });
const free = (inHands: readonly string[] = []) => freeMessages(database, { channels: ["test"], by, inHands });
const sent = (id: string) => markSent(database, [{ id, externalId: undefined }]);

describe("claiming", () => {
  it("gives the oldest message of each conversation, oldest first", async () => {
    await queue(first, "a1", "a2");
    await queue(second, "b1", "b2");
    const claimed = await claim();
    expect(claimed.map(textOf)).toEqual(["a1", "b1"]);
    expect(claimed[0]).toMatchObject({ conversation: first, channel: "test", address: `to-${first}`, attempts: 1 });
    expect(await claim()).toEqual([]);
    await sent(claimed[1]!.id);
    expect((await claim()).map(textOf)).toEqual(["b2"]);
  });

  it("gives no message twice to workers that ask at the same moment", async () => {
    await queue(first, "a1");
    await queue(second, "b1");
    const all = await Promise.all(Array.from({ length: 12 }, () => claim(["test"], 1)));
    expect(all.flat().map(textOf).sort()).toEqual(["a1", "b1"]);
  });

  it("gives only messages of the channels that are there", async () => {
    await queue(first, "a1");
    expect(await claim(["other"])).toEqual([]);
    expect((await claim(["other", "test"])).map(textOf)).toEqual(["a1"]);
  });

  it("gives a message again when who claimed it is gone or has lost it, not before", async () => {
    await database.pool.query("insert into process (id) values ($1), ('another')", [by]);
    await queue(first, "a1", "a2");
    await queue(second, "b1");
    const [a1] = await claim(["test"], 1);
    const others = await claimMessages(database, { channels: ["test"], limit: 100, by: "another" });
    expect(others.map(textOf)).toEqual(["b1"]);
    await free([a1!.id]);
    expect(await claim()).toEqual([]);
    // it says that it failed, when somebody else has it already: nothing happens
    await markFailed(database, { id: others[0]!.id, by }, 0, "Error");
    expect(await claim()).toEqual([]);
    await database.pool.query("delete from process where id = 'another'");
    await free([a1!.id]);
    expect(await claim()).toMatchObject([{ id: others[0]!.id, attempts: 2 }]);
    await free([others[0]!.id]);
    expect(await claim()).toMatchObject([{ id: a1!.id, attempts: 2 }]);
  });

  it("keeps nothing waiting for a time that a clock which was put back has taken far off", async () => {
    await database.pool.query("insert into process (id) values ($1) on conflict do nothing", [by]);
    await queue(first, "a1");
    await queue(second, "b1");
    const [a1, b1] = await claim();
    for (const [it, seconds] of [[a1, 3600 + 300] as const, [b1, 300] as const]) {
      await markFailed(database, { id: it!.id, by }, seconds * 1000, "Error");
    }
    await free();
    expect((await claim()).map(textOf)).toEqual(["a1"]);
    const row = database.db.selectFrom("outbox").select("next_at").where("id", "=", b1!.id);
    expect((await row.executeTakeFirstOrThrow()).next_at).toBeInstanceOf(Date);
    // what is new is due at any time
    await queue(first, "a2");
    const { rows } = await database.pool.query(
      "select next_at = '-infinity' as due from outbox order by id desc limit 1",
    );
    expect(rows).toEqual([{ due: true }]);
  });

  it("waits for a failed message, and lets those of others pass", async () => {
    await queue(first, "a1", "a2");
    await queue(second, "b1", "b2");
    const [a1, b1] = await claim();
    await markFailed(database, { id: a1!.id, by }, 60_000, "TimeoutError");
    await sent(b1!.id);
    const [b2, ...more] = await claim();
    expect([textOf(b2!), more]).toEqual(["b2", []]);
    await database.pool.query("update outbox set next_at = now() where id = $1", [a1!.id]);
    expect((await claim()).map(textOf)).toEqual(["a1"]);
  });
});

describe("the state of the outbox", () => {
  it("says how much waits and since when, and what is stuck", async () => {
    expect(await outboxState(database)).toEqual({ waiting: 0, stuck: 0, oldest: null });
    await queue(first, "a1", "a2");
    await queue(second, "b1");
    await database.pool.query(
      "update outbox set created_at = '2026-11-20T08:00Z' where id = (select min(id) from outbox)",
    );
    for (let attempt = 1; attempt < STUCK_AFTER; attempt++) {
      const claimed = await claim();
      for (const { id } of claimed) await markFailed(database, { id, by }, 0, "Error");
    }
    expect(await outboxState(database)).toMatchObject({ waiting: 3, stuck: 0 });
    const [a1, b1] = await claim();
    await sent(b1!.id);
    expect(await outboxState(database)).toEqual({ waiting: 2, stuck: 1, oldest: new Date("2026-11-20T08:00Z") });
    await sent(a1!.id);
    expect(await outboxState(database)).toMatchObject({ waiting: 1, stuck: 0 });
  });

  it("keeps the channel's own id, and forgets the error once it is sent", async () => {
    await queue(first, "a1");
    const [a1] = await claim();
    await markFailed(database, { id: a1!.id, by }, 0, "TimeoutError");
    const row = async () => await database.db.selectFrom("outbox").selectAll().executeTakeFirstOrThrow();
    expect(await row()).toMatchObject({ error: "TimeoutError", sent_at: null });
    await markSent(database, [{ id: a1!.id, externalId: "m-77" }]);
    expect(await row()).toMatchObject({ error: null, external_id: "m-77", sent_at: expect.any(Date) });
  });
});
