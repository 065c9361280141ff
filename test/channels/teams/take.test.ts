import type { Hono } from "hono";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTeams } from "../../../src/channels/teams/index.ts";
import type { Answered, Asked, Card, TeamsStaff } from "../../../src/channels/teams/parts.ts";
import { MAX_CARD_BYTES, sizeOf } from "../../../src/channels/teams/shorten.ts";
import type { TeamsParts } from "../../../src/channels/teams/wiring.ts";
import { createInOrder } from "../../../src/in-order.ts";
import { AAD, activity, tap } from "../../support/teams/activities.ts";
import { type Connector, startConnector } from "../../support/teams/connector.ts";

const KAREN: TeamsStaff = { id: "s1", name: "Karen", role: "behandler", language: "da", unit: "u1" };
const card = (text: string): Card => ({ type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text }] });

let teams: Connector;
let asked: Asked[];
let kept: unknown[];
let owed: unknown[];
let failures: unknown[];
let refused: string[];
let desk: (asked: Asked) => Promise<Answered>;
beforeAll(async () => {
  teams = await startConnector();
});
afterAll(() => teams?.close());
beforeEach(() => {
  [asked, kept, owed, failures, refused] = [[], [], [], [], []];
  desk = async () => ({ text: "svar" });
  teams.calls.length = 0;
});
afterEach(() => {
  teams.faults = () => undefined;
});

/** A bot with a desk of the test, on this machine. */
function bot(more: Partial<TeamsParts> = {}, seen = new Set<string>()): Hono {
  const inOrder = createInOrder();
  return createTeams({
    isPlayground: () => true,
    mayCall: (url) => url === teams.url,
    staff: async (aad) => (aad === AAD ? KAREN : undefined),
    refused: async (rule) => void refused.push(rule),
    keepChat: async (...given) => void kept.push(given),
    closeChat: async (...given) => void kept.push(given),
    owe: async (...given) => void owed.push(given),
    isNew: async (id) => !seen.has(id) && Boolean(seen.add(id)),
    desk: (it) => {
      asked.push(it);
      return desk(it);
    },
    tell: async () => undefined,
    words: (_, key) => key,
    inOrder: (key, work) => inOrder(key, work),
    strict: false,
    patienceMs: 60_000,
    log: { info: () => undefined, warn: () => undefined },
    failed: (error) => void failures.push(error),
    ...more,
  }).endpoint;
}

async function bring(to: Hono, body: Record<string, unknown>): Promise<{ status: number; answer: string }> {
  const given = JSON.stringify({ ...body, serviceUrl: body.serviceUrl ?? teams.url });
  const response = await to.request("/", { method: "POST", body: given });
  return { status: response.status, answer: await response.text() };
}
const here = { serviceUrl: undefined };
const shown = ({ answer }: { answer: string }): unknown => JSON.parse(answer).value;

describe("what is asked", () => {
  it("is words, without whom they were said to", async () => {
    const group = { conversation: { id: "19:abc@thread.v2", conversationType: "groupChat" } };
    await bring(bot(), activity({ ...here, ...group, text: "<at>Skridt</at>&nbsp; dilemma\n kort" }));
    expect(asked).toMatchObject([{ kind: "words", text: "dilemma kort", chat: "groupChat" }]);
    expect(asked[0]?.conversation).toBe("19:abc@thread.v2");
    // only a chat with the bot alone is a way to somebody
    expect(kept).toEqual([]);
  });

  it("is a tap, by its verb, with what the card carried and what was typed", async () => {
    await bring(bot(), tap("send", { citizen: "c1", page: 2, note: "mandag" }, here));
    const data = { citizen: "c1", page: 2, note: "mandag" };
    expect(asked).toMatchObject([
      { kind: "action", verb: "send", data, inputs: { note: "mandag", citizen: "c1" }, chat: "personal" },
    ]);
  });

  it("is the same for a card of an older kind", async () => {
    await bring(bot(), activity({ ...here, text: undefined, value: { verb: "send", citizen: "c1" } }));
    expect(asked).toMatchObject([{ kind: "action", verb: "send", data: { citizen: "c1" } }]);
  });

  it("begins when the app is put in, and ends when it is removed", async () => {
    const to = bot();
    await bring(to, activity({ ...here, type: "installationUpdate", action: "add" }));
    expect(asked).toMatchObject([{ kind: "installed" }]);
    await bring(to, activity({ ...here, type: "installationUpdate", action: "remove" }));
    expect(kept).toEqual([
      [KAREN, { conversation: "a:1abc", serviceUrl: teams.url }, expect.any(String)],
      ["s1", "removed"],
    ]);
  });
});

describe("a tap", () => {
  it("is answered by the card that takes its place", async () => {
    desk = async () => ({ card: card("ny"), replaces: true });
    expect(shown(await bring(bot(), tap("go", {}, here)))).toEqual(card("ny"));
    expect(teams.calls).toEqual([]);
  });

  it("changes the card of everyone when it is everyone's", async () => {
    desk = async () => ({ card: card("taget"), replaces: true, everyone: card("taget af Karen") });
    expect(shown(await bring(bot(), tap("go", {}, here)))).toEqual(card("taget"));
    const changed = { method: "PUT", path: "/v3/conversations/a:1abc/activities/m0" };
    await expect.poll(() => teams.calls).toMatchObject([changed]);
    expect(teams.calls[0]?.body.attachments?.[0]?.content).toEqual(card("taget af Karen"));
  });

  it("is answered in words, and by a card below", async () => {
    desk = async () => ({ card: card("under") });
    expect(shown(await bring(bot(), tap("go", {}, here)))).toBe("below");
    await expect.poll(() => teams.calls).toHaveLength(1);
    expect(teams.calls[0]?.body.attachments?.[0]?.content).toEqual(card("under"));
    // what a lock screen shows says nothing of anybody (R24)
    expect(teams.calls[0]?.body.summary).toBe("preview");
  });

  it("that takes long is told to wait, and its card is changed when it is done", async () => {
    let finish: (answered: Answered) => void = () => undefined;
    desk = () => new Promise((done) => (finish = done));
    const to = bot({ patienceMs: 1 });
    expect(shown(await bring(to, tap("go", {}, here)))).toBe("wait");
    finish({ card: card("færdig"), replaces: true });
    await expect.poll(() => teams.calls).toMatchObject([{ method: "PUT", path: expect.stringContaining("/m0") }]);
    expect(teams.calls[0]?.body.attachments?.[0]?.content).toEqual(card("færdig"));
  });

  it("that goes wrong is answered, and its reason stays here", async () => {
    desk = async () => {
      throw new Error("Bo Hansen");
    };
    const { status, answer } = await bring(bot(), tap("go", {}, here));
    expect(status).toBe(200);
    expect(answer).toContain("trouble");
    expect(answer).not.toContain("Bo Hansen");
    expect(failures).toHaveLength(1);
  });
});

describe("an answer that Teams does not take", () => {
  const again = (to: Card): Card => ({ ...to, refresh: { action: { verb: "citizens", data: { page: 2, q: "Bo" } } } });

  it("is owed: what to show, when, and nothing that somebody typed", async () => {
    desk = async () => ({ card: again(card("liste")) });
    teams.faults = () => ({ status: 429, headers: { "Retry-After": "7" } });
    expect((await bring(bot(), activity(here))).status).toBe(200);
    const place = { conversation: "a:1abc", serviceUrl: teams.url };
    expect(owed).toEqual([["s1", { verb: "citizens", data: { page: 2 }, chat: "personal" }, place, 7000]]);
    expect(failures).toEqual([]);
  });

  it("closes the chat when they blocked us, and is told the operator when it is our mistake", async () => {
    teams.faults = () => ({ status: 403, body: { error: { code: "MessageWritesBlocked" } } });
    await bring(bot(), activity(here));
    expect(kept.at(-1)).toEqual(["s1", "blocked"]);
    teams.faults = () => ({ status: 400 });
    await bring(bot(), activity(here));
    expect(failures).toHaveLength(1);
    expect(owed).toEqual([]);
  });

  it("keeps no tap waiting, however long Teams takes for the card", async () => {
    desk = async () => ({ card: card("under") });
    let taken: () => void = () => undefined;
    teams.faults = () => new Promise((done) => (taken = () => done(undefined)));
    expect(shown(await bring(bot(), tap("go", {}, here)))).toBe("below");
    await expect.poll(() => teams.calls).toHaveLength(1);
    taken();
  });
});

describe("what comes twice", () => {
  it("does nothing twice, and gets the same card again", async () => {
    let count = 0;
    desk = async () => ({ card: card(`nr. ${++count}`), replaces: true });
    const to = bot();
    const once = tap("go", {}, here);
    const answers = await Promise.all([bring(to, once), bring(to, once)]);
    answers.push(await bring(to, once));
    expect(answers.map(shown)).toEqual([card("nr. 1"), card("nr. 1"), card("nr. 1")]);
    expect(count).toBe(1);
  });

  it("does nothing twice in another process either", async () => {
    const seen = new Set<string>();
    const [once, words] = [tap("go", {}, here), activity(here)];
    for (const to of [bot({}, seen), bot({}, seen)]) {
      await bring(to, words);
      await bring(to, once);
    }
    expect(asked).toHaveLength(2);
    expect(shown(await bring(bot({}, seen), once))).toBe("taken-before");
  });
});

describe("a card that is too big", () => {
  const long = (): Card => ({ ...card("først"), body: Array(200).fill({ type: "TextBlock", text: "æ".repeat(200) }) });

  it("is sent shortened, and says that there is more", async () => {
    desk = async () => ({ card: long(), replaces: true });
    const seen = shown(await bring(bot(), tap("go", {}, here))) as Card;
    expect(sizeOf(seen)).toBeLessThanOrEqual(MAX_CARD_BYTES);
    expect(sizeOf(seen)).toBeGreaterThan(MAX_CARD_BYTES / 2);
    expect(seen.body.at(-1)).toMatchObject({ text: "more" });
  });

  it("is an error where that is to be found out", async () => {
    desk = async () => ({ card: long(), replaces: true });
    await bring(bot({ strict: true }), tap("go", {}, here));
    expect(failures).toMatchObject([{ message: expect.stringContaining(`at most ${MAX_CARD_BYTES} bytes, got`) }]);
  });
});

it("takes nothing that this machine did not bring, and calls nobody else", async () => {
  expect((await bring(bot({ isPlayground: () => false }), activity(here))).status).toBe(401);
  expect((await bring(bot(), activity({ serviceUrl: "http://192.168.1.7:3978" }))).status).toBe(403);
  expect(refused).toEqual(["not-our-tenant"]);
  expect(asked).toEqual([]);
  expect(teams.calls).toEqual([]);
});
