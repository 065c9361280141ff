import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { expectAccessible, PHONE } from "../support/chat-page.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { complete } from "./exercise.ts";
import { openSite } from "./site.ts";

const DESK = { width: 1280, height: 900 };
/** Long, and nowhere to break. */
const LONG = "ord".repeat(60);

let installation: Installation;
let site: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
let bo: TestCitizen;
const problems: string[] = [];

beforeAll(async () => {
  [installation, browser] = await Promise.all([openInstallation(), launchBrowser()]);
  bo = await installation.newCitizen("Bo");
  site = await openSite(installation, bo);
  for (const own of [["Jeg drikker for at sove"], [`Jeg vil ikke drikke ${LONG}`]]) {
    for (const flow of ["parathed", "samtale-forbered", "foelelser"]) {
      await complete(installation, bo, flow, { release: true, own });
      installation.clock.pass({ minutes: 10 });
    }
    installation.clock.pass({ days: 10 });
  }
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await installation?.close();
});
afterEach(() => expect(problems.splice(0)).toEqual([]));

async function visit(path: string, viewport: { width: number; height: number }, script?: () => void): Promise<Page> {
  const context = await browser.newContext({ viewport, baseURL: site.url, locale: "da-DK" });
  if (script) await context.addInitScript(script);
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(path);
  return page;
}

/** From the start page on a phone; counts each tap, and each field that is filled as one. */
async function fromStart(script?: () => void) {
  const page = await visit("/staff", PHONE, script);
  let taps = 0;
  const tap = async (what: Locator): Promise<void> => {
    taps++;
    await what.click();
  };
  return {
    page,
    tap,
    taps: () => taps,
    link: (name: string) => tap(page.getByRole("link", { name }).first()),
    button: (name: string) => tap(page.getByRole("button", { name, exact: true }).first()),
    async fill(label: string, value: string) {
      taps++;
      await page.getByLabel(label).locator("visible=true").fill(value);
    },
    citizen: () => tap(page.locator(`#citizen-${bo.id} a`)),
  };
}

describe("the five commonest tasks of a behandler, from the start page", () => {
  test("read what is new: one tap", async () => {
    const { page, tap, taps } = await fromStart();
    await tap(page.locator(".news-link").first());
    await page.locator(".note pre").waitFor();
    expect(await page.locator(".note pre").innerText()).toContain("Følelser");
    expect(taps()).toBe(1);
    await page.context().close();
  });

  test("send a hjemmeopgave: four taps", async () => {
    const { page, citizen, link, button, taps } = await fromStart();
    await citizen();
    await link("Send en øvelse");
    await link("Drømme");
    await button("Send");
    await page.getByText("Øvelsen er sendt.").waitFor();
    expect(taps()).toBe(4);
    expect((await bo.state()).offers.map((offer) => offer.flow.id)).toContain("droemmekort");
    await page.context().close();
  });

  test("see what changed since last time: two taps", async () => {
    const { page, citizen, link, taps } = await fromStart();
    await citizen();
    await link("Siden sidst");
    await page.getByRole("heading", { name: "Siden sidst: Bo" }).waitFor();
    expect(taps()).toBe(2);
    await page.context().close();
  });

  test("plan a weekly check-in: seven taps", async () => {
    const { page, citizen, link, button, tap, fill, taps } = await fromStart();
    await citizen();
    await link("Send en øvelse");
    await link("Hvordan går det");
    await tap(page.getByLabel("Hver uge"));
    await tap(page.getByLabel("fredag"));
    await fill("Klokken", "10:00");
    await button("Send");
    await page.getByText("Øvelsen står nu i planen.").waitFor();
    expect(taps()).toBe(7);
    await page.context().close();
  });

  test("copy a note to the journal: two taps, also where the browser has no clipboard for pages", async () => {
    for (const script of [undefined, withoutClipboard]) {
      const { page, tap, button, taps } = await fromStart(script);
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await tap(page.locator(".news-link").first());
      await button("Kopiér til journal");
      await page.getByRole("button", { name: "Kopieret" }).waitFor();
      expect(taps()).toBe(2);
      const note = await page.locator(".note pre").first().textContent();
      await page.goto("/staff");
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(note);
      await page.context().close();
    }
  });
});

/** On the pages of outcomes only: what was copied is read on another. */
function withoutClipboard(): void {
  if (!location.pathname.startsWith("/staff/outcomes")) return;
  Object.defineProperty(navigator, "clipboard", { value: undefined });
}

test("what arrives while the start page is open comes up by itself, and stays new", async () => {
  const kim = await installation.newCitizen("Kim");
  const page = await visit("/staff", PHONE);
  await page.locator("h1").evaluate((heading) => heading.setAttribute("data-first", ""));
  await complete(installation, kim, "foelelser", { release: true });
  await page.locator(".news-item.new", { hasText: "Kim" }).waitFor();
  expect(await page.locator("h1[data-first]").count(), "the page is still the first one").toBe(1);
  await page.reload();
  expect(await page.locator(".news-item", { hasText: "Kim" }).count()).toBe(1);
  await page.context().close();
});

test("a note is edited, and what was put away is got back", async () => {
  const page = await visit("/staff/inbox?all=1", DESK);
  await page.locator(".news-link").first().click();
  await page.getByText("Ret notatet").click();
  await page.getByLabel("Notat til journalen").fill("Min egen udgave");
  await page.getByRole("button", { name: "Gem" }).click();
  await page.getByText("Notatet er gemt.").waitFor();
  expect(await page.locator(".note pre").first().innerText()).toMatch(/^Min egen udgave\n\nRettet af Mette, behandler/);
  await page.goto("/staff/inbox");
  const items = page.locator(".news-item");
  const before = await items.count();
  await items.last().getByRole("button", { name: "Set" }).click();
  await page.getByText("Lagt væk som set").waitFor();
  expect(await items.count()).toBe(before - 1);
  await page.getByRole("button", { name: "Fortryd" }).click();
  await page.locator(".notice").waitFor({ state: "detached" });
  expect(await items.count()).toBe(before);
  await page.context().close();
});

describe.each([
  ["a phone", PHONE],
  ["a desk", DESK],
])("is accessible, and no wider than %s:", (_, viewport) => {
  test.each([
    ["the start page", async () => "/staff"],
    ["the inbox", async () => `/staff/inbox?citizen=${bo.id}&all=1`],
    ["an empty choice", async () => "/staff/inbox?from=2020-01-01&to=2020-01-02"],
    ["one outcome", () => outcomePath("parathed")],
    ["one with an older edition", () => outcomePath("foelelser")],
    ["what changed", async () => `/staff/citizens/${bo.id}/since?from=2026-11-22`],
  ])("%s", async (where, pathOf) => {
    const page = await visit(await pathOf(), viewport);
    for (const summary of await page.locator("main summary").all()) await summary.click();
    for (const fold of await page.locator("main details:not([open]) > summary").all()) await fold.click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    await expectAccessible(page, where);
    await page.context().close();
  });
});

async function outcomePath(flow: string): Promise<string> {
  const { db } = installation.product.database;
  const found = db.selectFrom("session").select("id").where("citizen_id", "=", bo.id).where("flow_id", "=", flow);
  const { id } = await found.orderBy("completed_at", "desc").limit(1).executeTakeFirstOrThrow();
  return `/staff/outcomes/${id}`;
}
