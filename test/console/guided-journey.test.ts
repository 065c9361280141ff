import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addStaff, relate, type Staff } from "../../src/store/people.ts";
import { launchBrowser } from "../support/browser.ts";
import { expectAccessible, leadingOn, newPhone, question, tap } from "../support/chat-page.ts";
import { type Installation, openInstallation, type TestCitizen } from "../support/installation.ts";
import { openConsole } from "./console.ts";
import { openSite } from "./site.ts";

let installation: Installation;
let site: Awaited<ReturnType<typeof openSite>>;
let browser: Browser;
let phone: BrowserContext;
let bo: TestCitizen;
let kim: Staff;
const problems: string[] = [];

beforeAll(async () => {
  [installation, browser] = await Promise.all([openInstallation(), launchBrowser()]);
  const { product, unit } = installation;
  bo = await installation.newCitizen("Bo");
  kim = await addStaff(product.database, { name: "Kim", role: "socialpaedagog", unit: unit.id });
  await relate(product.database, { citizen: bo.id, staff: kim.id, role: "socialpaedagog" });
  site = await openSite({ ...installation, staff: kim }, bo);
  phone = await newPhone(browser, site.url);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await installation?.close();
});

const answers = (page: Page, who: string) => page.getByRole("link", { name: who, exact: true }).click();
const howTo = (page: Page) => page.locator(".how > summary").click();

test("R30 a kontaktperson runs what the behandler sent with the citizen, hands over, and the behandler reads who answered", async () => {
  await installation.product.assign({ citizen: bo.id, flow: "parathed", params: {}, by: installation.staff.id });
  const page = await phone.newPage();
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(`/staff/citizens/${bo.id}`);
  await page.getByRole("link", { name: "Lav en øvelse sammen" }).click();
  await expectAccessible(page, "which exercise");
  await page.getByRole("link", { name: "Parathed 1-5" }).click();
  await expectAccessible(page, "the instruction card");
  await page.getByText("Mette har sendt øvelsen.", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Begynd sammen" }).click();
  await page.locator("#question").waitFor();
  await tap(page, "Start");

  await answers(page, "Sammen");
  await howTo(page);
  await page.getByText("Sig tal og ord sammen. Vent med hvorfor.").waitFor();
  await expectAccessible(page, "a question, and how to");
  await howTo(page);
  await leadingOn(page, () => page.getByRole("button", { name: /3.*lidt klar/ }).click());
  await howTo(page);
  await page.getByText("Her hører du, hvad der er svært. Lyt uden at løse det.").waitFor();
  await howTo(page);
  await tap(page, "Mine venner");
  await answers(page, "Jeg svarer");
  await tap(page, "Min familie");
  await answers(page, "Bo selv");
  for (const answer of ["Mere ro", "Lytte til mig", "Gå en tur"]) await tap(page, answer);

  await page.getByText("Nu ser Bo svarene igennem.", { exact: false }).waitFor();
  await tap(page, "Ja, det passer");
  await page.getByText("Nu bestemmer Bo.", { exact: false }).waitFor();
  await answers(page, "Jeg svarer");
  await page.getByRole("button", { name: "Ja, send det" }).click();
  await page.getByText("Svaret blev ikke gemt.", { exact: false }).waitFor();
  expect(await question(page)).toContain("Må Mette og Kim se det?");

  await page.getByRole("link", { name: "Giv telefonen", exact: true }).click();
  await page.getByRole("link", { name: "Til personalet" }).waitFor();
  expect(await page.getByText("Hvem svarer?").count()).toBe(0);
  await expectAccessible(page, "handed over");
  await tap(page, "Ja, send det");
  await page.getByRole("link", { name: "Til personalet" }).click();
  await page.getByRole("heading", { name: "Er du personale?" }).waitFor();
  await expectAccessible(page, "are you staff?");
  await page.getByRole("link", { name: "Ja, jeg er personale" }).click();
  await page.getByRole("button", { name: "Færdig" }).click();
  await page.getByRole("heading", { name: "Bo", exact: true }).waitFor();

  // a browser tells of every refusal: the answer that was not staff's to give, and the last one, after which all is over
  expect(problems).toEqual([expect.stringContaining("422"), expect.stringContaining("409")]);

  const mette = openConsole(installation).as(installation.staff);
  const read = await mette.page(`/staff/citizens/${bo.id}`);
  expect(read).toContain("Svaret af: borgeren selv, borgeren sammen med personale og personale for borgeren");
});
