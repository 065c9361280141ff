import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { takeTurn } from "../../src/engine/take-turn.ts";
import { safetyFor } from "../../src/safety/around.ts";
import type { Saving } from "../../src/store/conversations.ts";
import { loadConversation } from "../../src/store/load-conversation.ts";
import { createSave } from "../../src/store/save-together.ts";
import { type Installation, openInstallation } from "../support/installation.ts";

let house: Installation;
beforeAll(async () => {
  house = await openInstallation();
});
afterAll(() => house.close());

/** The first turn of a new citizen, ready to be saved. */
async function newSaving(): Promise<Saving> {
  const { database, library, translator, pictures, safety } = house.product;
  const { conversation } = await house.newCitizen();
  const { conversation: before, profile, key } = (await loadConversation(database, { conversation }))!;
  const begin = { flow: library.latest("parathed")!.ref, params: {}, audience: [] };
  const inbound = { kind: "begin", begin, channel: "test", id: randomUUID(), at: house.clock.now() } as const;
  const words = translator.words("da");
  const heard = safetyFor(safety, profile);
  const turn = takeTurn(before, inbound, { library, profile, words, emoji: pictures.emoji, safety: heard });
  return { before, key, turn, inbound, said: null, messages: [] };
}

const newSavings = (count: number): Promise<Saving[]> => Promise.all(Array.from({ length: count }, newSaving));

/** In which transactions the turns were written. */
async function transactionsOf(savings: readonly Saving[]): Promise<string[]> {
  const ids = savings.map((it) => it.turn.conversation.id);
  const { rows } = await house.product.database.pool.query<{ xmin: string }>(
    "select xmin::text from turn where conversation_id = any($1)",
    [ids],
  );
  return rows.map(({ xmin }) => xmin);
}

it("saves the first at once, and those that came meanwhile together", async () => {
  const save = createSave(house.product.database);
  const [first, ...others] = await newSavings(6);
  expect(await Promise.all([first!, ...others].map(save))).toEqual(Array(6).fill(true));
  const together = await transactionsOf(others);
  expect(together).toHaveLength(5);
  expect(new Set(together).size).toBe(1);
  expect(await transactionsOf([first!])).not.toEqual([together[0]]);
});

it("tells each of those saved together whether it won", async () => {
  const save = createSave(house.product.database);
  const savings = await newSavings(4);
  await save(savings[2]!);
  expect(await Promise.all(savings.map(save))).toEqual([true, true, false, true]);
});

it("saves the others when one cannot be saved", async () => {
  const save = createSave(house.product.database);
  const savings = await newSavings(4);
  const impossible = { ...savings[2]!, inbound: { ...savings[2]!.inbound, at: "no time" } };
  const results = await Promise.allSettled([savings[0]!, savings[1]!, impossible, savings[3]!].map(save));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(await transactionsOf(savings)).toHaveLength(3);
});
