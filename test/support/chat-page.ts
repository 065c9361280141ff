import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";

/** Longer than a new screen needs until it takes a tap. */
const SETTLED_MS = 500;

export const PHONE = { width: 390, height: 844 };

const AXE = readFileSync(
  createRequire(import.meta.resolve("@axe-core/playwright")).resolve("axe-core/axe.min.js"),
  "utf8",
);
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A phone whose time a test can let pass. */
export async function newPhone(browser: Browser, baseURL: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: PHONE, baseURL, locale: "da-DK" });
  await context.clock.install();
  return context;
}

/** From the one-time link to the first question. */
export async function enter(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: "Start" }).click();
  await page.locator("#question").waitFor();
}

/** Does something that leads to another screen, and waits for that. */
export async function leadingOn(page: Page, act: () => Promise<unknown>): Promise<void> {
  const revision = await page.locator("#card").getAttribute("data-revision");
  await act();
  await page.locator(`#card:not([data-revision="${revision}"])`).waitFor();
  // a new screen takes no tap for a moment: the time passes, nobody waits for it
  if ((await page.locator(".settling").count()) > 0) await page.clock.fastForward(SETTLED_MS);
}

/** Taps a choice or control by its words. */
export async function tap(page: Page, name: string): Promise<void> {
  await leadingOn(page, () => page.getByRole("button", { name, exact: true }).first().click());
}

export const question = (page: Page): Promise<string> => page.locator("#question").innerText();

type Looked = Awaited<ReturnType<AxeBuilder["analyze"]>>;

/** WCAG 2.2 AA with best practices, and the AAA rules for contrast and target size. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const rules = { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } };
  const options = { runOnly: { type: "tag", values: RULES }, rules, resultTypes: ["violations"] };
  // in the page itself, once for each: the usual driver adds it for every look, and opens a second page to sum up
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    (given) => (window as unknown as { axe: { run(given: object): Promise<Looked> } }).axe.run(given),
    options,
  );
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
  expect(found, where).toEqual([]);
}
