import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Message } from "../../src/model/message.ts";
import { loadConversation } from "../../src/store/load-conversation.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { launchBrowser } from "../support/browser.ts";
import { enter, expectAccessible, newPhone, PHONE } from "../support/chat-page.ts";

const TIMEOUT = 240_000;
/** More screens than any of the exercises has. */
const MOST_SCREENS = 150;
/** Those whose screens are alike but hold more than the others. */
const FLOWS = [
  "beslutningsskema",
  "netvaerkscirkel",
  "noedplan",
  "aftalekontrakt",
  "foelelser-samtale",
  "dagsorden",
  "samtykke",
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

/** One citizen's way through an exercise by its first answers; `stop` ends it at a screen. */
async function walk(flow: string, conversation: string, stop: (message: Message, screen: number) => boolean) {
  const { receive, database, library } = app.product;
  const arrival = () => ({ channel: "web", id: randomUUID(), at: app.product.now().toISOString() });
  const params = flow === "samtykke" ? { receiver: app.staff, person: "Annelise-Margrethe" } : {};
  const audience = [{ id: app.staff, name: "Maria" }];
  const begin = { flow: library.latest(flow)!.ref, params, audience };
  await receive.receive(conversation, { ...arrival(), kind: "begin", begin });
  for (let screen = 0; screen < MOST_SCREENS; screen++) {
    const loaded = (await loadConversation(database, { conversation }))!;
    const { message } = await receive.view(loaded);
    if (loaded.conversation.frames.length === 0 || stop(message, screen)) return;
    if (message.input === "words") {
      await receive.receive(conversation, { ...arrival(), kind: "words", words: "Somebody with rather a long name" });
      continue;
    }
    const several = message.choices.some(({ token }) => token.includes(".on+"));
    const ticked = message.choices.filter(({ chosen }) => chosen).length;
    const done = several && ticked > 0 ? message.choices.find(({ role }) => role === "main") : undefined;
    await receive.receive(conversation, { ...arrival(), kind: "tap", token: (done ?? message.choices[0])!.token });
  }
  throw new Error(`${flow}: expected an end after ${MOST_SCREENS} screens`);
}

/** How much there is to read on a screen. */
const fullness = ({ bubbles, choices }: Message): number =>
  JSON.stringify([bubbles.map(({ text, lines }) => [text, lines]), choices.map(({ label }) => label)]).length;

async function expectToFit(page: Page, where: string): Promise<void> {
  const cut = await page.evaluate(() => {
    const wide = document.documentElement.scrollWidth;
    const labels = [...document.querySelectorAll<HTMLElement>("button, .bubble, .label")];
    const over = labels.filter(
      (it) => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display !== "inline",
    );
    return { wide, over: over.map((it) => it.innerText) };
  });
  expect(cut, where).toEqual({ wide: PHONE.width, over: [] });
}

it("R4 the fullest screens of the longest exercises fit a phone in English", { timeout: TIMEOUT }, async () => {
  const context = await newPhone(browser, app.url);
  const page = await context.newPage();
  for (const [i, flow] of FLOWS.entries()) {
    const scout = await app.newCitizen({ language: "en" });
    let fullest = { screen: 0, size: 0 };
    await walk(flow, scout.conversation, (message, screen) => {
      const size = fullness(message);
      if (size > fullest.size) fullest = { screen, size };
      return false;
    });
    const { conversation, link } = await app.newCitizen({ language: "en" });
    await walk(flow, conversation, (_, screen) => screen === fullest.screen);
    await context.clearCookies();
    await enter(page, link);
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await expectToFit(page, flow);
    if (i % 2 === 0) await expectAccessible(page, flow);
  }
  await context.close();
});
