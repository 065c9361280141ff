import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outcomesOf } from "../../src/store/outcomes.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { launchBrowser } from "../support/browser.ts";
import { enter, leadingOn, PHONE, question, tap } from "../support/chat-page.ts";

const MOST_TABS = 60;

let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

async function newPage(
  options: { javaScriptEnabled?: boolean } = {},
): Promise<{ page: Page; citizen: string; link: string }> {
  const context = await browser.newContext({ viewport: PHONE, baseURL: app.url, locale: "da-DK", ...options });
  return { page: await context.newPage(), ...(await app.newCitizen()) };
}

describe("with the keyboard alone", () => {
  /** Tabs on until the thing with these words has the focus, and checks that this can be seen. */
  async function tabTo(page: Page, words: string): Promise<void> {
    await page.locator(".settling").first().waitFor({ state: "detached" });
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      await page.keyboard.press("Tab");
      const focus = await page.evaluate(() => {
        const it = document.activeElement as HTMLElement;
        const visible = it.closest("label") ?? it;
        const { outlineStyle, outlineWidth } = getComputedStyle(visible);
        const box = visible.getBoundingClientRect();
        const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const words = (
          it.getAttribute("aria-label") ??
          (it as HTMLInputElement).labels?.[0]?.innerText ??
          it.innerText
        ).trim();
        const seen = outlineStyle !== "none" && outlineWidth !== "0px" && visible.contains(middle);
        return { words: words.replace(/\s+/g, " "), seen };
      });
      if (focus.words !== words) continue;
      expect(focus.seen, `the focus on "${words}" can be seen`).toBe(true);
      return;
    }
    throw new Error(`expected "${words}" within reach of the Tab key`);
  }

  async function press(page: Page, words: string): Promise<void> {
    await tabTo(page, words);
    await leadingOn(page, () => page.keyboard.press("Enter"));
    expect(await page.evaluate(() => document.activeElement?.closest("#card") !== null), "the focus goes on").toBe(
      true,
    );
  }

  it("completes Parathed, from the link to the end", async () => {
    const { page, citizen, link } = await newPage();
    await page.goto(link);
    await tabTo(page, "Start");
    await page.keyboard.press("Enter");
    await page.locator("#question").waitFor();
    await press(page, "Øvelser");
    await press(page, "Parathed 1-5");
    await press(page, "Start");
    await press(page, "5 meget klar");
    expect(await page.evaluate(() => document.activeElement?.id), "the focus is on the new question").toBe("question");
    await tabTo(page, "Svar på din måde");
    await page.keyboard.press("Enter");
    await tabTo(page, "Skriv her");
    await page.keyboard.type("Mine børn");
    await press(page, "Send");
    await press(page, "Spring over");
    await press(page, "Tilbage");
    await press(page, "Spring over");
    await press(page, "Gå en tur");
    await press(page, "Ja, det passer");
    await press(page, "Nej, kun mig");
    const [outcome] = await outcomesOf(app.product.database, citizen);
    expect(outcome?.answers.map(([path]) => path)).toContain("level");
    await page.context().close();
  });

  it("leaves the focus on a choice that was ticked", async () => {
    const { page, link } = await newPage();
    await enter(page, link);
    await tap(page, "Sådan går det");
    await tap(page, "Følelser");
    await tap(page, "Start");
    await tap(page, "Videre");
    await press(page, "Glad");
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("Glad");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-pressed"))).toBe("true");
    await page.context().close();
  });

  it("leads past everything to the question by the first link", async () => {
    const { page, link } = await newPage();
    await enter(page, link);
    await page.reload();
    await page.locator("#question").waitFor();
    await tabTo(page, "Gå til spørgsmålet");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("card");
    await page.context().close();
  });
});

describe("without scripts", () => {
  it("completes Parathed by forms and redirects, with own words and all that was said today", async () => {
    const { page, citizen, link } = await newPage({ javaScriptEnabled: false });
    await enter(page, link);
    await tap(page, "Øvelser");
    await tap(page, "Parathed 1-5");
    await tap(page, "Start");
    expect(await page.locator("#question").isVisible()).toBe(true);
    await tap(page, "1 slet ikke klar");
    await page.locator("details.own summary").click();
    await page.getByLabel("Skriv her").fill("Det hele");
    await leadingOn(page, () => page.getByRole("button", { name: "Send", exact: true }).click());
    expect(await page.locator("#thread li").allTextContents()).toContain("Du: Det hele");
    while ((await page.getByRole("button", { name: "Ja, det passer" }).count()) === 0) await tap(page, "Spring over");
    await tap(page, "Ja, det passer");
    await tap(page, "Ja, send det");
    expect(await page.locator("progress").count()).toBe(0);
    const [outcome] = await outcomesOf(app.product.database, citizen, app.staff);
    expect(outcome?.answers.some(([, value]) => value.kind === "words" && value.words === "Det hele")).toBe(true);
    await page.context().close();
  });

  it("shows where the citizen is when the browser goes back, and takes the answer there", async () => {
    const { page, link } = await newPage({ javaScriptEnabled: false });
    await enter(page, link);
    await tap(page, "Øvelser");
    await tap(page, "Parathed 1-5");
    await tap(page, "Start");
    const asked = await question(page);
    await page.goBack();
    expect(await question(page)).toBe(asked);
    await tap(page, "3 lidt klar");
    expect(await question(page)).not.toBe(asked);
    await page.context().close();
  });

  it("has no button that only works with scripts", async () => {
    const { page, link } = await newPage({ javaScriptEnabled: false });
    await enter(page, link);
    await tap(page, "Øvelser");
    await tap(page, "Parathed 1-5");
    await tap(page, "Start");
    await tap(page, "3 lidt klar");
    await page.locator("details.own summary").click();
    expect(await page.locator("button[type=button]:visible").count()).toBe(0);
    await page.context().close();
  });
});
