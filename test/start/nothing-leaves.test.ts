import nock from "nock";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { startTestApp } from "../support/app.ts";

/** Whatever was asked of another machine than this one. */
let left: string[];

const noteRequest = (request: { url: string }): void => {
  const { hostname } = new URL(request.url);
  if (hostname !== "127.0.0.1") left.push(hostname);
};

// another file in this process may have put the real network back
beforeAll(() => {
  if (!nock.isActive()) nock.activate();
});
beforeEach(() => {
  left = [];
  nock.disableNetConnect();
  nock.enableNetConnect(/^(127\.0\.0\.1|localhost)(:|$)/);
  nock.emitter.on("no match", noteRequest);
});
afterEach(() => {
  nock.emitter.off("no match", noteRequest);
  nock.cleanAll();
  nock.enableNetConnect();
});
afterAll(() => nock.restore());

it("asks nothing of any other machine, from start to stop", async () => {
  const app = await startTestApp();
  const { link } = await app.newCitizen();
  const entered = await fetch(app.url + link, { method: "POST", redirect: "manual", headers: { Origin: app.url } });
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  const page = await (await fetch(`${app.url}/c`, { headers: { cookie } })).text();
  const [picture] = /\/media\/[\w-]+\.\w+/.exec(page) ?? [];
  expect((await fetch(app.url + picture)).status).toBe(200);
  await app.stop();
  expect(left).toEqual([]);
});

it("asks Telegram at its own address alone, where nothing else is set", async () => {
  const asked: { path: string; body: Record<string, unknown> }[] = [];
  const answers: Record<string, unknown> = { getMe: { username: "skridt_bot" }, sendMessage: { message_id: 1 } };
  const chat = { id: 7, type: "private" };
  const update = { update_id: 5, message: { message_id: 1, date: 1, chat, text: "hej" } };
  nock("https://api.telegram.org")
    .persist()
    .post(/^\/bot/)
    .reply(async (request: Request) => {
      const path = new URL(request.url).pathname;
      const method = path.split("/").at(-1) as string;
      const body = (await request.json()) as Record<string, unknown>;
      asked.push({ path, body });
      // kept open, as Telegram does, until the bot goes
      if (method === "getUpdates" && body.offset !== 0 && body.timeout !== 0) await new Promise(() => undefined);
      const updates = body.offset === 0 ? [update] : [];
      const result = method === "getUpdates" ? updates : (answers[method] ?? true);
      return [200, { ok: true, result }];
    });
  const app = await startTestApp({ environment: { TELEGRAM_BOT_TOKEN: "123456:test-token" } });
  await expect.poll(() => asked.some(({ body }) => body.offset === 6), { timeout: 20_000 }).toBe(true);
  await app.stop();
  const called = (method: string) => asked.filter(({ path }) => path === `/bot123456:test-token/${method}`);
  expect(called("sendMessage").map(({ body }) => body)).toEqual([
    { chat_id: 7, text: expect.stringContaining("Jeg kender dig ikke") },
  ]);
  expect(called("getUpdates")[0]?.body).toMatchObject({ offset: 0, limit: 100 });
  expect(asked.filter(({ path }) => !path.startsWith("/bot123456:test-token/"))).toEqual([]);
  expect(left).toEqual([]);
});

it("would notice", async () => {
  await expect(fetch("https://example.org/")).rejects.toThrow();
  expect(left).toEqual(["example.org"]);
});
