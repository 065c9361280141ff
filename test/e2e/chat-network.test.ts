import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { threadOf } from "../../src/store/thread.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { launchBrowser } from "../support/browser.ts";
import { enter, expectAccessible, leadingOn, newPhone, question, tap } from "../support/chat-page.ts";

const OFFLINE = "Ingen forbindelse. Dit svar er ikke sendt endnu.";
const LONG_AGO = new Date(0);
/** as the page waits */
const LOOK_AGAIN_MS = 5_000;

let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

/** A page at Parathed's first question. */
async function atLevel(): Promise<{ page: Page; citizen: string }> {
  const { citizen, link } = await app.newCitizen();
  const context = await newPhone(browser, app.url);
  const page = await context.newPage();
  await enter(page, link);
  await tap(page, "Øvelser");
  await tap(page, "Parathed 1-5");
  await tap(page, "Start");
  return { page, citizen };
}

const conversationOf = (citizen: string) =>
  app.product.database.db
    .selectFrom("conversation")
    .select(["id", "revision"])
    .where("citizen_id", "=", citizen)
    .executeTakeFirstOrThrow();

/** How many things the citizen said since Parathed's first question. */
async function answersOf(citizen: string): Promise<number> {
  const { id } = await conversationOf(citizen);
  const moments = await threadOf(app.product.database, id, LONG_AGO, 100);
  return moments.filter(({ said }) => said !== null).length - 3;
}

const notice = (page: Page, text: string) => page.getByRole("alert").getByText(text);

it("says that the network is gone, keeps the answer, sends it once when it is back and goes on", async () => {
  const { page, citizen } = await atLevel();
  const asked = await question(page);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "3 lidt klar" }).click();
  await notice(page, OFFLINE).waitFor();
  await expectAccessible(page, "without a network");
  expect(await question(page)).toBe(asked);
  expect(await answersOf(citizen)).toBe(0);
  await leadingOn(page, () => page.context().setOffline(false));
  await notice(page, OFFLINE).waitFor({ state: "hidden" });
  expect(await question(page)).toContain("Du valgte 3");
  expect(await answersOf(citizen)).toBe(1);
  await page.context().close();
});

it("keeps words that are not sent over a reload, and sends them once", async () => {
  const { page, citizen } = await atLevel();
  await tap(page, "3 lidt klar");
  await page.locator("details.own summary").click();
  await page.getByLabel("Skriv her").fill("Mine børn");
  await page.route("**/c/answer", (route) => route.abort());
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await notice(page, OFFLINE).waitFor();
  await page.unroute("**/c/answer");
  await leadingOn(page, () => page.reload());
  await page.locator("#thread").getByText("Mine børn").waitFor({ state: "attached" });
  expect(await answersOf(citizen)).toBe(2);
  await page.reload();
  await page.locator("#thread").getByText("Mine børn").waitFor({ state: "attached" });
  expect(await answersOf(citizen)).toBe(2);
  await page.context().close();
});

it("counts words once when the server took them but its reply was lost", async () => {
  const { page, citizen } = await atLevel();
  await tap(page, "3 lidt klar");
  await page.locator("details.own summary").click();
  await page.getByLabel("Skriv her").fill("Mine børn");
  await page.route(
    "**/c/answer",
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await notice(page, OFFLINE).waitFor();
  await leadingOn(page, () => page.getByRole("button", { name: "Send nu" }).first().click());
  expect(await question(page)).toContain("Det er højere end 1.");
  expect(await answersOf(citizen)).toBe(2);
  await page.context().close();
});

it("lets the citizen choose something else while the answer waits: the last one counts", async () => {
  const { page, citizen } = await atLevel();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "3 lidt klar" }).click();
  await notice(page, OFFLINE).waitFor();
  await page.getByRole("button", { name: "4 klar" }).click();
  await leadingOn(page, () => page.context().setOffline(false));
  expect(await question(page)).toContain("Du valgte 4");
  expect(await answersOf(citizen)).toBe(1);
  await page.context().close();
});

const sent = (citizen: string, flow: string) => app.product.assign({ citizen, flow, params: {}, by: app.staff });

/** Something is sent to the citizen, and what the page asks for because of it is held back until it may arrive. */
async function heldRefresh(page: Page, citizen: string): Promise<{ arrive(): Promise<void> }> {
  const [asked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let first = true;
  await page.route("**/c", async (route) => {
    if (!first) return await route.continue();
    first = false;
    const response = await route.fetch();
    asked.resolve();
    await released.promise;
    await route.fulfill({ response });
  });
  await sent(citizen, "foelelser");
  await asked.promise;
  return {
    async arrive() {
      const came = page.waitForEvent("requestfinished", { predicate: (it) => it.url().endsWith("/c") });
      released.resolve();
      await came;
      // what comes after it has been read: so was this
      await page.evaluate(() => fetch("/healthz").then((it) => it.text()));
    },
  };
}

it("does not go back to a screen from before the answer, when that comes late", async () => {
  const { page, citizen } = await atLevel();
  const held = await heldRefresh(page, citizen);
  await tap(page, "3 lidt klar");
  await held.arrive();
  expect(await question(page)).toContain("Du valgte 3");
  await page.context().close();
});

it("looks once more when something came while it looked", async () => {
  const { page, citizen } = await atLevel();
  const held = await heldRefresh(page, citizen);
  await sent(citizen, "trivsel");
  await held.arrive();
  const { revision } = await conversationOf(citizen);
  await page.locator(`#card[data-revision="${revision}"]`).waitFor();
  await page.context().close();
});

it("looks again by itself when it could not look", async () => {
  const { page, citizen } = await atLevel();
  const failed = page.waitForEvent("requestfailed");
  await page.route("**/c", (route) => route.abort(), { times: 1 });
  await sent(citizen, "foelelser");
  await failed;
  const before = await page.locator("#card").getAttribute("data-revision");
  await page.clock.fastForward(LOOK_AGAIN_MS);
  await page.locator(`#card:not([data-revision="${before}"])`).waitFor();
  await page.context().close();
});

it("says so in plain words when the server is in trouble, and goes on by itself", async () => {
  const { page, citizen } = await atLevel();
  await page.route("**/c/answer", (route) => route.fulfill({ status: 503, body: "" }), { times: 1 });
  await page.getByRole("button", { name: "3 lidt klar" }).click();
  await notice(page, "Det virker ikke lige nu. Dit svar er ikke sendt endnu.").waitFor();
  await page.getByText("Du valgte 3").first().waitFor();
  expect(await answersOf(citizen)).toBe(1);
  await page.context().close();
});

it("counts a double tap once (R17)", async () => {
  const { page, citizen } = await atLevel();
  await leadingOn(page, () => page.getByRole("button", { name: "3 lidt klar" }).dblclick());
  expect(await question(page)).toContain("Du valgte 3");
  expect(await answersOf(citizen)).toBe(1);
  await page.context().close();
});

it("does not let the second tap answer the question that came in place of the first (R17)", async () => {
  const { page, citizen } = await atLevel();
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.getByRole("button", { name: "3 lidt klar" }).click();
  await page.locator("#question").getByText("Du valgte 3").waitFor();
  const box = (await page.locator("#card .choices button").first().boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const reached = () =>
    page.evaluate(([left, top]) => document.elementFromPoint(left!, top!)?.closest("button")?.name, [x, y]);
  await page.mouse.click(x, y);
  expect(await reached(), "the second tap reaches no button").toBeUndefined();
  await page.clock.runFor(1000);
  expect(await reached(), "a later tap reaches what stands there").toBe("token");
  expect(await question(page)).toContain("Du valgte 3");
  expect(await answersOf(citizen)).toBe(1);
  await page.context().close();
});

it("shows what comes from staff without a reload, but not while the citizen writes (R19)", async () => {
  const { citizen, link } = await app.newCitizen();
  const context = await newPhone(browser, app.url);
  const [page, second] = [await context.newPage(), await context.newPage()];
  await enter(page, link);
  await page.goto("/c");
  await app.product.assign({ citizen, flow: "parathed", params: {}, by: app.staff });
  await page.locator("#question").getByText("Maria har sendt en øvelse til dig.").waitFor();

  await tap(page, "Ja");
  await tap(page, "Start");
  await tap(page, "3 lidt klar");
  await page.locator("details.own summary").click();
  await page.getByLabel("Skriv her").fill("Det er");
  await second.goto("/c");
  await tap(second, "Jeg er bange");
  await page.getByText("Der er noget nyt.").waitFor();
  expect(await page.getByLabel("Skriv her").inputValue()).toBe("Det er");
  await leadingOn(page, () => page.getByRole("button", { name: "Vis det" }).click());
  expect(await question(page)).toBe(await question(second));
  await context.close();
});
