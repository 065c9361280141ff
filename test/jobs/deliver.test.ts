import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Channel, NotSent, type Delivery as Sending } from "../../src/channels/channel.ts";
import { type Delivery, startDelivery, twiceAsLong } from "../../src/jobs/deliver.ts";
import { AppError } from "../../src/model/errors.ts";
import { type Database, openDatabase } from "../../src/store/open.ts";
import { claimMessages, outboxState, STUCK_AFTER } from "../../src/store/outbox.ts";
import { addCitizen, addUnit } from "../../src/store/people.ts";
import { startPresence } from "../../src/store/presence.ts";
import { type Cable, cableTo } from "../support/cable.ts";
import { TEST_KEY, type TestDatabase, testDatabase } from "../support/database.ts";
import { queueMessages } from "../support/outbox.ts";

let test: TestDatabase;
let database: Database;
let conversations: string[];
beforeAll(async () => {
  test = await testDatabase();
  database = await openDatabase(test.url, TEST_KEY);
  const { id } = await addUnit(database, "Rusmiddelcenter Test");
  const names = Array.from({ length: 10 }, (_, i) => `C${i}`);
  conversations = await Promise.all(
    names.map(async (name) => (await addCitizen(database, { name, unit: id })).conversation),
  );
});
afterAll(async () => {
  await database.close();
  await test.drop();
});
beforeEach(async () => {
  await database.pool.query("delete from outbox");
});

let workers: Delivery[] = [];
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  workers = [];
});

/** What was sent: everything that reached the channel, in order, whether it failed or not. */
interface TestChannel extends Channel {
  readonly reached: string[];
  /** Resolves when so many have reached it. */
  until(count: number): Promise<void>;
}

/** A channel that keeps what reaches it. `failing` decides what becomes of each. */
function testChannel(failing: (text: string) => Promise<void> | void = () => undefined): TestChannel {
  const reached: string[] = [];
  const waiting: { count: number; done: () => void }[] = [];
  return {
    name: "test",
    reached,
    until: (count) =>
      reached.length >= count ? Promise.resolve() : new Promise((done) => waiting.push({ count, done })),
    start: async () => undefined,
    stop: async () => undefined,
    async send({ message }: Sending) {
      const text = message.bubbles[0]!.text;
      reached.push(text);
      for (const it of waiting) if (reached.length >= it.count) it.done();
      await failing(text);
      return `sent-${text}`;
    },
  };
}

const logged: Record<string, unknown>[] = [];
const log = pino({}, { write: (line: string) => void logged.push(JSON.parse(line)) });
beforeEach(() => {
  logged.length = 0;
});

function start(
  channel: Channel,
  options: { waitMs?: number | ((attempts: number) => number); giveUpMs?: number; on?: Database } = {},
): Delivery {
  const { waitMs, giveUpMs, on = database } = options;
  const limit = {
    ...(giveUpMs === undefined ? {} : { giveUpMs }),
    ...(waitMs === undefined ? {} : { waitMs: typeof waitMs === "number" ? () => waitMs : waitMs }),
  };
  const presence = startPresence(database);
  const { wake, stop } = startDelivery({ database: on, presence, channels: [channel], log, ...limit });
  const worker = { wake, stop: () => stop().then(presence.stop) };
  workers.push(worker);
  return worker;
}

const at = (index: number): string => conversations[index]!;
const allSent = async (): Promise<boolean> => (await outboxState(database)).waiting === 0;

/** Looks again and again until it is so. */
async function until(so: () => Promise<boolean>): Promise<void> {
  while (!(await so())) await new Promise((done) => setImmediate(done));
}

/** Those that wait to be tried again are due. */
const passTime = () => database.pool.query("update outbox set next_at = now() where sent_at is null");

describe("the delivery worker", () => {
  it("sends all messages of each conversation in order, and keeps what the channel called them", async () => {
    const texts = Array.from({ length: 20 }, (_, i) => i + 1);
    for (const [index, conversation] of conversations.entries()) {
      await queueMessages(
        database,
        conversation,
        texts.map((n) => `${index}-${n}`),
      );
    }
    const channel = testChannel();
    start(channel);
    await channel.until(200);
    for (const index of conversations.keys()) {
      const own = channel.reached.filter((text) => text.startsWith(`${index}-`));
      expect(own).toEqual(texts.map((n) => `${index}-${n}`));
    }
    await until(allSent);
    const { rows } = await database.pool.query("select count(*)::int as n from outbox where external_id like 'sent-%'");
    expect(rows).toEqual([{ n: 200 }]);
  });

  it("sends only the newest of what waited for long, and a late reminder of what was seen not at all (R29)", async () => {
    const age = () =>
      database.pool.query("update outbox set created_at = now() - interval '2 hours' where sent_at is null");
    const remind = (conversation: string) =>
      database.pool.query(
        `insert into turn (conversation_id, revision, channel, inbound_id, verdict, events, at)
         values ($1, 1, 'staff', $1, 'accepted', '{"types": ["reminded"]}', now())`,
        [conversation],
      );
    await queueMessages(database, at(0), ["a1", "a2", "a3"]);
    // nothing but the reminder waits in b, whose question was seen; in c it was not
    for (const [index, seen] of [
      [1, true],
      [2, false],
    ] as const) {
      await queueMessages(database, at(index), [`question-${index}`]);
      if (seen) await database.pool.query("update outbox set sent_at = now() where conversation_id = $1", [at(index)]);
      await remind(at(index));
      await queueMessages(database, at(index), [`reminder-${index}`]);
    }
    await age();
    const channel = testChannel();
    start(channel);
    await until(allSent);
    expect(channel.reached.toSorted()).toEqual(["a3", "reminder-2"]);
  });

  it("leaves a channel alone that asks for it, and loses nothing", async () => {
    let refused = 0;
    const channel = testChannel(() => {
      if (refused++ === 0) throw new NotSent("rest", 200);
    });
    await queueMessages(database, at(0), ["a1", "a2"]);
    start(channel);
    await until(allSent);
    expect(channel.reached).toEqual(["a1", "a1", "a2"]);
  });

  it("tries nothing again where nobody is any more", async () => {
    const channel = testChannel((text) => {
      if (text.startsWith("a")) throw new NotSent("closed");
    });
    await queueMessages(database, at(0), ["a1", "a2"]);
    await queueMessages(database, at(1), ["b1"]);
    start(channel);
    await until(allSent);
    expect(channel.reached.toSorted()).toEqual(["a1", "a2", "b1"]);
  });

  it("sends at once when it is woken", async () => {
    const channel = testChannel();
    const worker = start(channel);
    await queueMessages(database, at(0), ["a1"]);
    worker.wake();
    await channel.until(1);
    expect(channel.reached).toEqual(["a1"]);
  });

  it("finishes what is being sent before it stops, and sends nothing after", async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((done) => {
      letGo = done;
    });
    const channel = testChannel(() => held);
    const worker = start(channel);
    await queueMessages(database, at(0), ["a1", "a2"]);
    worker.wake();
    await channel.until(1);
    const stopped = worker.stop();
    letGo();
    await stopped;
    expect(await outboxState(database)).toMatchObject({ waiting: 1 });
    expect(channel.reached).toEqual(["a1"]);
  });

  it("shares the work between two workers, and sends nothing twice", async () => {
    for (const [index, conversation] of conversations.entries()) {
      await queueMessages(
        database,
        conversation,
        Array.from({ length: 10 }, (_, n) => `${index}-${n}`),
      );
    }
    const channel = testChannel();
    for (const worker of [start(channel), start(channel), start(channel)]) worker.wake();
    await channel.until(100);
    await until(allSent);
    expect(new Set(channel.reached).size).toBe(100);
    expect(channel.reached).toHaveLength(100);
    for (const index of conversations.keys()) {
      const own = channel.reached.filter((text) => text.startsWith(`${index}-`));
      expect(own).toEqual([...own].sort());
    }
  });

  it("sends what a process that died had claimed, when it is known to be gone", async () => {
    await database.pool.query("insert into process (id) values ('lives'), ('died')");
    for (const [index, by] of ["died", "lives", "unknown"].entries()) {
      await queueMessages(database, at(index), [`of one that ${by}`]);
      expect(await claimMessages(database, { channels: ["test"], limit: 100, by })).toHaveLength(1);
    }
    const channel = testChannel();
    start(channel);
    await channel.until(1);
    expect(channel.reached).toEqual(["of one that unknown"]);
    // the others have looked in vain for so long
    await database.pool.query(
      "update process set missed = 6, looked_at = now() - interval '1 second' where id = 'died'",
    );
    await channel.until(2);
    expect(channel.reached).toEqual(["of one that unknown", "of one that died"]);
    await database.pool.query("delete from process");
  });
});

describe("a channel that fails", () => {
  it("holds back the rest of that conversation, not of others, and goes on in order when it works", async () => {
    let working = false;
    const channel = testChannel((text) => {
      if (text.startsWith("a") && !working) throw new TypeError("a secret of Bo");
    });
    await queueMessages(database, at(0), ["a1", "a2", "a3"]);
    await queueMessages(database, at(1), ["b1", "b2"]);
    const worker = start(channel, { waitMs: 3_600_000 });
    await until(async () => (await outboxState(database)).waiting === 3);
    expect(channel.reached).toEqual(["a1", "b1", "b2"]);
    working = true;
    await passTime();
    worker.wake();
    await channel.until(6);
    expect(channel.reached.slice(3)).toEqual(["a1", "a2", "a3"]);
    expect(logged).toMatchObject([{ msg: "not sent", channel: "test", attempts: 1, reason: "TypeError" }]);
    expect(JSON.stringify(logged)).not.toContain("secret");
  });

  it("is tried again later and later, at most five minutes apart", async () => {
    const channel = testChannel(() => Promise.reject(new Error("no")));
    await queueMessages(database, at(0), ["a1"]);
    const waits: number[] = [];
    const waitMs = (attempts: number): number => {
      waits.push(twiceAsLong(attempts) / 1000);
      return 3_600_000;
    };
    const worker = start(channel, { waitMs });
    for (let attempt = 1; attempt <= 10; attempt++) {
      const tried = async () => {
        const row = await database.db.selectFrom("outbox").selectAll().executeTakeFirstOrThrow();
        return row.attempts === attempt && row.error !== null && row.next_at > new Date(Date.now() + 1_800_000);
      };
      await until(tried);
      const { stuck } = await outboxState(database);
      expect(stuck).toBe(attempt >= STUCK_AFTER ? 1 : 0);
      await passTime();
      worker.wake();
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  });

  it("is not waited for when it was the database that was away", async () => {
    let asked = 0;
    const channel = testChannel(() => {
      if (asked++ === 0) throw new AppError("unavailable", "the database does not answer");
    });
    await queueMessages(database, at(0), ["a1"]);
    start(channel, { waitMs: 3_600_000 });
    await channel.until(2);
    expect(channel.reached).toEqual(["a1", "a1"]);
    await until(allSent);
  });

  it("keeps nobody else waiting while it does not answer", async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((done) => {
      letGo = done;
    });
    const channel = testChannel((text) => (text === "a1" ? held : undefined));
    await queueMessages(database, at(0), ["a1"]);
    await queueMessages(database, at(1), ["b1", "b2", "b3"]);
    start(channel);
    await channel.until(4);
    expect(channel.reached).toEqual(["a1", "b1", "b2", "b3"]);
    letGo();
  });

  it("does not hold up others for ever when it never answers", async () => {
    const channel = testChannel((text) => (text === "a1" ? new Promise(() => undefined) : undefined));
    await queueMessages(database, at(0), ["a1"]);
    await queueMessages(database, at(1), ["b1", "b2"]);
    start(channel, { giveUpMs: 50, waitMs: 3_600_000 });
    await channel.until(3);
    expect(channel.reached).toEqual(["a1", "b1", "b2"]);
    await until(async () => logged.length > 0);
    expect(await outboxState(database)).toMatchObject({ waiting: 1 });
    expect(logged).toMatchObject([{ reason: "TimeoutError" }]);
  });
});

describe("a database that goes away", () => {
  let cable: Cable;
  beforeAll(async () => {
    cable = await cableTo(test.url);
  });
  afterAll(() => cable.close());

  it("delays what is sent, and what was sent is noted later and not sent again", async () => {
    const far = await openDatabase(cable.url, TEST_KEY);
    let cut = false;
    const channel = testChannel(async () => {
      if (!cut) await cable.cut();
      cut = true;
    });
    await queueMessages(database, at(0), ["a1", "a2"]);
    const worker = start(channel, { on: far });
    await until(async () => logged.length > 0);
    expect(logged[0]).toMatchObject({ msg: "the outbox could not be read", reason: "AppError" });
    await cable.mend();
    await channel.until(2);
    await until(allSent);
    expect(channel.reached).toEqual(["a1", "a2"]);
    await worker.stop();
    await far.close();
  });
});
