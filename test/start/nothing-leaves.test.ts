import nock from "nock";
import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import { startTestApp } from "../support/app.ts";

/** Whatever was asked of another machine than this one. */
let left: string[];

const noteRequest = (request: { url: string }): void => {
  const { hostname } = new URL(request.url);
  if (hostname !== "127.0.0.1") left.push(hostname);
};

beforeEach(() => {
  left = [];
  nock.disableNetConnect();
  nock.enableNetConnect(/^(127\.0\.0\.1|localhost)(:|$)/);
  nock.emitter.on("no match", noteRequest);
});
afterEach(() => {
  nock.emitter.off("no match", noteRequest);
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

it("would notice", async () => {
  await expect(fetch("https://example.org/")).rejects.toThrow();
  expect(left).toEqual(["example.org"]);
});
