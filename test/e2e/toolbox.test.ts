import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StoredOutcome } from "../../src/store/outcomes.ts";
import { outcomesOf } from "../../src/store/outcomes.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { launchBrowser } from "../support/browser.ts";
import { enter, expectAccessible, leadingOn, newPhone, question, tap } from "../support/chat-page.ts";

const TIMEOUT = 240_000;
const DAY_MS = 24 * 60 * 60 * 1000;

let app: TestApp;
let browser: Browser;
let now = Date.parse("2026-11-20T10:00:00.000Z");

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ now: () => new Date(now) }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

/** A citizen on their phone, to whom the behandler sent an exercise. */
async function sent(flow: string): Promise<{ page: Page; citizen: string }> {
  const { citizen, link } = await app.newCitizen();
  const context = await newPhone(browser, app.url);
  // a hundred screens are passed here: how their pictures look is seen elsewhere
  await context.route("**/media/**", (route) => route.abort());
  const page = await context.newPage();
  await enter(page, link);
  await send(page, citizen, flow);
  return { page, citizen };
}

async function send(page: Page, citizen: string, flow: string): Promise<void> {
  await leadingOn(page, () => app.product.assign({ citizen, flow, params: {}, by: app.staff }));
  await tap(page, "Ja");
  await tap(page, "Start");
}

const buttons = async (page: Page): Promise<readonly string[]> =>
  (await page.locator("#card .choices .label").allInnerTexts()).map((it) => it.trim());

async function write(page: Page, words: string): Promise<void> {
  const folded = page.locator("details.own:not([open]) summary");
  if ((await folded.count()) > 0) await folded.click();
  await page.getByLabel("Skriv her").fill(words);
  await leadingOn(page, () => page.getByRole("button", { name: "Send", exact: true }).click());
}

/** The first answer of a question with several, then done. */
async function pickOne(page: Page): Promise<void> {
  for (const name of [(await buttons(page))[0] as string, "Færdig"]) await tap(page, name);
}

/** Goes on until the question is one that is waited for; the first that fits of the buttons named is tapped. */
async function goOnTo(page: Page, end: () => Promise<boolean>, by: (shown: readonly string[]) => Promise<void>) {
  for (let screens = 0; !(await end()); screens++) {
    expect(screens, await question(page)).toBeLessThan(80);
    await by(await buttons(page));
  }
}

const outcome = async (citizen: string, flow: string): Promise<StoredOutcome> => {
  const found = (await outcomesOf(app.product.database, citizen, app.staff)).find((it) => it.flow.id === flow);
  if (!found) throw new Error(`expected an outcome of ${flow}`);
  return found;
};

describe("Beslutningsskema over two days", () => {
  it("goes on the next day where it was, and ends as a sheet of 20 cells", { timeout: TIMEOUT }, async () => {
    const { page, citizen } = await sent("beslutningsskema");
    const step = async (shown: readonly string[]) => {
      const go = ["Videre", "Ja, det passer", "Ja, send det", "Til jul"].find((it) =>
        shown.some((name) => name.startsWith(it)),
      );
      if (go) return await tap(page, shown.find((name) => name.startsWith(go)) as string);
      const several = (await page.locator('#card button[value*=".on+"]').count()) > 0;
      return several ? await pickOne(page) : await tap(page, shown[0] as string);
    };
    await goOnTo(page, async () => (await page.locator("progress").getAttribute("value")) === "14", step);
    const before = await question(page);
    await tap(page, "Pause");
    now += DAY_MS;
    await page.reload();
    expect(await question(page)).toMatch(/Vil du fortsætte/);
    await tap(page, "Fortsæt");
    expect(await question(page)).toBe(before);
    await goOnTo(page, async () => (await page.locator("progress").count()) === 0, step);
    const { answers } = await outcome(citizen, "beslutningsskema");
    expect(answers.filter(([path, value]) => /now|later/.test(path) && value.kind === "choices")).toHaveLength(20);
    await page.context().close();
  });
});

describe("Netværkscirklen with 12 people", () => {
  it("shows all 12 by name, and the circle again when it is looked at later", { timeout: TIMEOUT }, async () => {
    const { page, citizen } = await sent("netvaerkscirkel");
    await tap(page, "Videre");
    const names = ["Ole", "Eva", "Ali", "Mor", "Far", "Kim", "Bo", "Ida", "Lis", "Per", "Ulla", "Sanne"];
    for (const [i, name] of names.entries()) {
      await write(page, name);
      await tap(page, ["Familie", "Ven", "Kæreste"][i % 3] as string);
      await tap(page, ["Meget tæt", "Lidt tæt", "Langt væk"][i % 3] as string);
      await tap(page, ["Hjælper mig", "Både og", "Hjælper ikke"][i % 3] as string);
      await tap(page, i < names.length - 1 ? "Ja" : "Nej");
    }
    await goOnTo(
      page,
      async () => (await page.locator("progress").count()) === 0,
      async (shown) => {
        const go = ["Videre", "Ja, det passer", "Ja, send det", "Ja"].find((it) => shown.includes(it));
        await tap(page, go ?? (shown[0] as string));
      },
    );
    const { answers } = await outcome(citizen, "netvaerkscirkel");
    const said = answers.flatMap(([path, value]) =>
      path.endsWith("/name") && value.kind === "words" ? [value.words] : [],
    );
    expect(said).toEqual(names);
    await tap(page, "Færdig");
    await tap(page, "Mine ting");
    await tap(page, "Se Mit netværk");
    const alt = await page.locator("#card .picture img").getAttribute("alt");
    for (const name of names) expect(alt).toContain(name);
    await expectAccessible(page, "the circle");
    await page.context().close();
  });
});

describe("Nødplan, then trang", () => {
  it("shows the plan at once when the trang comes, calls the helper, and returns to the same place", {
    timeout: TIMEOUT,
  }, async () => {
    const { page, citizen } = await sent("noedplan");
    await tap(page, "Videre");
    for (let circle = 0; circle < 6; circle++) await pickOne(page);
    await tap(page, "Ja, det passer");
    await tap(page, "Videre");
    await write(page, "Ole");
    await tap(page, "Ven");
    await write(page, "20 30 40 50");
    await tap(page, (await buttons(page))[0] as string);
    await tap(page, "Nej");
    await goOnTo(
      page,
      async () => (await page.locator("progress").count()) === 0,
      async (shown) => {
        const go = ["Videre", "Ja, det passer", "Ja, send det", "Ved ikke"].find((it) => shown.includes(it));
        await tap(page, go as string);
      },
    );
    await outcome(citizen, "noedplan");
    await tap(page, "Færdig");
    await send(page, citizen, "parathed");
    const before = await question(page);
    await tap(page, "Jeg har trang");
    const alt = await page.locator("#card .picture img").getAttribute("alt");
    expect(alt).toContain("Ole");
    await expectAccessible(page, "the plan");
    const call = page.getByRole("link", { name: "Ring til Ole" });
    expect(await call.getAttribute("href"), "the helper can be called at once").toBe("tel:20304050");
    const atHelper = async () => (await call.count()) > 0 && (await buttons(page)).includes("Ja");
    await goOnTo(page, atHelper, async (shown) => await tap(page, shown.includes("Videre") ? "Videre" : "Nej"));
    expect(await call.getAttribute("href")).toBe("tel:20304050");
    await tap(page, "Ja");
    await goOnTo(
      page,
      async () => (await question(page)) === before,
      async (shown) => await tap(page, shown.includes("Videre") ? "Videre" : "Nej"),
    );
    await page.context().close();
  });
});
