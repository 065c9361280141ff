import type { Update } from "grammy/types";
import { expect, it } from "vitest";
import { createWebhook } from "../../../src/channels/telegram/webhook.ts";

const SECRET = "right_secret";
const taken: Update[] = [];
const failures: unknown[] = [];
let away = false;
const hook = createWebhook({
  secret: SECRET,
  take: async (update) => {
    if (away) throw new Error("away");
    taken.push(update);
  },
  failed: (error) => void failures.push(error),
});
const bring = (body: string, secret?: string) => {
  const headers = secret === undefined ? {} : { "X-Telegram-Bot-Api-Secret-Token": secret };
  return hook.request("/", { method: "POST", body, headers });
};

it.each([undefined, "", "wrong_secret", `${SECRET}x`])("takes nothing with the secret %j", async (secret) => {
  expect((await bring('{"update_id":1}', secret)).status).toBe(401);
  expect(taken).toEqual([]);
});

it("takes an update with the right secret, and has it brought again when it cannot be taken", async () => {
  expect((await bring('{"update_id":1}', SECRET)).status).toBe(200);
  expect(taken).toEqual([{ update_id: 1 }]);
  away = true;
  expect((await bring('{"update_id":2}', SECRET)).status).toBe(503);
  expect(failures).toHaveLength(1);
});

it("refuses what is no update, and what is too long", async () => {
  expect((await bring("hej", SECRET)).status).toBe(400);
  expect((await bring(`{"update_id":1,"x":"${"y".repeat(2 ** 20)}"}`, SECRET)).status).toBe(413);
});
