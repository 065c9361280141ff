import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { expectAccessible, PHONE } from "../support/chat-page.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { complete } from "./exercise.ts";
import { openSite } from "./site.ts";

const DESK = { width: 1280, height: 900 };
/** More screens than any exercise has. */
const MOST_SCREENS = 60;

const PICTURES_LOOKED_AT = 24;

let installation: Installation;
let site: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
let bo: TestCitizen;
const problems: string[] = [];

beforeAll(async () => {
  [installation, browser] = await Promise.all([openInstallation(), launchBrowser()]);
  bo = await installation.newCitizen("Bo");
  site = await openSite(installation, bo);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await installation?.close();
});
afterEach(() => expect(problems.splice(0)).toEqual([]));

async function visit(path: string, viewport: typeof DESK): Promise<Page> {
  const context = await browser.newContext({ viewport, baseURL: site.url, locale: "da-DK" });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(path);
  return page;
}

/** Goes on by the main button, or by the first answer, to the end of the exercise; says yes to showing it. */
async function finish(phone: FrameLocator): Promise<void> {
  for (let i = 0; i < MOST_SCREENS; i++) {
    const card = phone.locator("#card");
    const revision = await card.getAttribute("data-revision");
    if ((await phone.getByText("Mette kan se dem nu.").count()) > 0) return;
    const main = phone.locator("#card .choices .main button");
    const answer = phone.locator("#card .choices .answer button");
    await ((await main.count()) > 0 ? main : answer).first().click();
    await phone.locator(`#card:not([data-revision="${revision}"])`).waitFor();
  }
  throw new Error(`expected an end after ${MOST_SCREENS} screens`);
}

describe("the demo page", () => {
  test("shows in the console what is done on the phone, without being loaded again", async () => {
    const page = await visit("/", DESK);
    const phone = page.frameLocator('iframe[src="/c"]');
    const console = page.frameLocator(`iframe[src="/staff/citizens/${bo.id}"]`);
    await expect.poll(() => page.getByText("Demo. Bo og Mette er opfundet.").count()).toBe(1);
    await console.getByText("Ingen øvelse er i gang.").waitFor();
    await console.locator("h1").evaluate((heading) => heading.setAttribute("data-first", ""));

    await phone.getByRole("button", { name: "Sådan går det" }).click();
    await phone.getByRole("button", { name: "Følelser" }).click();
    await console.getByText("I gang: Følelser").waitFor();
    await finish(phone);

    const outcome = console.locator(".outcome.new");
    await outcome.locator("pre").waitFor();
    expect(await outcome.locator("pre").innerText()).toContain("Følelser nu: ");
    await console.getByText("Ingen øvelse er i gang.").waitFor();
    expect(await console.locator(".timeline svg").count()).toBe(1);
    expect(await console.locator("h1[data-first]").count(), "the page is still the first one").toBe(1);
    await page.context().close();
  });

  test("shows one window at a time on a phone", async () => {
    const page = await visit("/", PHONE);
    const windows = () => Promise.all([".phone-window", ".console-window"].map((it) => page.locator(it).isVisible()));
    expect(await windows()).toEqual([true, false]);
    await page.getByRole("radio", { name: "Konsollen hos Mette" }).check();
    expect(await windows()).toEqual([false, true]);
    await page.context().close();
  });
});

describe("the console", () => {
  test("keeps what is unfolded when it is brought up to date", async () => {
    const kim = await installation.newCitizen("Kim");
    for (const flow of ["foelelser", "parathed"]) await complete(installation, kim, flow, { release: true });
    const page = await visit(`/staff/citizens/${kim.id}`, PHONE);
    const folds = page.locator(".outcome");
    await folds.nth(1).locator("summary").click();
    await page.locator(".numbers summary").first().click();
    await kim.begin("foelelser");
    await page.getByText("I gang: Følelser").waitFor();
    expect(await folds.evaluateAll((all) => all.map((it) => (it as HTMLDetailsElement).open))).toEqual([true, true]);
    expect(await page.locator(".numbers").first().getAttribute("open")).not.toBeNull();
    await page.context().close();
  });

  test("sends an exercise in three taps from the citizen, and it reaches the phone", async () => {
    const ida = await installation.newCitizen("Ida");
    const page = await visit(`/staff/citizens/${ida.id}`, PHONE);
    await page.getByRole("link", { name: "Send en øvelse nu" }).click();
    await page.getByRole("link", { name: "Parathed" }).click();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("Øvelsen er sendt.").waitFor();
    expect((await ida.state()).offers.map((offer) => offer.flow.id)).toEqual(["parathed"]);
    await page.context().close();
  });

  test("asks for own words only when they are wanted", async () => {
    const page = await visit(`/staff/citizens/${bo.id}/send/parathed`, PHONE);
    const own = page.getByLabel("Skriv med få ord");
    expect(await own.isVisible()).toBe(false);
    await page.getByLabel("Noget andet").check();
    expect(await own.isVisible()).toBe(true);
    await page.context().close();
  });

  test("copies a note, and a link", async () => {
    const page = await visit(`/staff/citizens/${bo.id}`, PHONE);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole("button", { name: "Kopiér notatet" }).first().click();
    await page.getByRole("button", { name: "Kopieret" }).waitFor();
    expect(await copied()).toBe(await page.locator(".note pre").first().textContent());
    await page.getByRole("link", { name: "Invitér" }).click();
    await page.getByRole("button", { name: "Lav et nyt link" }).click();
    await page.getByRole("button", { name: "Kopiér linket" }).click();
    expect(await copied()).toContain("/c/i/");
    expect(new URL(page.url()).pathname, "loading the page again makes no new link").toMatch(/\/invite$/);
    await page.context().close();
  });

  describe("is accessible, and no wider than a phone or a desk:", () => {
    let long: TestCitizen;
    let empty: TestCitizen;

    beforeAll(async () => {
      long = await installation.newCitizen(`Annelise-Margrethe ${"Sørensen-Kristoffersen".repeat(3)} <b>`);
      empty = await installation.newCitizen("Per");
      await complete(installation, long, "foelelser", { release: true });
      for (let i = 0; i < 2; i++) {
        await complete(installation, long, "parathed", { release: true, own: ["ord".repeat(200)] });
        await complete(installation, long, "samtale-forbered", { release: true, own: ["ord".repeat(200)] });
      }
    });

    test.each([
      ["the list", () => "/staff"],
      ["a citizen", () => `/staff/citizens/${long.id}`],
      ["a citizen without outcomes", () => `/staff/citizens/${empty.id}`],
      ["the exercises", () => `/staff/citizens/${long.id}/send`],
      ["sending", () => `/staff/citizens/${long.id}/send/parathed`],
      ["inviting", () => `/staff/citizens/${long.id}/invite`],
      ["who can see what", () => `/staff/citizens/${long.id}/consent`],
      ["times beside each other", () => `/staff/citizens/${long.id}/compare/parathed`],
      ["the pictures", () => "/staff/pictures"],
      ["nothing", () => "/staff/nowhere"],
    ])("%s", async (where, pathOf) => {
      const page = await visit(pathOf(), PHONE);
      for (const summary of await page.locator("summary").all()) await summary.click();
      if (where === "inviting") {
        await page.getByRole("button", { name: "Lav et nyt link" }).click();
        await page.locator(".qr svg").waitFor();
      }
      if (where === "nothing") expect(problems.splice(0)).toHaveLength(1);
      // hundreds of pictures are shown alike: some of them stand for all
      await page.evaluate((most) => {
        for (const it of [...document.querySelectorAll(".pictures > li")].slice(most)) it.remove();
      }, PICTURES_LOOKED_AT);
      for (const [on, viewport] of [
        ["a phone", PHONE],
        ["a desk", DESK],
      ] as const) {
        await page.setViewportSize(viewport);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, `${where} on ${on}`).toBeLessThanOrEqual(viewport.width);
        await expectAccessible(page, `${where} on ${on}`);
      }
      await page.context().close();
    });
  });
});
