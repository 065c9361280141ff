import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Received } from "../src/channels/channel.ts";
import { apply } from "../src/engine/apply.ts";
import { newConversation } from "../src/model/conversation.ts";
import { plain } from "../src/model/value.ts";
import type { Product } from "../src/product.ts";
import { eventsOf } from "../src/store/conversations.ts";
import { outcomesOf } from "../src/store/outcomes.ts";
import { threadOf } from "../src/store/thread.ts";
import { storedState } from "../src/store/turn-rows.ts";
import { type Installation, openInstallation, type TestCitizen } from "./support/installation.ts";
import { openedAnswers } from "./support/sealed.ts";
import { changed, contents } from "./support/tables.ts";
import { idOf } from "./support/talk.ts";

let house: Installation;
beforeAll(async () => {
  house = await openInstallation();
});
afterAll(() => house.close());

const screen = ({ message }: Received): string => message.bubbles.map((bubble) => bubble.text).join(" ");

/** A citizen at the first question of Parathed. */
async function atLevel(): Promise<TestCitizen> {
  const citizen = await house.newCitizen();
  await citizen.begin("parathed");
  await citizen.tap("go-on");
  return citizen;
}

/** From the first question of Parathed to the end, in own words. */
async function finish(citizen: TestCitizen, level: string, release: "send" | "keep"): Promise<Received> {
  await citizen.tap(level);
  let received = await citizen.say("noget helt andet");
  while (received.message.input !== "none") received = await citizen.say("noget helt andet");
  await citizen.tap("yes");
  return await citizen.tap(release);
}

/** Every answer after the first page, as it was stored. */
async function answerRows(citizen: TestCitizen): Promise<[path: string, value: unknown][]> {
  const rows = await openedAnswers(house.product.database, [citizen.conversation]);
  return rows.slice(1).map(({ path, value }) => [path, value && plain(value)]);
}

/** The newest answer of each place. */
async function answers(citizen: TestCitizen): Promise<Record<string, unknown>> {
  return Object.fromEntries(await answerRows(citizen));
}

describe("several answers at once", () => {
  it("takes two answers to one conversation one after the other, in the order they came", async () => {
    const citizen = await atLevel();
    const [first, second] = await Promise.all([citizen.say("4"), citizen.say("mine egne ord")]);
    expect([first.verdict, second.verdict]).toEqual(["accepted", "accepted"]);
    expect(second.revision).toBe(first.revision + 1);
    expect(await answers(citizen)).toEqual({ level: 4, "why-not-top": "mine egne ord" });
  });

  it("takes an answer again when another process was first: both count", async () => {
    const other = await house.another();
    const citizen = await atLevel();
    const there = house.through(other, citizen);
    const all = await Promise.all([citizen.say("4"), there.say("fire"), citizen.say("4"), there.say("fire")]);
    await other.close();
    expect(all.map(({ revision }) => revision).sort()).toEqual([3, 4, 5, 6]);
    const events = (await eventsOf(house.product.database, citizen.conversation)).flatMap((turn) => turn.events);
    expect(events.map(({ type }) => type)).toEqual(["began", "answered", ...Array(4).fill("answered")]);
    expect((await answers(citizen)).level).toBe(4);
  });

  it("counts 90 at the same moment in three processes, each once", async () => {
    const citizen = await atLevel();
    const others = await Promise.all([house.another(), house.another()]);
    const doors = [citizen, ...others.map((other) => house.through(other, citizen))];
    const all = await Promise.all(doors.flatMap((door) => Array.from({ length: 30 }, () => door.say("gentag"))));
    await Promise.all(others.map((other) => other.close()));
    expect(new Set(all.map(({ revision }) => revision)).size).toBe(90);
    expect((await citizen.state()).revision).toBe(2 + 90);
  });

  it("goes on with the next answer after one that failed", async () => {
    const flow = { id: "parathed", version: "never-loaded" };
    const broken = { kind: "begin", begin: { flow, params: {}, audience: [] } } as const;
    const citizen = await house.newCitizen();
    const results = await Promise.allSettled([citizen.take(broken), citizen.begin("parathed")]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    expect((await citizen.state()).frames).toHaveLength(1);
  });
});

describe("a message that comes again", () => {
  it("changes nothing and is answered as before", async () => {
    const citizen = await atLevel();
    const first = await citizen.take({ kind: "words", words: "4" }, { id: "again-1" });
    const before = await contents(house.product.database);
    const again = await citizen.take({ kind: "words", words: "4" }, { id: "again-1" });
    expect(again).toEqual({ ...first, verdict: "duplicate" });
    expect(changed(before, await contents(house.product.database))).toEqual([]);
  });

  it("counts once also when both come at the same moment, here and in another process", async () => {
    const other = await house.another();
    const citizen = await atLevel();
    const ways = [citizen, house.through(other, citizen), citizen, house.through(other, citizen)];
    const all = await Promise.all(ways.map((way) => way.take({ kind: "words", words: "5" }, { id: "twice-1" })));
    await other.close();
    expect(all.map(({ verdict }) => verdict).sort()).toEqual(["accepted", "duplicate", "duplicate", "duplicate"]);
    expect(new Set(all.map(screen)).size).toBe(1);
    expect((await citizen.state()).revision).toBe(3);
  });

  it("is another message when it has the same id on another channel", async () => {
    const citizen = await atLevel();
    await citizen.take({ kind: "words", words: "4" }, { id: "7", channel: "test" });
    const other = await citizen.take({ kind: "words", words: "noget andet" }, { id: "7", channel: "other" });
    expect(other.verdict).toBe("accepted");
  });
});

describe("what a session leaves behind", () => {
  it("R12 keeps an answer that was taken back, and its correction", async () => {
    const citizen = await atLevel();
    await citizen.tap("4");
    await citizen.tap("back");
    await citizen.tap("2");
    expect(await answerRows(citizen)).toEqual([
      ["level", 4],
      ["level", null],
      ["level", 2],
    ]);
  });

  it("R22 gives the outcome to those the citizen said yes to", async () => {
    const { database } = house.product;
    const citizen = await atLevel();
    const received = await finish(citizen, "3", "send");
    expect(received.verdict).toBe("finished");
    const [outcome, ...more] = await outcomesOf(database, citizen.id, house.staff.id);
    expect(more).toEqual([]);
    expect(outcome).toMatchObject({ flow: { id: "parathed" }, answeredBy: ["citizen"], persona: "young-man" });
    const given = Object.fromEntries(outcome!.answers.map(([path, value]) => [path, plain(value)]));
    expect(given).toMatchObject({ level: 3, "why-not-top": "noget helt andet", release: "send" });
    expect(outcome!.completedAt.toISOString()).toBe(house.clock.now());
  });

  it("R22 keeps it from everybody when the citizen says no; the citizen has it", async () => {
    const { database } = house.product;
    const citizen = await atLevel();
    await finish(citizen, "3", "keep");
    expect(await outcomesOf(database, citizen.id, house.staff.id)).toEqual([]);
    expect(await outcomesOf(database, citizen.id)).toHaveLength(1);
  });

  it("R30 names who answered, in the order of first answering", async () => {
    const citizen = await house.newCitizen();
    await citizen.begin("parathed");
    await citizen.take({ kind: "words", words: "ok", by: "together" });
    await finish(citizen, "3", "send");
    const [outcome] = await outcomesOf(house.product.database, citizen.id);
    expect(outcome?.answeredBy).toEqual(["together", "citizen"]);
  });

  it("marks what was asked for as done", async () => {
    const { product, staff } = house;
    const citizen = await house.newCitizen();
    const { id } = await product.assign({ citizen: citizen.id, flow: "parathed", params: {}, by: staff.id });
    const done = async () => {
      const query = product.database.db.selectFrom("assignment").select("completed_at").where("id", "=", id);
      return (await query.executeTakeFirstOrThrow()).completed_at;
    };
    expect(await done()).toBe(null);
    await citizen.tap("parathed");
    await citizen.tap("go-on");
    await finish(citizen, "2", "keep");
    expect(await done()).toEqual(new Date(house.clock.now()));
  });

  it("can be told again from its events alone", async () => {
    const citizen = await atLevel();
    await citizen.tap("4");
    await citizen.tap("back");
    await citizen.tap("5");
    await citizen.say("hvad?!");
    await citizen.tap("pause");
    await citizen.tap("go-on");
    await citizen.tap("craving");
    const stored = await citizen.state();
    let told = newConversation(citizen.conversation, citizen.id);
    for (const { at, events } of await eventsOf(house.product.database, citizen.conversation)) {
      for (const event of events) told = apply(told, event, house.product.library, at);
      told = { ...told, revision: told.revision + 1 };
    }
    expect(JSON.parse(JSON.stringify(told))).toEqual(stored);
  });

  it("is told again when it is stored in the shape of an older engine", async () => {
    const citizen = await atLevel();
    await citizen.tap("4");
    const stored = await citizen.state();
    const { db, keys } = house.product.database;
    const older = { ...stored, format: 0, sessions: 99 };
    await db
      .updateTable("conversation")
      .set({ state: JSON.stringify(storedState(older, await keys.of(citizen.id))) })
      .where("id", "=", citizen.conversation)
      .execute();
    expect((await citizen.tap("repeat")).verdict).toBe("accepted");
    expect(await citizen.state()).toMatchObject({ format: stored.format, revision: 4, sessions: stored.sessions });
    await citizen.say("mine egne ord");
    expect(await answers(citizen)).toMatchObject({ level: 4, "why-not-top": "mine egne ord" });
  });
});

describe("flows that changed while a conversation runs", () => {
  let flows: string;
  beforeAll(async () => {
    flows = await mkdtemp(join(tmpdir(), "skridt-flows-"));
    await cp("flows", flows, { recursive: true });
    const file = join(flows, "parathed.yaml");
    await writeFile(file, (await readFile(file, "utf8")).replace(/( +- tired\n)( +- unsure\n)/, "$2$1"));
  });
  afterAll(() => rm(flows, { recursive: true }));

  const last = (received: Received): string[] =>
    received.message.choices.map(({ token }) => idOf(token)).filter((id) => id === "tired" || id === "unsure");
  const OLD = ["tired", "unsure"];

  /** After a restart with the changed flows: a process that has loaded only those. */
  async function restarted(work: (product: Product) => Promise<void>): Promise<void> {
    const product = await house.another({ FLOWS_DIR: flows });
    await work(product).finally(() => product.close());
  }

  it("finishes on the version it began on; what begins then is on the new one", async () => {
    const citizen = await atLevel();
    await restarted(async (product) => {
      expect(last(await house.through(product, citizen).tap("4"))).toEqual(OLD);
      const later = house.through(product, await house.newCitizen());
      await later.begin("parathed");
      await later.tap("go-on");
      expect(last(await later.tap("4"))).toEqual(["unsure", "tired"]);
    });
  });

  it("begins what was asked for on the version that was asked for", async () => {
    const citizen = await house.newCitizen();
    await house.product.assign({ citizen: citizen.id, flow: "parathed", params: {} });
    await restarted(async (product) => {
      const there = house.through(product, citizen);
      await there.tap("parathed");
      await there.tap("go-on");
      expect(last(await there.tap("4"))).toEqual(OLD);
    });
  });

  it("R17 still asks about changing to an exercise of the old version", async () => {
    const citizen = await house.newCitizen();
    await citizen.begin("foelelser");
    await citizen.begin("parathed");
    await restarted(async (product) => {
      const there = house.through(product, citizen);
      expect((await there.tap("repeat")).message.choices.map(({ token }) => idOf(token))).toContain("yes");
      expect((await there.tap("yes")).verdict).toBe("accepted");
    });
  });

  it("still shows what was kept of an exercise that ended on the old version", async () => {
    const citizen = await atLevel();
    const shown = screen(await finish(citizen, "3", "send"));
    await restarted(async (product) => {
      expect(screen(await house.through(product, citizen).tap("repeat"))).toBe(shown);
    });
  });
});

describe("hostile text", () => {
  const HOSTILE = {
    "an SQL injection": "'); drop table turn; --",
    "JSON and templates": `{"a": "\\"}'} {{level}} $t(title) \${1}`,
    "every script": "æøå ÆØÅ 日本語 👩‍👩‍👧‍👦 \u202eomvendt\u202c ‱",
    "control characters": "linje 1\nlinje 2\t\u0001\u001b[31m",
    markup: "<script>alert(1)</script>&amp;",
  };

  it.each(Object.entries(HOSTILE))("keeps %s as it is", async (_, text) => {
    const citizen = await atLevel();
    await citizen.tap("4");
    expect((await citizen.say(text)).verdict).toBe("accepted");
    expect((await answers(citizen))["why-not-top"]).toBe(text.trim());
    const thread = await threadOf(house.product.database, citizen.conversation, new Date(0), 1);
    expect(thread[0]!.said).toEqual({ words: text });
  });

  it.each([
    ["NUL characters", "ja\u0000 tak\u0000", "ja tak"],
    ["half a character", "hej \ud83d der", "hej \ufffd der"],
    ["the other half", "\udc4b hej", "\ufffd hej"],
  ])("keeps the rest of words with %s, which PostgreSQL refuses", async (_, sent, kept) => {
    const citizen = await atLevel();
    await citizen.tap("4");
    await citizen.say(sent);
    expect((await answers(citizen))["why-not-top"]).toBe(kept);
  });

  it("takes it wherever text may come in", async () => {
    const citizen = await atLevel();
    const bad = "\u0000\ud83d";
    await citizen.take({ kind: "tap", token: bad });
    await citizen.take({ kind: "words", words: "\u0000" });
    await citizen.tap("4");
    const media = { type: "photo", id: "p1" } as const;
    await citizen.take({ kind: "media", media, caption: `mit ${bad}billede` });
    expect((await answers(citizen))["why-not-top"]).toEqual({ ...media, caption: "mit \ufffdbillede" });
    const other = await house.newCitizen();
    await house.product.assign({ citizen: other.id, flow: "parathed", params: { topic: `at ${bad}gå` } });
    expect((await other.state()).offers[0]!.params).toEqual({ topic: "at \ufffdgå" });
  });
});

describe("what is left to deliver", () => {
  it("is what was said, unless whoever asked shows it, or the web chat does", async () => {
    const { conversation, begin, take } = await house.newCitizen();
    const words = { kind: "words", words: "ok" } as const;
    await take(words, { channel: "telegram" });
    const inbound = { channel: "telegram", id: "shown-1", at: house.clock.now(), ...words };
    await house.product.receive.take(conversation, inbound, { shown: true });
    await take(words, { channel: "web" });
    await begin("parathed");
    const { rows } = await house.product.database.pool.query<{ waits: boolean }>(
      "select sent_at is null as waits from outbox where conversation_id = $1 order by id",
      [conversation],
    );
    expect(rows.map(({ waits }) => waits)).toEqual([true, false, false, false]);
  });
});
