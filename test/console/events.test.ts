import { afterAll, beforeAll, expect, test } from "vitest";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { openConsole } from "./console.ts";

let installation: Installation;
let bo: TestCitizen;
let kim: TestCitizen;
let listening = 0;

beforeAll(async () => {
  installation = await openInstallation();
  [bo, kim] = [await installation.newCitizen("Bo"), await installation.newCitizen("Kim")];
});
afterAll(() => installation?.close());

/** An open page that listens; `next` waits for what it is told. */
async function listen(query: string, headers: Record<string, string> = {}) {
  const { changes } = installation.product;
  const onAny: typeof changes.onAny = (changed) => {
    const stop = changes.onAny(changed);
    listening++;
    return () => {
      listening--;
      stop();
    };
  };
  const visitor = openConsole(installation, { changes: { ...changes, onAny } }).as(installation.staff);
  const response = await visitor.get(`/staff/events${query}`, headers);
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  return { next: async () => (await reader.read()).value ?? "", leave: () => reader.cancel() };
}

const revision = async (citizen: TestCitizen) => (await citizen.state()).revision;

test("a page is told when something happens with its citizen, and only that it did", async () => {
  const page = await listen(`?citizen=${bo.id}&seen=${await revision(bo)}`);
  await kim.begin("foelelser");
  await bo.begin("parathed");
  const told = await page.next();
  expect(told).toBe(`event: changed\ndata: ${await revision(bo)}\nid: ${await revision(bo)}\nretry: 5000\n\n`);
  await page.leave();
});

test("what happened before the page listened is told at once", async () => {
  const page = await listen(`?citizen=${bo.id}&seen=${(await revision(bo)) - 1}`);
  expect(await page.next()).toContain(`data: ${await revision(bo)}`);
  await page.leave();
});

test("a page that comes back goes on from what it was told last", async () => {
  const before = await revision(bo);
  await bo.tap("go-on");
  const page = await listen(`?citizen=${bo.id}&seen=0`, { "last-event-id": String(before) });
  expect(await page.next()).toContain(`data: ${await revision(bo)}`);
  await page.leave();
});

test("the list is told of all of one's citizens", async () => {
  const sum = async () => (await revision(bo)) + (await revision(kim));
  const page = await listen(`?seen=${await sum()}`);
  await kim.tap("go-on");
  expect(await page.next()).toContain(`data: ${await sum()}`);
  await page.leave();
});

test("nobody listens for a page that was left", async () => {
  expect(listening).toBe(0);
  const page = await listen("?seen=0");
  await page.next();
  expect(listening).toBe(1);
  await page.leave();
  await expect.poll(() => listening).toBe(0);
});
