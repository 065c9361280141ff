import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Message } from "../../src/model/message.ts";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { claimMessages, markFailed, markSent, outboxState, STUCK_AFTER } from "../../src/store/outbox.ts";
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
const claim = async (channels = ["test"], limit = 100) => claimMessages(database, channels, limit);
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

  it("gives a message again when its worker died: after the lease, not before", async () => {
    await queue(first, "a1", "a2");
    await claim();
    const pass = (seconds: number) =>
      database.pool.query("update outbox set next_at = next_at - $1 * interval '1 second'", [seconds]);
    await pass(25);
    expect(await claim()).toEqual([]);
    await pass(6);
    expect(await claim()).toMatchObject([{ attempts: 2 }]);
  });

  it("waits for a failed message, and lets those of others pass", async () => {
    await queue(first, "a1", "a2");
    await queue(second, "b1", "b2");
    const [a1, b1] = await claim();
    await markFailed(database, a1!.id, 60_000, "TimeoutError");
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
      for (const { id } of claimed) await markFailed(database, id, 0, "Error");
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
    await markFailed(database, a1!.id, 0, "TimeoutError");
    const row = async () => await database.db.selectFrom("outbox").selectAll().executeTakeFirstOrThrow();
    expect(await row()).toMatchObject({ error: "TimeoutError", sent_at: null });
    await markSent(database, [{ id: a1!.id, externalId: "m-77" }]);
    expect(await row()).toMatchObject({ error: null, external_id: "m-77", sent_at: expect.any(Date) });
  });
});
