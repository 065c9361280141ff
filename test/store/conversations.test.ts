import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { present } from "../../src/engine/present.ts";
import type { Surroundings } from "../../src/engine/surroundings.ts";
import { takeTurn } from "../../src/engine/take-turn.ts";
import type { Inbound } from "../../src/model/inbound.ts";
import { render } from "../../src/render/render.ts";
import { safetyFor } from "../../src/safety/around.ts";
import { type Saving, saveTurns } from "../../src/store/conversations.ts";
import { invite, redeem, revokeDevice } from "../../src/store/invitations.ts";
import { type Loaded, loadConversation } from "../../src/store/load-conversation.ts";
import { relate } from "../../src/store/people.ts";
import { hashOf } from "../../src/store/secrets.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { changed, contents } from "../support/tables.ts";
import type { Came } from "../support/talk.ts";

let house: Installation;
beforeAll(async () => {
  house = await openInstallation();
});
afterAll(() => house.close());

const load = async ({ conversation }: TestCitizen): Promise<Loaded> =>
  (await loadConversation(house.product.database, { conversation }))!;

let count = 0;
/** A turn that is ready to be saved, taken from what was loaded. */
function turnFrom(loaded: Loaded, came: Came, id = `save-${++count}`): Saving {
  const { library, translator, pictures, safety } = house.product;
  const { profile, conversation: before, key } = loaded;
  const words = translator.words("da");
  const heard = safetyFor(safety, profile);
  const around: Surroundings = { library, profile, words, emoji: pictures.emoji, safety: heard };
  const inbound = { channel: "test", id, at: house.clock.now(), ...came } as Inbound;
  const turn = takeTurn(before, inbound, around);
  const message = render(present(turn.conversation, around), around.words);
  const messages = [{ channel: "test", address: `to-${before.id}`, message }];
  return { before, key, turn, inbound, said: came.kind === "words" ? { words: came.words } : null, messages };
}

const beginOf = (flow: string): Came => {
  const audience = [{ id: house.staff.id, name: house.staff.name }];
  return { kind: "begin", begin: { flow: house.product.library.latest(flow)!.ref, params: {}, audience } };
};
const words = (said: string): Came => ({ kind: "words", words: said });

describe("saving and loading", () => {
  it("gives back what was saved, with the person beside it", async () => {
    const { database } = house.product;
    const citizen = await house.newCitizen("Åse Ærø");
    const begun = turnFrom(await load(citizen), beginOf("parathed"));
    expect(await saveTurns(database.pool, [begun])).toEqual(new Set([citizen.conversation]));
    const answered = turnFrom(await load(citizen), words("ok"));
    await saveTurns(database.pool, [answered]);
    expect(await load(citizen)).toEqual({
      conversation: JSON.parse(JSON.stringify(answered.turn.conversation)),
      key: expect.objectContaining({ citizen: citizen.id }),
      profile: {
        name: "Åse Ærø",
        language: "da",
        persona: "young-man",
        choicesAtATime: 5,
        pace: "normal",
        audience: [{ id: house.staff.id, name: "Mette" }],
        others: [],
      },
      readAloud: false,
      channel: "test",
      address: `to-${citizen.conversation}`,
    });
  });

  it("tells the verdict of a message that was seen before, on its own channel only", async () => {
    const citizen = await house.newCitizen();
    const saving = turnFrom(await load(citizen), beginOf("parathed"), "seen-1");
    await saveTurns(house.product.database.pool, [saving]);
    const key = { conversation: citizen.conversation };
    const seen = async (channel: string, id: string) =>
      (await loadConversation(house.product.database, key, { channel, id }))?.seen;
    expect(await seen("test", "seen-1")).toBe("accepted");
    expect(await seen("other", "seen-1")).toBe(undefined);
    expect(await seen("test", "seen-2")).toBe(undefined);
  });

  it("finds nothing for an id that does not exist", async () => {
    expect(await loadConversation(house.product.database, { conversation: "' or true --" })).toBe(undefined);
  });
});

describe("the guard", () => {
  it("lets exactly one of two turns from the same revision win; the other leaves no trace", async () => {
    const { database } = house.product;
    const citizen = await house.newCitizen();
    await saveTurns(database.pool, [turnFrom(await load(citizen), beginOf("parathed"))]);
    const loaded = await load(citizen);
    const one = turnFrom(loaded, words("ok"), "race-one");
    const two = turnFrom(loaded, { kind: "tap", token: begunToken(loaded) }, "race-two");
    const saved = await Promise.all([saveTurns(database.pool, [one]), saveTurns(database.pool, [two])]);
    expect(saved.map((it) => it.size).sort()).toEqual([0, 1]);
    const winner = saved[0]!.size === 1 ? "race-one" : "race-two";
    const { rows } = await database.pool.query<{ inbound_id: string }>(
      "select inbound_id from turn where conversation_id = $1 and revision = 2",
      [citizen.conversation],
    );
    expect(rows).toEqual([{ inbound_id: winner }]);
  });

  it("writes nothing of a losing turn, in any table", async () => {
    const { database } = house.product;
    const citizen = await house.newCitizen();
    const { id: assignment } = await house.product.assign({ citizen: citizen.id, flow: "parathed", params: {} });
    await citizen.tap("parathed");
    await citizen.tap("go-on");
    await citizen.tap("1");
    for (const _ of [1, 2, 3, 4]) await citizen.say("noget helt andet");
    await citizen.tap("yes");
    // the last answer: a turn with an answer, an outcome, a release, a done assignment and a message
    const loaded = await load(citizen);
    const loser = turnFrom(loaded, words("Ja"));
    expect(loser.turn.verdict).toBe("finished");
    expect(loser.turn.effects.find((effect) => effect.type === "record-outcome")).toMatchObject({
      outcome: { assignment, releasedTo: [{ id: house.staff.id }] },
    });
    await citizen.say("gentag");
    const begun = turnFrom({ ...loaded, conversation: { ...loaded.conversation, frames: [] } }, beginOf("sig-nej"));
    expect(begun.turn.effects[0]).toMatchObject({ type: "session-began" });
    const before = await contents(database);
    expect(await saveTurns(database.pool, [loser])).toEqual(new Set());
    expect(await saveTurns(database.pool, [begun])).toEqual(new Set());
    expect(changed(before, await contents(database))).toEqual([]);

    expect(await saveTurns(database.pool, [turnFrom(await load(citizen), words("Ja"))])).toEqual(
      new Set([citizen.conversation]),
    );
    const tables = ["answer", "assignment", "audit", "conversation", "outbox", "release", "session", "turn"];
    expect(changed(before, await contents(database))).toEqual(tables);
  });

  it("saves a list of turns by one statement, without the one that lost or came again", async () => {
    const { database } = house.product;
    const citizens = await Promise.all(["A", "B", "C", "D"].map((name) => house.newCitizen(name)));
    const [a, b, c, d] = citizens as [TestCitizen, TestCitizen, TestCitizen, TestCitizen];
    await d.begin("foelelser");
    const again = turnFrom(await load(d), words("ok"), "list-again");
    await saveTurns(database.pool, [again]);
    const first = await Promise.all([a, b, c].map(async (it) => turnFrom(await load(it), beginOf("parathed"))));
    const repeated = turnFrom(await load(d), words("gentag"), "list-again");
    await b.begin("foelelser");
    const saved = await saveTurns(database.pool, [...first, repeated]);
    expect(saved).toEqual(new Set([a.conversation, c.conversation]));
    const flows = await Promise.all(citizens.map(async (it) => (await it.state()).frames.map(({ flow }) => flow.id)));
    expect(flows).toEqual([["parathed"], ["foelelser"], ["parathed"], ["foelelser"]]);
    expect((await d.state()).revision).toBe(2);
    const { rows } = await database.pool.query<{ id: string }>(
      "select conversation_id as id from outbox where conversation_id = any($1) and channel = 'test' order by id",
      [citizens.map(({ conversation }) => conversation)],
    );
    const ids = rows.map(({ id }) => id);
    expect([a, b, c, d].map((it) => ids.filter((id) => id === it.conversation).length)).toEqual([1, 0, 1, 1]);
  });

  it("saves an empty list as nothing", async () => {
    expect(await saveTurns(house.product.database.pool, [])).toEqual(new Set());
  });
});

/** The button that leads on from the first page of an exercise. */
function begunToken({ conversation }: Loaded): string {
  return `${conversation.id.slice(0, 6)}.s.1.0.go-on`;
}

describe("devices", () => {
  async function device(citizen: TestCitizen): Promise<{ device: string; secretHash: string }> {
    const now = new Date(house.clock.now());
    const { code } = await invite(house.product.database, { citizen: citizen.id, channel: "web", now });
    const { device, secret } = (await redeem(house.product.database, code, now))!;
    return { device, secretHash: hashOf(secret) };
  }

  it("loads by the device and its secret, and nothing once it is revoked", async () => {
    const { database } = house.product;
    const citizen = await house.newCitizen();
    const [one, two] = [await device(citizen), await device(citizen)];
    expect((await loadConversation(database, one))?.conversation.citizen).toBe(citizen.id);
    expect(await loadConversation(database, { ...one, secretHash: two.secretHash })).toBe(undefined);
    await revokeDevice(database, (await house.newCitizen()).id, one.device, new Date());
    expect(await loadConversation(database, one)).toBeDefined();
    await revokeDevice(database, citizen.id, one.device, new Date());
    expect(await loadConversation(database, one)).toBe(undefined);
    expect(await loadConversation(database, two)).toBeDefined();
  });
});

describe("who is told", () => {
  it("names each behandler of now once, however often they were tied", async () => {
    const { database } = house.product;
    const citizen = await house.newCitizen();
    const again = { citizen: citizen.id, staff: house.staff.id, role: "behandler" };
    await Promise.all([relate(database, again), relate(database, again)]);
    expect((await load(citizen)).profile.audience).toEqual([{ id: house.staff.id, name: "Mette" }]);
    await database.pool.query("update relation set to_at = now() - interval '1 day' where citizen_id = $1", [
      citizen.id,
    ]);
    expect((await load(citizen)).profile.audience).toEqual([]);
    await relate(database, again);
    expect((await load(citizen)).profile.audience).toHaveLength(1);
  });
});
