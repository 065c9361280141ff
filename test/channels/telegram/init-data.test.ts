import { expect, it } from "vitest";
import { readInitData } from "../../../src/channels/telegram/init-data.ts";
import { NOW } from "../../support/frozen.ts";
import { initDataOf, openingOf } from "./init-data.ts";

const TOKEN = "123456:test-token";
const now = new Date(NOW);
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const auth_date = String(now.getTime() / 1000);
const read = (data: string) => readInitData(data, TOKEN, now);

it("names who opened the page when the bot's token signed it", () => {
  expect(read(openingOf(TOKEN, 7, now))).toMatchObject({ user: 7, at: now });
  // as published with the documentation of Mini Apps: what the signature covers is in the order of the names
  const unsorted = { user: '{"id":7}', chat_type: "private", auth_date, chat_instance: "-9", signature: "s" };
  expect(read(initDataOf(TOKEN, unsorted))).toMatchObject({ user: 7 });
});

const good = openingOf(TOKEN, 7, now);
const hash = new URLSearchParams(good).get("hash") as string;

it.each<[string, string]>([
  ["nothing", ""],
  ["no signature", good.replace(/&?hash=\w+/, "")],
  ["another bot's signature", openingOf("123457:other", 7, now)],
  ["a changed person", good.replace("%3A7%2C", "%3A8%2C")],
  [
    "a changed signature",
    good.replace(
      hash,
      hash.replace(/^./, (it) => (it === "0" ? "1" : "0")),
    ),
  ],
  ["a short signature", good.replace(hash, hash.slice(1))],
  ["two signatures", `${good}&hash=${hash}`],
  ["a field put to it", `${good}&start_param=x`],
  ["an old opening", openingOf(TOKEN, 7, before(301))],
  ["an opening that is to come", openingOf(TOKEN, 7, before(-61))],
  ["no time", initDataOf(TOKEN, { user: '{"id":7}' })],
  ["no person", initDataOf(TOKEN, { auth_date })],
  ["a person without a number", initDataOf(TOKEN, { auth_date, user: '{"id":"7"}' })],
  ["a group", initDataOf(TOKEN, { auth_date, user: '{"id":-7}' })],
  ["what is no JSON", initDataOf(TOKEN, { auth_date, user: "7" })],
  ["more than Telegram says", initDataOf(TOKEN, { auth_date, user: '{"id":7}', x: "x".repeat(9000) })],
])("takes nothing from %s", (_, data) => {
  expect(read(data)).toBeUndefined();
});
