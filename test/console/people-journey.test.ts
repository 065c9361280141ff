import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { activeOf } from "../../src/store/people/relations.ts";
import { addStaff, addUnit, relate } from "../../src/store/people.ts";
import { launchBrowser } from "../support/browser.ts";
import { expectAccessible, PHONE } from "../support/chat-page.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { openSite } from "./site.ts";

let installation: Installation;
let site: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
let bo: TestCitizen;
const problems: string[] = [];

beforeAll(async () => {
  [installation, browser] = await Promise.all([openInstallation(), launchBrowser()]);
  const { database } = installation.product;
  const unit = installation.unit.id;
  const admin = await addStaff(database, { name: "Adam", role: "administrator", unit });
  await addStaff(database, { name: "Lis", role: "behandler", unit });
  const kim = await addStaff(database, { name: "Kim", role: "socialpaedagog", unit });
  await addUnit(database, "Rusmiddelcenter Nord");
  bo = await installation.newCitizen("Bo");
  await installation.newCitizen("Ida");
  await relate(database, { citizen: bo.id, staff: kim.id, role: "socialpaedagog" });
  site = await openSite({ ...installation, staff: admin }, bo);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await installation?.close();
});
afterEach(() => expect(problems.splice(0)).toEqual([]));

async function visit(path: string, viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport, baseURL: site.url, locale: "da-DK" });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(path);
  return page;
}

test("an administrator sets how Skridt speaks with a citizen, and gives on the citizens of a behandler who stops", async () => {
  const page = await visit("/staff/people", PHONE);
  await expectAccessible(page, "people");
  await page.getByRole("link", { name: "Bo", exact: true }).click();
  await page.getByLabel("Roligt", { exact: false }).check();
  await page.getByLabel("Borgerens eget ord").fill("min hash");
  await page.getByText("Afslut forløbet", { exact: true }).click();
  await expectAccessible(page, "settings");
  await page.getByRole("button", { name: "Gem" }).click();
  await page.getByText("Det er gemt.").waitFor();

  await page.getByRole("link", { name: "Personer" }).click();
  await page.getByRole("link", { name: "Mette" }).click();
  await page.getByRole("link", { name: "Mette stopper" }).click();
  await page.getByLabel("Hvem tager over?").selectOption({ label: "Lis, behandler" });
  await page.getByRole("button", { name: "Se, hvad der sker" }).click();
  await page.getByText("Bo får Lis som behandler.").waitFor();
  await expectAccessible(page, "handover");
  await page.getByRole("button", { name: "Ja, Mette stopper, og borgerne gives videre" }).click();
  await page.getByText("Personen er stoppet. Ingen borgere står alene.").waitFor();
  const now = await activeOf(installation.product.database, bo.id);
  expect(now.map((it) => `${it.staff.name} ${it.role}`).toSorted()).toEqual(["Kim socialpaedagog", "Lis behandler"]);
});
