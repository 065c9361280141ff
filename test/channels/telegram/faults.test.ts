import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { NotSent } from "../../../src/channels/channel.ts";
import { createApi } from "../../../src/channels/telegram/api.ts";
import { outboxState } from "../../../src/store/outbox.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { type Fault, startTelegramServer, type TelegramServer, TOKEN } from "../../support/telegram/server.ts";
import { newPhone } from "./citizen.ts";

let telegram: TelegramServer;
let app: TestApp;
beforeAll(async () => {
  telegram = await startTelegramServer();
  const environment = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url };
  app = await startTestApp({ environment });
});
afterAll(async () => {
  await app?.stop();
  await telegram?.close();
});
afterEach(() => {
  telegram.faults = () => undefined;
});

/** The next so many messages go wrong. */
function next(count: number, fault: Fault): void {
  let left = count;
  telegram.faults = ({ method }) => (method === "sendPhoto" && left-- > 0 ? fault : undefined);
}

describe("a screen", () => {
  it.each<[string, Fault]>([
    ["Telegram says 502", { status: 502, description: "Bad Gateway" }],
    ["Telegram asks to wait", { status: 429, description: "Too Many Requests", retryAfter: 1 }],
    ["the connection breaks", "dropped"],
  ])("arrives once when %s", async (_, fault) => {
    const phone = await newPhone(app, telegram, telegram.calls.length + 1000);
    const before = phone.seen().length;
    next(1, fault);
    await phone.tap("group+exercise+0");
    // the tap of a person is no message; the answered one is edited
    expect(phone.seen().length).toBe(before + 1);
  });

  it("that comes twice as the answer is lost is removed once, and the other goes on at the same place", async () => {
    const phone = await newPhone(app, telegram, telegram.calls.length + 1000);
    const before = phone.last().id;
    next(1, "lost");
    telegram.tap(phone.chat, "group+exercise+0");
    const sent = () => phone.seen().filter(({ id }) => id > before);
    await telegram.until(() => sent().length === 2);
    const second = sent()[1]?.id;
    await telegram.until(() => sent().length === 1);
    expect(sent()[0]?.id).toBe(second);
    expect((await phone.tap("parathed")).text).toContain("Trin 1 af");
  });

  it("is not sent again when the database was full as it was to be noted which one is shown", async () => {
    const phone = await newPhone(app, telegram, telegram.calls.length + 1000);
    const before = phone.last().id;
    await app.asOwner(`create function full_disk() returns trigger language plpgsql as
      $$ begin raise exception 'full' using errcode = 'disk_full'; end $$`);
    await app.asOwner("create trigger full_disk before update of live on telegram_chat execute function full_disk()");
    telegram.tap(phone.chat, "group+exercise+0");
    const sent = () => phone.seen().filter(({ id }) => id > before);
    await telegram.until(() => sent().length === 1);
    await expect.poll(() => app.logged.join("")).toContain('"reason":"AppError"');
    await app.asOwner("drop function full_disk cascade");
    await expect.poll(async () => (await outboxState(app.product.database)).waiting, { timeout: 20_000 }).toBe(0);
    expect(sent()).toHaveLength(1);
  });
});

it("is left alone for as long as it asks: nothing reaches it meanwhile", async () => {
  const api = createApi({ token: TOKEN, apiRoot: telegram.url, perSecond: 28 });
  next(1, "dropped");
  telegram.faults = ({ method }) =>
    method === "sendMessage" ? { status: 429, description: "Too Many Requests", retryAfter: 60 } : undefined;
  const sent = () => telegram.calls.filter(({ method }) => method === "sendMessage").length;
  const before = sent();
  for (const chat of [1, 2, 3]) await expect(api.sendMessage(chat, "a")).rejects.toBeInstanceOf(NotSent);
  expect(sent()).toBe(before + 1);
});

it("that is away or does not know the token is said once, and the rest goes on", async () => {
  const environment = { TELEGRAM_BOT_TOKEN: "999:wrong", TELEGRAM_API_ROOT: telegram.url };
  const other = await startTestApp({ environment });
  await expect.poll(() => other.logged.join("")).toContain("Telegram does not know this token");
  expect((await fetch(`${other.url}/readyz`)).status).toBe(200);
  expect(other.logged.join("")).not.toContain("999:wrong");
  await other.stop();
});
