import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outcomesOf } from "../../src/store/outcomes.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { launchBrowser } from "../support/browser.ts";
import { enter, expectAccessible, leadingOn, PHONE, question, tap } from "../support/chat-page.ts";

/** More screens than any of the exercises has. */
const MOST_SCREENS = 60;
const OWN_WORDS = "Jeg vil <b>gerne</b> & snart";
const CONTROLS = [
  "Tilbage",
  "Gentag",
  "Det forstår jeg ikke",
  "Spring over",
  "Pause",
  "Stop",
  "Jeg har trang",
  "Snak med et menneske",
];

let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

async function visit(): Promise<{ page: Page; citizen: string; problems: string[] }> {
  const { citizen, link } = await app.newCitizen();
  const context = await browser.newContext({ viewport: PHONE, baseURL: app.url, locale: "da-DK" });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  await enter(page, link);
  return { page, citizen, problems };
}

/** Elements, roles and classes of the screens that were looked at: another one of the same make breaks no other rule. */
const looked = new Set<string>();

const makeOf = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .map((it) => `${it.tagName}.${it.className}.${it.getAttribute("role")}.${it.getAttribute("aria-pressed")}`)
      .filter((it, i, all) => it !== all[i - 1])
      .join(" "),
  );

/** What must be true of every screen, whatever it asks. */
async function expectWellMade(page: Page): Promise<void> {
  const where = await question(page);
  const make = await makeOf(page);
  if (!looked.has(make)) await expectAccessible(page, where);
  looked.add(make);
  const controls = page.locator("#controls button");
  expect(await controls.allInnerTexts(), where).toEqual(CONTROLS);
  const controlRow = (await page.locator("#controls").boundingBox())!;
  expect(controlRow.y + controlRow.height, `${where}: the controls are at the bottom`).toBeCloseTo(PHONE.height, -1);
  expect((await page.locator(".step").boundingBox())!.x, `${where}: the step is where it always is (R10)`).toBeCloseTo(
    16,
    0,
  );
  const start = (await page.locator("[data-start]").boundingBox())!;
  expect(start.y, `${where}: its beginning is seen`).toBeGreaterThan(0);
  expect(start.y + start.height, `${where}: its beginning is seen`).toBeLessThan(controlRow.y);
  for (const choice of await page.locator("#card .choices button").all()) {
    await choice.scrollIntoViewIfNeeded();
    const box = (await choice.boundingBox())!;
    expect(box.height, `${where}: a choice is easy to hit`).toBeGreaterThanOrEqual(56);
    expect(box.y + box.height, `${where}: a choice hides behind the controls`).toBeLessThanOrEqual(controlRow.y + 1);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBeLessThanOrEqual(PHONE.width);
}

/** Goes on by the main button when there is one, else by own words (once), else by the first answer. */
async function goOn(page: Page, written: boolean): Promise<boolean> {
  const main = page.locator("#card .choices .main button");
  if ((await main.count()) > 0) {
    await leadingOn(page, () => main.first().click());
  } else if (!written && (await page.locator("#words").count()) > 0) {
    await page.locator("details.own summary").click();
    await page.getByLabel("Skriv her").fill(OWN_WORDS);
    await leadingOn(page, () => page.getByRole("button", { name: "Send", exact: true }).click());
    return true;
  } else {
    await leadingOn(page, () => page.locator("#card .choices .answer button").first().click());
  }
  return written;
}

describe.each([
  { part: "Øvelser", exercise: "Parathed 1-5", flow: "parathed" },
  { part: "Sådan går det", exercise: "Følelser", flow: "foelelser" },
  { part: "Øvelser", exercise: "Sig nej", flow: "sig-nej" },
])("$exercise on a phone", ({ part, exercise, flow }) => {
  it("can be completed; every screen is accessible and in order (R7, R8, R10, R12-R16)", {
    timeout: 240_000,
  }, async () => {
    const { page, citizen, problems } = await visit();
    await expectWellMade(page);
    await tap(page, part);
    await expectWellMade(page);
    await tap(page, exercise);
    let written = false;
    for (let screen = 0; (await page.locator("progress").count()) > 0; screen++) {
      expect(screen, "the exercise comes to an end").toBeLessThan(MOST_SCREENS);
      await expectWellMade(page);
      written = await goOn(page, written);
    }
    await expectWellMade(page);
    const [outcome, ...others] = await outcomesOf(app.product.database, citizen, app.staff);
    expect([outcome?.flow.id, others.length]).toEqual([flow, 0]);
    const words = outcome!.answers.flatMap(([, value]) => (value.kind === "words" ? [value.words] : []));
    expect(words).toEqual(written ? [OWN_WORDS] : []);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

describe("what a person may need beside the question", () => {
  it("shows a sheet in full size and comes back, has larger text that stays, and is accessible then", async () => {
    const { page } = await visit();
    await tap(page, "Øvelser");
    await tap(page, "Parathed 1-5");
    await tap(page, "Start");
    await page.getByRole("link", { name: "Vis større" }).click();
    await page.getByRole("dialog").getByRole("img").waitFor();
    await expectAccessible(page, "a picture in full size");
    const saved = page.waitForEvent("download");
    await page.getByRole("link", { name: "Gem billedet" }).click();
    expect((await saved).suggestedFilename()).toBe("skridt.png");
    await page.getByRole("button", { name: "Luk billedet" }).click();
    const size = () =>
      page.locator("#question .question").evaluate((it) => Number.parseFloat(getComputedStyle(it).fontSize));
    const normal = await size();
    await page.getByRole("button", { name: "Større tekst" }).click();
    await page.getByRole("button", { name: "Større tekst" }).click();
    await page.getByRole("button", { name: "Mindre tekst" }).waitFor();
    await expectAccessible(page, "the largest text");
    await page.reload();
    expect(await size()).toBeGreaterThan(normal * 1.3);
    await page.getByRole("button", { name: "Mindre tekst" }).click();
    expect(await size()).toBe(normal);
    await page.context().close();
  });

  it("takes a photo, shows it before it is sent, and goes on", async () => {
    const { page, citizen } = await visit();
    await tap(page, "Øvelser");
    await tap(page, "Parathed 1-5");
    await tap(page, "Start");
    await tap(page, "3 lidt klar");
    await page.locator("details.own summary").click();
    const picture = await page.screenshot();
    await page
      .getByLabel("Tag et billede")
      .setInputFiles({ name: "tegning.png", mimeType: "image/png", buffer: picture });
    await page.getByRole("img", { name: "Dit billede" }).waitFor();
    await page.getByRole("button", { name: "Fortryd" }).click();
    await page.getByRole("img", { name: "Dit billede" }).waitFor({ state: "hidden" });
    await page
      .getByLabel("Tag et billede")
      .setInputFiles({ name: "tegning.png", mimeType: "image/png", buffer: picture });
    await page.getByRole("img", { name: "Dit billede" }).waitFor();
    await expectAccessible(page, "a chosen photo");
    await leadingOn(page, () => page.getByRole("button", { name: "Send billedet" }).click());
    const stored = await app.product.database.db
      .selectFrom("media")
      .select(["type"])
      .where("citizen_id", "=", citizen)
      .execute();
    expect(stored).toEqual([{ type: "photo" }]);
    await page.context().close();
  });

  it("records a voice, lets it be heard or undone, sends it, and goes on", async () => {
    const { page, citizen, problems } = await visit();
    await tap(page, "Øvelser");
    await tap(page, "Parathed 1-5");
    await tap(page, "Start");
    await tap(page, "3 lidt klar");
    await page.locator("details.own summary").click();
    const speak = page.getByRole("button", { name: "Tal ind" });
    await speak.click();
    await page.getByText("Jeg lytter nu").waitFor();
    await expectAccessible(page, "while recording");
    await page.getByRole("button", { name: "Fortryd" }).click();
    await speak.click();
    await page.getByRole("button", { name: "Færdig" }).dblclick();
    await page.locator("audio").waitFor();
    await expectAccessible(page, "a recorded voice");
    await leadingOn(page, () => page.getByRole("button", { name: "Send din besked" }).click());
    const stored = await app.product.database.db
      .selectFrom("media")
      .select(["type", "mime"])
      .where("citizen_id", "=", citizen)
      .execute();
    expect(stored).toEqual([{ type: "voice", mime: "audio/webm" }]);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
